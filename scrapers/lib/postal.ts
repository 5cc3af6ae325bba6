/**
 * A ZIP as five digits, or null where the text is none. Understands `06103`, `06103-0001`,
 * `061030001`, and the two forms that a spreadsheet leaves when it eats the zero: `6103`, `61030001`.
 */
export function toPostalCode(text: string): string | null {
  const tidy = text.trim()
  const five =
    /^(\d{5})(?:[-\s]?\d{4}|-)?$/.exec(tidy)?.[1] ??
    /^(\d{4})(?:-\d{4}|\d{4})?$/.exec(tidy)?.[1]?.padStart(5, '0')
  return five === undefined || five === '00000' ? null : five
}

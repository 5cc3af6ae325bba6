/** True when ten digits starting with 1 or 2 pass the Luhn check with the prefix 80840. */
export function isValidNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false
  let sum = 0
  for (const [index, digit] of `80840${text}`.split('').toReversed().map(Number).entries()) {
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/**
 * A North American number as `212-555-0123`, or null where the text is none: fewer or more than ten
 * digits, or an area or exchange code that cannot exist. An extension is left off; keep the raw text.
 */
export function toPhone(text: string): string | null {
  const [main = ''] = text.split(/\s*(?:ext\.?|x|#)\s*(?=\d+\s*$)/i)
  const digits = main.replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  const match = /^([2-9]\d{2})([2-9]\d{2})(\d{4})$/.exec(digits)
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null
}

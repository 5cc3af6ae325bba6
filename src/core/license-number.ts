import type { State } from './words.ts'

/**
 * A license number as it is compared, or null where the text cannot be one of that state.
 * NY: six digits (`F001234`, `1234-1` → `001234`). NJ: upper-case letters and digits. CT: type,
 * dot, digits without leading zeros (`42.000123` → `42.123`); digits alone stay digits alone.
 */
export function normalizeLicenseNumber(state: State, text: string): string | null {
  return NORMALIZERS[state](text.trim().toUpperCase())
}

const NORMALIZERS: Record<State, (text: string) => string | null> = {
  NY: (text) => {
    const digits = /^[A-Z]{0,2}\s*0*(\d{1,6})(?:-\d{1,2})?$/.exec(text)?.[1]
    return digits && Number(digits) > 0 ? digits.padStart(6, '0') : null
  },
  NJ: (text) => {
    const compact = text.replaceAll(/[^A-Z0-9]/g, '')
    return /\d/.test(compact) ? compact : null
  },
  CT: (text) => {
    const match = /^(?:([A-Z0-9]{1,4})[.\s])?0*(\d{1,7})(-[A-Z0-9]+)?$/.exec(text)
    if (!match?.[2] || Number(match[2]) === 0) return null
    return `${match[1] ? `${match[1]}.` : ''}${match[2]}${match[3] ?? ''}`
  },
}

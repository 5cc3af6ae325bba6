/** What somebody typed into the search box, made ready to be compared with names and numbers. */
import { normalizeLicenseNumber } from '../license-number.ts'
import { fold, stripDegrees } from '../names.ts'
import { STATES } from '../words.ts'

export const MAX_WORDS = 10

export interface SearchText {
  /** Folded, in the order typed, degrees at the end gone. */
  words: string[]
  /** The whole text read as an NPI, license or certification number, in every form it may have. */
  numbers: string[]
}

/** `words` and `numbers` are both empty where the text has no Latin letter and no digit. */
export function toSearchText(q: string): SearchText {
  // In capitals no surname that is a degree as well is taken for one: `wei ming ma`.
  const words = [...new Set(fold(stripDegrees(q.toUpperCase())).split(' ').filter(Boolean))]
  if (!/\d/.test(q)) return { words, numbers: [] }
  const forms = [q, ...STATES.map((state) => normalizeLicenseNumber(state, q) ?? '')]
  return { words, numbers: [...new Set(forms.map(compact))].filter((form) => form.length > 1) }
}

const compact = (text: string): string => fold(text).replaceAll(' ', '')

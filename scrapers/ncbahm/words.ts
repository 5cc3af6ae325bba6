/** The board's words and what they are worth here. */
import type { Designation, Standing } from '#src/core/words.ts'

/**
 * Status words, folded to lower case. `Certified Diplomate` is the only one seen in the directory
 * (80 people); the others stand in the board's policies or say what they mean.
 */
const STATUS_WORDS = new Map<string, Standing>([
  ['certified diplomate', 'active'],
  ['active', 'active'],
  ['lapsed', 'lapsed'],
  ['expired', 'lapsed'],
  ['terminated', 'lapsed'],
  ['former diplomate', 'lapsed'],
  ['retired', 'inactive'],
  ['inactive', 'inactive'],
  ['suspended', 'suspended'],
  ['revoked', 'revoked'],
])

/** `unknown` for a word that nobody has mapped. */
export const toStanding = (word: string): Standing =>
  STATUS_WORDS.get(word.trim().toLowerCase()) ?? 'unknown'

const CERTIFICATIONS = new Map<string, Designation>([
  ['AC', 'Dipl. Ac.'],
  ['CH', 'Dipl. C.H.'],
  ['OM', 'Dipl. O.M.'],
  ['AHM', 'Dipl. AHM'],
  ['ABT', 'Dipl. A.B.T.'],
])

/** `AC Certification` → `Dipl. Ac.`; null for a tag that nobody has mapped. */
export function toDesignation(tag: string): Designation | null {
  const code = /^([A-Z]{2,4}) Certification$/.exec(tag.trim())?.[1]
  return CERTIFICATIONS.get(code ?? '') ?? null
}

/** Tags as one text, in an order of our own: the directory turns them about from day to day. */
export const inOrder = (tags: string[]): string | null => tags.toSorted().join('; ') || null

/** The designations in `Dipl. Ac. & Dipl. C.H. (NCCAOM)®`, and what is left once they are out. */
export function readDesignations(text: string): { designations: Designation[]; rest: string } {
  const designations = new Set<Designation>()
  const without = text.replaceAll(
    /\bDipl(?:omate)?\.?\s*(Ac|C\.?\s?H|O\.?\s?M|A\.?H\.?M|A\.?B\.?T)\b\.?/gi,
    (_, letters: string) => {
      const known = CERTIFICATIONS.get(letters.replaceAll(/[^a-z]/gi, '').toUpperCase())
      if (known) designations.add(known)
      return ' '
    },
  )
  // Marks of the issuer under either of its names, and what stands between designations.
  const rest = without
    .replaceAll(/\(?\b(?:NCCAOM|NCBAHM)\b\)?/g, ' ')
    .replaceAll(/[®™,;&/|()]|\band\b/g, ' ')
  return { designations: [...designations], rest: rest.replaceAll(/\s+/g, ' ').trim() }
}

/** `Female` → `F`; null where the registry says nothing; undefined for a word nobody has mapped. */
export function toGender(word: string): 'F' | 'M' | null | undefined {
  if (word === '' || isNone(word)) return null
  if (word === 'Female') return 'F'
  return word === 'Male' ? 'M' : undefined
}

/** The directory's ways to say that there is nothing. */
export const isNone = (text: string): boolean =>
  /^(not available|na|n\/a|none|-+)?$/i.test(text.trim())

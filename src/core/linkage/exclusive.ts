/** What rules it out that two records are of one person. */
import type { LinkRecord } from './link-record.ts'

/** Nothing known of the two rules it out that they are one person. */
export function mayBeOne(a: LinkRecord, b: LinkRecord): boolean {
  // One list shows a person once; an exclusion list shows each exclusion.
  if (a.registry === b.registry && a.kind === b.kind && a.role !== 'exclusion') return false
  if (a.npi && b.npi && a.npi !== b.npi) return false
  if (a.gender && b.gender && a.gender !== b.gender) return false
  if (a.suffix && b.suffix && a.suffix !== b.suffix) return false
  return !licensesConflict(a.licenses, b.licenses)
}

/** True where no two of the records rule each other out. */
export const mayAllBeOne = (records: LinkRecord[]): boolean =>
  records.every((record, index) =>
    records.slice(0, index).every((earlier) => mayBeOne(earlier, record)),
  )

/** Proven numbers of one state that differ. A typed one may be mistyped, so it rules nothing out. */
const licensesConflict = (a: string[], b: string[]): boolean =>
  a.some((one) => b.some((other) => stateOf(one) === stateOf(other) && !isSameLicense(one, other)))

/** The person typed a number of a state, and the roll of that state proves quite another one. */
export const hintsConflict = (a: LinkRecord, b: LinkRecord): boolean =>
  [
    { typed: a.licenseHints, proven: b.licenses },
    { typed: b.licenseHints, proven: a.licenses },
  ].some(({ typed, proven }) =>
    proven.some((license) => {
      const ofState = typed.filter((hint) => stateOf(hint) === stateOf(license))
      return ofState.length > 0 && !ofState.some((hint) => mayMean(hint, license))
    }),
  )

/** The same number; two types of credential before the dot, where both are given, tell apart. */
export function isSameLicense(a: string, b: string): boolean {
  if (bareLicense(a) !== bareLicense(b)) return false
  const [one, other] = [credentialType(a), credentialType(b)]
  return one === null || other === null || one === other
}

/** The number itself, or as a slip of the hand leaves it: a sign wrong, too many, left out, swapped. */
function mayMean(hint: string, license: string): boolean {
  const [a, b] = [significant(hint), significant(license)].toSorted((x, y) => x.length - y.length)
  if (a === undefined || b === undefined || b.includes(a)) return true
  const start = a.split('').findIndex((sign, index) => sign !== b[index])
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return a.length === b.length
    ? restA.slice(1) === restB.slice(1) || swapped(restA) === restB
    : restA === restB.slice(1)
}

const swapped = (text: string): string => `${text[1] ?? ''}${text[0] ?? ''}${text.slice(2)}`

/** What is left of a number without the state, the type and the zeros in front. */
const significant = (license: string): string => bareLicense(license).slice(3).replace(/^0+/, '')

/** `CT 42.123` → `CT 123`. */
export const bareLicense = (license: string): string => license.replace(/ [A-Z0-9]+\./, ' ')

/** `CT 42.123` → `42`; letters, as in `CT LAC.123`, are a way of writing and no type. */
const credentialType = (license: string): string | null => / (\d+)\./.exec(license)?.[1] ?? null

const stateOf = (license: string): string => license.slice(0, 2)

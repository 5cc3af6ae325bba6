import type { RecordContent } from './record.ts'
import type { IsoDate } from './words.ts'

/**
 * What of a record cannot be true whatever else is: a license that ran out before it was given.
 * Which of the two days is the wrong one nobody can tell. Null where nothing contradicts itself.
 */
export function findContradiction({ licenses, exclusions }: RecordContent): string | null {
  for (const { licensedOn, expiresOn, registration } of licenses) {
    const end = expiresOn ?? registration?.registeredThrough ?? null
    if (isAfter(licensedOn, end)) {
      return `The license is of ${licensedOn} and good until ${end}, before it was given.`
    }
  }
  const early = exclusions.find(({ since }) => isAfter(EXCLUSIONS_BEGAN_ON, since))
  return early ? `The exclusion is of ${early.since}, before there was any.` : null
}

/** The first federal law that keeps people out of Medicare is of 1977. */
const EXCLUSIONS_BEGAN_ON = '1977-01-01'

const isAfter = (one: IsoDate | null, other: IsoDate | null): boolean =>
  one !== null && other !== null && one > other

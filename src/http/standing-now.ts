import type { Sourced } from '#src/core/practitioner.ts'
import { standingOn } from '#src/core/standing.ts'
import type { IsoDate, Standing } from '#src/core/words.ts'

/** Once a registry lists it no more, nobody knows what a credential is worth. */
export const standingNow = (
  fact: { standing: Standing; expiresOn: IsoDate | null } & Sourced,
  today: IsoDate,
): Standing =>
  fact.delistedOn === null ? standingOn(fact.standing, fact.expiresOn, today) : 'unknown'

import type { IsoDate, Standing, State } from './words.ts'

/** What a credential is worth on a day: an active one whose last day has passed has lapsed. */
export function standingOn(standing: Standing, lastDay: IsoDate | null, today: IsoDate): Standing {
  return standing === 'active' && lastDay !== null && lastDay < today ? 'lapsed' : standing
}

/** Stands for "no last day stated" where days are compared. */
export const OPEN_END: IsoDate = '9999-12-31'

/**
 * The last day on which a license entitles to practice, or null if it does not today whatever the
 * day. New York's registration must be active as well as the license; a New York license of which no
 * registration is known entitles to nothing that anybody could show.
 */
export function currentThrough(license: {
  state?: State
  standing: Standing
  expiresOn: IsoDate | null
  registration: { standing: Standing; registeredThrough: IsoDate | null } | null
}): IsoDate | null {
  if (license.standing !== 'active') return null
  const { registration } = license
  if (license.state === 'NY' && !registration) return null
  if (registration && registration.standing !== 'active') return null
  const days = [license.expiresOn, registration?.registeredThrough ?? null].filter(
    (day) => day !== null,
  )
  return days.sort()[0] ?? OPEN_END
}

/** What each standing of a credential comes to in a check. */
import { standingOn } from '../standing.ts'
import type { IsoDate, Standing } from '../words.ts'
import type { Attention, CheckVerdict } from './types.ts'

interface StandingWorth {
  verdict: CheckVerdict
  attention: Attention
  /** Behind the name of the credential. */
  says: string
}

const STANDING_WORTH: Record<Standing, StandingWorth> = {
  active: { verdict: 'current', attention: 'none', says: 'is active' },
  lapsed: { verdict: 'lapsed', attention: 'stop', says: 'has lapsed' },
  inactive: { verdict: 'lapsed', attention: 'stop', says: 'is inactive' },
  deceased: { verdict: 'lapsed', attention: 'stop', says: 'has ended: the holder died' },
  restricted: { verdict: 'restricted', attention: 'stop', says: 'is restricted' },
  suspended: { verdict: 'restricted', attention: 'stop', says: 'is suspended' },
  revoked: { verdict: 'restricted', attention: 'stop', says: 'is revoked' },
  pending: {
    verdict: 'not-found',
    attention: 'stop',
    says: 'has been applied for, and none is issued',
  },
  unknown: {
    verdict: 'unavailable',
    attention: 'review',
    says: 'has a status that nobody has mapped yet; it is being reviewed',
  },
}

/** What a credential comes to on a day, with the words for it. */
export function standingWorth(
  stated: Standing,
  lastDay: IsoDate | null,
  day: IsoDate,
): StandingWorth & { standing: Standing; until: IsoDate | null } {
  const standing = standingOn(stated, lastDay, day)
  const worth = STANDING_WORTH[standing]
  return { ...worth, says: `${worth.says}${dayWords(standing, lastDay)}`, standing, until: lastDay }
}

function dayWords(standing: Standing, lastDay: IsoDate | null): string {
  if (lastDay === null) return ''
  if (standing === 'active') return ` through ${lastDay}`
  return standing === 'lapsed' ? `; its last day was ${lastDay}` : ''
}

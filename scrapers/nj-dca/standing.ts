import type { IsoDate, Standing } from '#src/core/words.ts'
import { SPEAKING_AFTER, SPEAKING_FIRST } from './words.ts'

export interface StandingReading {
  standing: Standing
  unknownWords: string[]
  problems: string[]
}

const WORDS = [...SPEAKING_FIRST, ...SPEAKING_AFTER]
const placeOf = (status: string): number =>
  WORDS.findIndex(([word]) => word === status.toUpperCase())

/** What a license is worth by its status word. One without a last day is not taken for active. */
export function toStanding(status: string | null, expiresOn: IsoDate | null): StandingReading {
  if (status === null) return unknown('The row has no status.')
  const standing = WORDS[placeOf(status)]?.[1]
  if (standing === undefined) return { standing: 'unknown', unknownWords: [status], problems: [] }
  if (standing === 'active' && expiresOn === null) {
    return unknown(`The status is "${status}" without an expiration date.`)
  }
  return { standing, unknownWords: [], problems: [] }
}

const unknown = (problem: string): StandingReading => ({
  standing: 'unknown',
  unknownWords: [],
  problems: [problem],
})

const FIRST = 100_000_000
const DAYS_BEFORE_1970 = 100_000

/**
 * Which of several rows of one number speaks: the one of higher rank (see `words.ts`). A word that
 * nobody knows counts as the gravest; a row without a word counts for nothing.
 */
export function toRank(status: string | null, expiresOn: IsoDate | null): number {
  if (status === null) return 0
  const place = placeOf(status)
  const days = expiresOn === null ? 0 : DAYS_BEFORE_1970 + Date.parse(expiresOn) / 86_400_000
  return (place < SPEAKING_FIRST.length ? FIRST : 0) + days * 100 + (WORDS.length - place)
}

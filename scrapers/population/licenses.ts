/** Licenses of invented people: numbers as each state prints them, true standings, days. */
import type { IsoDate, State } from '#src/core/words.ts'
import { addDays, monthEnd } from './calendar.ts'
import type { Identity } from './identity.ts'
import type { InventedLicense } from './person.ts'
import { type Random, weigh } from './random.ts'
import { respell } from './respell.ts'

export type IssueLicense = (random: Random, state: State, identity: Identity) => InventedLicense

/** Numbers given out so far live in here, one for each population. */
export function createLicenses(asOf: IsoDate): IssueLicense {
  const issued: Record<State, number> = { NY: 0, NJ: 0, CT: 0 }
  return (random, state, identity) => {
    issued[state] += 1
    const status = random.weighted(STATUSES)
    return {
      state,
      // The gap leaves numbers that nobody has: what people mistype is not always somebody.
      number: formatNumber(state, 1000 + issued[state] * 7 + random.int(0, 6)),
      status,
      ...inventDays(random, status, asOf),
      hasDiscipline: DISCIPLINED.has(status) || random.chance(0.02),
      nameOnRoll: random.chance(0.1) ? respell(random, identity) : null,
    }
  }
}

type Status = InventedLicense['status']

const STATUS_WORDS: Status[] = [
  'active',
  'lapsed',
  'inactive',
  'pending',
  'deceased',
  'revoked',
  'suspended',
]
const STATUS_WEIGHTS: Record<Status, number> = {
  active: 81,
  lapsed: 8,
  inactive: 4,
  pending: 2,
  deceased: 1.6,
  revoked: 1.4,
  suspended: 1.2,
}
const STATUSES = weigh(STATUS_WORDS, (status) => STATUS_WEIGHTS[status])
const DISCIPLINED = new Set<Status>(['revoked', 'suspended'])

/** Highest number each form has room for: six digits. */
const LAST_NUMBER = 999_999

export function formatNumber(state: State, serial: number): string {
  if (serial > LAST_NUMBER) throw new RangeError(`${state} has no license number beyond 999999.`)
  const digits = String(serial).padStart(6, '0')
  return { NY: digits, NJ: `25MZ${digits}00`, CT: `42.${digits}` }[state]
}

function inventDays(
  random: Random,
  status: Status,
  asOf: IsoDate,
): Pick<InventedLicense, 'licensedOn' | 'expiresOn'> {
  if (status === 'pending')
    return { licensedOn: addDays(asOf, -random.int(5, 120)), expiresOn: null }
  const expiresOn = inventExpiry(random, status, asOf)
  const earliest = expiresOn < asOf ? expiresOn : asOf
  return { licensedOn: addDays(earliest, -random.int(200, 13_000)), expiresOn }
}

function inventExpiry(random: Random, status: Status, asOf: IsoDate): IsoDate {
  const isStillGood = status === 'active' || status === 'suspended'
  if (!isStillGood) return monthEnd(asOf, -random.int(2, 96))
  // A roll that says active although the last day has passed: rare, and dangerous to believe.
  if (random.chance(0.02)) return monthEnd(asOf, -random.int(2, 14))
  return random.chance(0.06)
    ? monthEnd(asOf, random.int(2, 13))
    : monthEnd(asOf, random.int(14, 49))
}

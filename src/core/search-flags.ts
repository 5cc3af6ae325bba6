/**
 * All that a search filters by, as the bits of one number, so that filters and their counts are the
 * same few comparisons in the database and here. What a day decides is worked out when reading.
 */
import { OPEN_END } from './standing.ts'
import {
  type Designation,
  DESIGNATIONS,
  type IsoDate,
  type Standing,
  STANDINGS,
  type State,
  STATES,
  tierRank,
  TIERS,
} from './words.ts'

/** Bits of which a row must have at least one; 0 for a condition that nobody meets. */
export type Mask = bigint

export interface FlagSource {
  states: string[]
  /** `NY:active` … */
  licenseStandings: string[]
  certificationStandings: string[]
  designations: string[]
  apmTier: number
  triggerPointTier: number
  isExcluded: boolean
}

/** Every bit by what it says, lowest first. Only ever add to the end: the numbers are stored. */
const NAMES: readonly string[] = [
  ...STATES,
  ...STATES.flatMap((state) => STANDINGS.map((standing) => `${state}:${standing}`)),
  ...STANDINGS.map((standing) => `certification:${standing}`),
  ...DESIGNATIONS,
  'apm',
  'trigger-point',
  ...TIERS,
  'unexcluded',
]

const BITS: ReadonlyMap<string, Mask> = new Map(
  NAMES.map((name, index) => [name, 1n << BigInt(index)]),
)

const bit = (name: string): Mask => BITS.get(name) ?? 0n
const anyOf = (masks: Mask[]): Mask => masks.reduce((all, mask) => all | mask, 0n)

export const inState = (states: readonly State[]): Mask => anyOf(states.map(bit))

/** A license of one of the states has the standing. */
export const licensed = (standing: Standing, states: readonly State[]): Mask =>
  anyOf(states.map((state) => bit(`${state}:${standing}`)))

export const certified = (standing: Standing): Mask => bit(`certification:${standing}`)
export const designated = (designation: Designation): Mask => bit(designation)
/** Training of that program, or of that tier or a better one. */
export const trained = (what: 'apm' | 'trigger-point' | (typeof TIERS)[number]): Mask => bit(what)
export const UNEXCLUDED = bit('unexcluded')

/** The rule of `recommendedStates`: all of these masks. */
export const recommended = (states: readonly State[]): Mask[] => [
  licensed('active', states),
  certified('active'),
  trained('documented'),
  UNEXCLUDED,
]

export const meets = (flags: bigint, masks: readonly Mask[]): boolean =>
  masks.every((mask) => (flags & mask) !== 0n)

/** The flags of a row as its registries say, before any day is asked about. */
export function flagsOf(row: FlagSource): bigint {
  const tier = Math.max(row.apmTier, row.triggerPointTier)
  return anyOf(
    [
      ...row.states,
      ...row.licenseStandings,
      ...row.certificationStandings.map((standing) => `certification:${standing}`),
      ...row.designations,
      ...(row.apmTier > 0 ? ['apm'] : []),
      ...(row.triggerPointTier > 0 ? ['trigger-point'] : []),
      ...TIERS.filter((known) => tierRank(known) <= tier),
      ...(row.isExcluded ? [] : ['unexcluded']),
    ].map(bit),
  )
}

/** What turns from active to lapsed behind its last day. */
export const LAPSES = [
  ...STATES.map((state) => ({
    through: state,
    active: licensed('active', [state]),
    lapsed: licensed('lapsed', [state]),
  })),
  { through: 'certification', active: certified('active'), lapsed: certified('lapsed') },
] as const

type Through = (typeof LAPSES)[number]['through']

/** Last day on which the flags are what they say: behind it something active has lapsed. */
export function flagsThrough(flags: bigint, through: Record<Through, IsoDate | null>): IsoDate {
  const days = LAPSES.filter(({ active }) => (flags & active) !== 0n).map(
    (lapse) => through[lapse.through] ?? NEVER,
  )
  return days.sort()[0] ?? OPEN_END
}

const NEVER = '0001-01-01'

/** How good the credentials are whatever the day, 0 to 63: the best come first. */
export function qualityOf(flags: bigint): number {
  if ((flags & UNEXCLUDED) === 0n) return 0
  const one = (masks: Mask[], points: number) => (meets(flags, masks) ? points : 0)
  const tiers = TIERS.filter((tier) => (flags & bit(tier)) !== 0n).length
  return (
    one(recommended(STATES), 32) +
    one([licensed('active', STATES)], 16) +
    one([certified('active')], 8) +
    tiers
  )
}

/**
 * All that a search filters by, as the bits of one number, so that filters and their counts are the
 * same few comparisons. What a day decides is worked out when reading.
 */
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
} from '../words.ts'

/** Bits of which one must be set at least; 0 for a condition that nobody meets. */
export type Mask = bigint

export interface FlagSource {
  states: string[]
  /** `NY:active` … */
  licenseStandings: string[]
  certificationStandings: string[]
  /** Those that are active. */
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
/** Holds it today. */
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

/** A mask or flags as two numbers, which are compared many times faster than one big one. */
export interface Bits {
  low: number
  high: number
}

export const toBits = (mask: Mask): Bits => ({
  low: Number(BigInt.asIntN(32, mask)),
  high: Number(BigInt.asIntN(32, mask >> 32n)),
})

/** Flags that have a bit of each mask. */
export function meetsBits(flags: Bits, masks: readonly Bits[]): boolean {
  for (const { low, high } of masks) {
    if (((flags.low & low) | (flags.high & high)) === 0) return false
  }
  return true
}

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

/** What turns from active to lapsed behind its last day, and what ends with it. */
const LAPSES = [
  ...STATES.map((state) => ({
    through: state,
    active: licensed('active', [state]),
    lapsed: licensed('lapsed', [state]),
    ends: 0n,
  })),
  {
    through: 'certification',
    active: certified('active'),
    lapsed: certified('lapsed'),
    ends: anyOf(DESIGNATIONS.map(designated)),
  },
] as const

export type Through = (typeof LAPSES)[number]['through']

/** The flags as they are today: what was active behind its last day has lapsed. */
export function flagsOn(
  flags: bigint,
  through: Record<Through, IsoDate | null>,
  today: IsoDate,
): bigint {
  let left = flags
  for (const { through: which, active, lapsed, ends } of LAPSES) {
    const lastDay = through[which]
    if (lastDay !== null && lastDay >= today) continue
    left &= ~ends
    if ((flags & active) !== 0n) left = (left & ~active) | lapsed
  }
  return left
}

/** Numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T extends Drawable>(list: readonly T[]): T
  weighted<T extends Drawable>(table: WeightedTable<T>): T
}

/** Anything but nothing. */
type Drawable = object | string | number

/** Values with running totals of their weights. */
export interface WeightedTable<T> {
  values: readonly T[]
  totals: number[]
}

/** Mulberry32: 32 bits of state, good enough for invented people and for nothing secret. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T extends Drawable>(list: readonly T[]): T =>
    at(list, Math.floor(next() * list.length))
  return {
    next,
    pick,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    weighted: ({ values, totals }) => {
      const target = next() * (totals.at(-1) ?? 0)
      return at(values, indexAbove(totals, target))
    },
  }
}

/** Two numbers made one seed, so that each person draws from a sequence of their own. */
export const mixSeed = (seed: number, part: number): number =>
  Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(part + 0x165667b1, 0xc2b2ae35)

export function weigh<T>(values: readonly T[], weightOf: (value: T, rank: number) => number) {
  let total = 0
  const totals = values.map((value, rank) => (total += weightOf(value, rank)))
  return { values, totals } satisfies WeightedTable<T>
}

/** Common things common: the value at each rank is drawn in proportion to 1 / (rank + 1)^skew. */
export const weighByRank = <T>(values: readonly T[], skew = 0.8): WeightedTable<T> =>
  weigh(values, (_, rank) => 1 / (rank + 1) ** skew)

function indexAbove(totals: number[], target: number): number {
  let low = 0
  let high = totals.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((totals[middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  return low
}

function at<T extends Drawable>(list: readonly T[], index: number): T {
  const value = list[index]
  if (value === undefined) throw new RangeError('Nothing can be drawn from no values.')
  return value
}

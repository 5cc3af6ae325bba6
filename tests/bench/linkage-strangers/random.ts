/** Chance that repeats itself: everything here is drawn from one seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Early entries far more often than late ones, as surnames are. */
  pickCommon<T>(from: readonly T[], steepness?: number): T
  /** The key of a table of weights. */
  weighted<K extends string>(weights: readonly (readonly [K, number])[]): K
}

const at = <T>(from: readonly T[], index: number): T => {
  const found = from[index]
  if (found === undefined) throw new Error(`Nothing to pick at ${index} of ${from.length}`)
  return found
}

/** A generator of the xorshift family, spread by a multiplication. */
export function createRandom(seed: number): Random {
  let state = (seed * 2_654_435_769) >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return (Math.imul(state, 1_597_334_677) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (from) => at(from, below(from.length)),
    pickCommon: (from, steepness = 2) => at(from, Math.floor(from.length * next() ** steepness)),
    weighted(weights) {
      let left = next() * weights.reduce((sum, [, weight]) => sum + weight, 0)
      const found = weights.find(([, weight]) => (left -= weight) < 0) ?? at(weights, 0)
      return found[0]
    },
  }
}

/** How good a linking is, against the truth. */
import type { ScoredPairs } from '#src/core/linkage/link-tables.ts'

/** Entries in the order of the table, with what the matcher must not see. */
export interface Truth {
  /** Which person each entry is of. */
  personOf: Int32Array
  /** Null where anybody may be anybody. */
  listOf: Int32Array | null
}

export interface Quality {
  found: number
  wrong: number
  missed: number
  precision: number
  recall: number
  f1: number
}

export const round = (value: number, digits = 4): number => Number(value.toFixed(digits))

/** The true pairs, as entries of the table, the smaller first. */
export function truePairs({ personOf, listOf }: Truth): [number, number][] {
  const entriesOf = new Map<number, number[]>()
  for (const [entry, person] of personOf.entries()) {
    const entries = entriesOf.get(person)
    if (entries) entries.push(entry)
    else entriesOf.set(person, [entry])
  }
  return [...entriesOf.values()].flatMap((entries) =>
    entries.flatMap((first, index) =>
      entries
        .slice(index + 1)
        .filter((second) => listOf === null || listOf[first] !== listOf[second])
        .map((second): [number, number] => [first, second]),
    ),
  )
}

export interface ScoredPair {
  left: number
  right: number
  weight: number
  probability: number
  /** 0 no match, 1 review, 2 match. */
  decision: number
  isTrue: boolean
}

/** The pairs that count: between the lists, where there are lists. */
export function toPairs(scored: ScoredPairs, { personOf, listOf }: Truth): ScoredPair[] {
  return Array.from(scored.left, (one, index) => {
    const other = scored.right[index] ?? 0
    return {
      left: Math.min(one, other),
      right: Math.max(one, other),
      weight: scored.weight[index] ?? 0,
      probability: scored.probability[index] ?? 0,
      decision: scored.decision[index] ?? 0,
      isTrue: personOf[one] === personOf[other],
    }
  }).filter(({ left, right }) => listOf === null || listOf[left] !== listOf[right])
}

export function judge(
  pairs: ScoredPair[],
  trueCount: number,
  isTaken: (pair: ScoredPair) => boolean,
): Quality {
  const taken = pairs.filter(isTaken)
  const found = taken.filter(({ isTrue }) => isTrue).length
  const precision = taken.length === 0 ? 0 : found / taken.length
  const recall = found / trueCount
  return {
    found,
    wrong: taken.length - found,
    missed: trueCount - found,
    precision: round(precision),
    recall: round(recall),
    f1: round(found === 0 ? 0 : (2 * precision * recall) / (precision + recall)),
  }
}

export const pairKey = (left: number, right: number): string => `${left} ${right}`

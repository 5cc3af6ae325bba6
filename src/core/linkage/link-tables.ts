/** Who of many entries is who: candidate pairs, their weights, and what becomes of each pair. */
import { findCandidates } from './candidates.ts'
import { compete } from './compete.ts'
import { countFrequencies } from './frequencies.ts'
import { Doubles, Ints } from './growable.ts'
import type { LinkageModel } from './model.ts'
import { prepare, type Prepared } from './prepare.ts'
import { Scorer } from './scorer.ts'
import type { LinkTable } from './table.ts'

export const DECISIONS = ['no-match', 'review', 'match'] as const
export type Decision = (typeof DECISIONS)[number]

export interface LinkOptions {
  /**
   * The list that each entry stands on. Two lists are linked with each other; entries of one list
   * are taken for different people unless everything says otherwise. Null: no lists, anybody may be
   * anybody (a file with duplicates in it).
   */
  listOf: Int32Array | null
  /** Only pairs with one of these entries in them; null for all. */
  focus?: Uint8Array | null
}

/** Pairs that were compared and are not plainly different, in no order; one index a pair. */
export interface ScoredPairs {
  left: Int32Array
  right: Int32Array
  /** Bits of evidence. */
  weight: Float32Array
  /** That the two are one person, everybody else considered whom either could be. */
  probability: Float32Array
  /** A position in `DECISIONS`. */
  decision: Uint8Array
  /** How many pairs were compared in all. */
  compared: number
}

/** Pairs below this are forgotten: hundreds of them together would change nothing. */
const WEIGHT_MIN = -9

export function linkTable(
  table: LinkTable,
  model: LinkageModel,
  options: LinkOptions,
): ScoredPairs {
  const { listOf } = options
  const prepared = prepareFor(table, model, listOf)
  const candidates = findCandidates(table, options)
  return scoreCandidates({ table, model, candidates, listOf, prepared })
}

/** With the frequencies frozen in the model, else those of the table. */
export const prepareFor = (
  table: LinkTable,
  model: LinkageModel,
  listOf: Int32Array | null,
): Prepared => prepare(table, model.frequencies ?? countFrequencies(table, listOf))

export interface Scoring {
  table: LinkTable
  model: LinkageModel
  /** As `findCandidates` gives them. */
  candidates: Float64Array
  listOf: Int32Array | null
  prepared: Prepared
}

/** The same for pairs found before. */
export function scoreCandidates(scoring: Scoring): ScoredPairs {
  const { table, model, candidates, listOf } = scoring
  const scorer = new Scorer(table, model, scoring.prepared)
  const [left, right, matchMin, weight] = [new Ints(), new Ints(), new Doubles(), new Doubles()]
  for (const pair of candidates) {
    const one = Math.floor(pair / table.size)
    const other = pair - one * table.size
    const { bits, isCapped, isByName } = scorer.compare(one, other)
    if (bits < WEIGHT_MIN) continue
    left.push(one)
    right.push(other)
    matchMin.push(isCapped ? NEVER : isByName ? model.matchByNameMin : model.matchMin)
    weight.push(bits)
  }
  const pairs = {
    left: left.build(),
    right: right.build(),
    weight: Float32Array.from(weight.build()),
  }
  const probability = compete(pairs, table.size, listOf, scorer)
  const matchMins = matchMin.build()
  const decision = Uint8Array.from(probability, (chance, pair) =>
    decide(chance, matchMins[pair] ?? NEVER, model.reviewMin),
  )
  return { ...pairs, probability, decision, compared: candidates.length }
}

/** No probability is as large. */
const NEVER = 2

function decide(probability: number, matchMin: number, reviewMin: number): number {
  if (probability >= matchMin) return DECISIONS.indexOf('match')
  return DECISIONS.indexOf(probability >= reviewMin ? 'review' : 'no-match')
}

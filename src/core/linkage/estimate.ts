/**
 * Weights learned from the data itself, without anybody saying which pairs are one person: with the
 * weights so far every pair has a probability, and so much it counts in the next weights
 * (expectation and maximization). What the data says little of stays near the model it began with.
 */
import { findCandidates } from './candidates.ts'
import { countFrequencies } from './frequencies.ts'
import { type ScoredPairs, scoreCandidates } from './link-tables.ts'
import { type LinkageModel, MODEL } from './model.ts'
import { prepare, type Prepared } from './prepare.ts'
import { Scorer } from './scorer.ts'
import type { LinkTable } from './table.ts'

const ROUNDS = 5
const SAMPLE_PAIRS_MAX = 80_000
/** So many pairs the model begun with counts for. */
const PRIOR_PAIRS = 30
const PROBABILITY_MIN = 0.02
/** What pairs are turned down for would else never be seen among those that are one person. */
const SHARE_MIN = 0.02
const COVERAGE = { least: 0.02, most: 4 } as const

export const estimateModel = (table: LinkTable, listOf: Int32Array | null): LinkageModel =>
  estimateFrom(table, listOf, findCandidates(table, { listOf })).model

/** A model, and the table linked by it. */
export function linkEstimated(
  table: LinkTable,
  listOf: Int32Array | null,
): { pairs: ScoredPairs; model: LinkageModel; prepared: Prepared } {
  const candidates = findCandidates(table, { listOf })
  const { model, prepared } = estimateFrom(table, listOf, candidates)
  return {
    pairs: scoreCandidates({ table, model, candidates, listOf, prepared }),
    model,
    prepared,
  }
}

function estimateFrom(
  table: LinkTable,
  listOf: Int32Array | null,
  candidates: Float64Array,
): { model: LinkageModel; prepared: Prepared } {
  const looked = sample(candidates, table.size)
  const frequencies = countFrequencies(table, listOf)
  const prepared = prepare(table, frequencies)
  const people = frequencies.entries / frequencies.repeats
  let model: LinkageModel = { ...MODEL, version: `${MODEL.version}-estimated`, frequencies }
  for (let round = 0; round < ROUNDS; round += 1) {
    const scoring = { table, model, candidates: looked.pairs, listOf, prepared }
    const pairs = scoreCandidates(scoring)
    const scorer = new Scorer(table, model, prepared)
    model = { ...model, ...estimateOnce({ scorer, pairs, share: looked.share, people }) }
  }
  return { model, prepared }
}

/** All pairs of every so manyth entry: enough to learn from, with all rivals for it. */
function sample(pairs: Float64Array, size: number): { pairs: Float64Array; share: number } {
  const step = Math.ceil(pairs.length / SAMPLE_PAIRS_MAX)
  if (step <= 1) return { pairs, share: 1 }
  return { pairs: pairs.filter((pair) => Math.floor(pair / size) % step === 0), share: 1 / step }
}

interface Round {
  scorer: Scorer
  pairs: ScoredPairs
  /** Of all pairs so many are looked at. */
  share: number
  people: number
}

function estimateOnce({
  scorer,
  pairs,
  share,
  people,
}: Round): Pick<LinkageModel, 'm' | 'coverage'> {
  const tally = createTally()
  let found = 0
  for (const [pair, probability] of pairs.probability.entries()) {
    if (probability < PROBABILITY_MIN) continue
    found += probability
    const { name, place, numbers } = scorer.compare(pairs.left[pair] ?? 0, pairs.right[pair] ?? 0)
    for (const level of name.levels) tally.add('word', level, probability)
    tally.add('place', place.place, probability)
    // Street and phone are only judged where the town is the same or they are.
    tally.add('street', place.street, probability)
    tally.add('phone', place.phone, probability)
    tally.add('license', numbers.license, probability)
    tally.add('birth', numbers.birth, probability)
    tally.add('personal', numbers.personal, probability)
  }
  const coverage = found / share / Math.max(1, people)
  return {
    m: {
      word: tally.share('word', MODEL.m.word),
      place: tally.share('place', MODEL.m.place),
      street: tally.share('street', MODEL.m.street),
      phone: tally.share('phone', MODEL.m.phone),
      license: tally.share('license', MODEL.m.license),
      birth: tally.share('birth', MODEL.m.birth),
      personal: tally.share('personal', MODEL.m.personal),
    },
    coverage: Math.min(COVERAGE.most, Math.max(COVERAGE.least, coverage)),
  }
}

const levelsOf = <Level extends string>(shares: Record<Level, number>): Level[] => {
  const levels: Level[] = []
  for (const level in shares) levels.push(level)
  return levels
}

/** Counts by comparison and level; what is not known counts for nothing. */
function createTally() {
  const counts = new Map<string, number>()
  const keyOf = (comparison: string, level: string): string => `${comparison} ${level}`
  return {
    add(comparison: string, level: string, count: number): void {
      const key = keyOf(comparison, level)
      counts.set(key, (counts.get(key) ?? 0) + count)
    },
    share<Level extends string>(
      comparison: string,
      prior: Record<Level, number>,
    ): Record<Level, number> {
      const result = { ...prior }
      const levels = levelsOf(prior).filter((level) => level !== 'unknown')
      const countOf = (level: Level): number =>
        (counts.get(keyOf(comparison, level)) ?? 0) + prior[level] * PRIOR_PAIRS
      const all = levels.reduce((sum, level) => sum + countOf(level), 0)
      for (const level of levels) result[level] = Math.max(SHARE_MIN, countOf(level) / all)
      return result
    },
  }
}

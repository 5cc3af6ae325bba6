/** Two files of people into one of pairs: what `link` does, in a thread of its own. */
import { linkEstimated } from '#src/core/linkage/estimate.ts'
import { createExplainer } from '#src/core/linkage/explain.ts'
import { DECISIONS, type ScoredPairs } from '#src/core/linkage/link-tables.ts'
import { mergeTables } from '#src/core/linkage/merge-tables.ts'
import { readPeopleBeside, readPeopleTable } from './people-table.ts'
import { writeCsv } from './write-csv.ts'

export interface LinkJob {
  /** Paths. */
  left: string
  right: string
  out: string
}

export interface LinkSummary {
  left_records: number
  right_records: number
  compared: number
  match: number
  review: number
  /** Pairs of the file that are likely different people. */
  no_match: number
  model: string
  seconds: number
}

const HEADER = ['left_id', 'right_id', 'probability', 'decision', 'reasons']
const PROBABILITY_DIGITS = 6

/** Throws `UsageError` for a file that is malformed, and then nothing has been written. */
export async function linkFiles({ left, right, out }: LinkJob): Promise<LinkSummary> {
  const startedAt = performance.now()
  // Both at once; what is wrong with the left file is said first.
  const beside = readPeopleBeside(right)
  beside.catch(() => {})
  const { ids: leftIds, table: leftTable } = await readPeopleTable(left)
  const { ids: rightIds, parts } = await beside
  const table = mergeTables(leftTable, parts)
  const listOf = new Int32Array(table.size).fill(1, leftIds.length)
  const { pairs, model, prepared } = linkEstimated(table, listOf)
  const across = toAcross(pairs, leftIds.length)
  const explain = createExplainer(table, model, prepared)
  await writeCsv(out, HEADER, toRows(pairs, across, [...leftIds, ...rightIds], explain))
  const count = (decision: (typeof DECISIONS)[number]): number =>
    across.order.reduce(
      (sum, pair) => sum + (DECISIONS[pairs.decision[pair] ?? 0] === decision ? 1 : 0),
      0,
    )
  return {
    left_records: leftIds.length,
    right_records: rightIds.length,
    compared: pairs.compared,
    match: count('match'),
    review: count('review'),
    no_match: count('no-match'),
    model: model.version,
    seconds: Number(((performance.now() - startedAt) / 1000).toFixed(1)),
  }
}

interface Across {
  /** Entries of each pair, the one of the left file first. */
  left: Int32Array
  right: Int32Array
  /** Pairs of a left with a right entry, by left entry, then the likeliest first. */
  order: Int32Array
}

function toAcross({ left, right, probability }: ScoredPairs, leftSize: number): Across {
  const first = left.map((entry, pair) => Math.min(entry, right[pair] ?? 0))
  const second = right.map((entry, pair) => Math.max(entry, left[pair] ?? 0))
  const starts = new Int32Array(leftSize + 1)
  const isAcross = (pair: number): boolean =>
    (first[pair] ?? 0) < leftSize && (second[pair] ?? 0) >= leftSize
  for (const [pair, entry] of first.entries()) {
    if (isAcross(pair)) starts[entry + 1] = (starts[entry + 1] ?? 0) + 1
  }
  for (let entry = 0; entry < leftSize; entry += 1) {
    starts[entry + 1] = (starts[entry + 1] ?? 0) + (starts[entry] ?? 0)
  }
  const order = new Int32Array(starts[leftSize] ?? 0)
  const next = starts.slice()
  for (const [pair, entry] of first.entries()) {
    if (!isAcross(pair)) continue
    const place = next[entry] ?? 0
    order[place] = pair
    next[entry] = place + 1
  }
  for (let entry = 0; entry < leftSize; entry += 1) {
    order
      .subarray(starts[entry], starts[entry + 1])
      .sort(
        (a, b) =>
          (probability[b] ?? 0) - (probability[a] ?? 0) || (second[a] ?? 0) - (second[b] ?? 0),
      )
  }
  return { left: first, right: second, order }
}

function* toRows(
  { probability, decision }: ScoredPairs,
  { left, right, order }: Across,
  ids: string[],
  explain: ReturnType<typeof createExplainer>,
): Generator<string[]> {
  for (const pair of order) {
    const [one, other] = [left[pair] ?? 0, right[pair] ?? 0]
    const decided = DECISIONS[decision[pair] ?? 0] ?? 'no-match'
    const reasons = decided === 'no-match' ? [] : explain(one, other)
    yield [
      ids[one] ?? '',
      ids[other] ?? '',
      String(Number((probability[pair] ?? 0).toFixed(PROBABILITY_DIGITS))),
      decided,
      reasons.map(({ words }) => words).join('; '),
    ]
  }
}

/** Groups records anew by stored pairs and judgements, and gives each group its practitioner. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import {
  findJudgements,
  findLinkedRecords,
  findMates,
  findPairs,
  type GivenJudgement,
  type StoredPair,
} from '#db/queries/linkage.ts'
import { clusterRecords } from '#src/core/linkage/cluster.ts'
import { compareNames } from '#src/core/linkage/compare-names.ts'
import { mayBeOne } from '#src/core/linkage/exclusive.ts'
import type { LinkRecord } from '#src/core/linkage/link-record.ts'
import { haveCompatibleNames } from '#src/core/linkage/match-exact.ts'
import type { LinkNameInput } from '#src/core/linkage/person.ts'
import { makesEntry } from '#src/core/practitioner.ts'
import { assignPractitioners, type LinkCause } from './assign-practitioners.ts'
import type { ServiceContext } from './context.ts'
import { type LinkInput, loadInputs } from './load-link-input.ts'
import { RULES } from './score-inputs.ts'

/** A record as far as grouping needs it. */
export interface KnownRecord {
  record: LinkRecord
  names: LinkNameInput[]
}

interface Regrouping {
  /** Records about which something is different; null: all, which are then given as known. */
  touched: number[] | null
  known?: Map<number, KnownRecord>
  actor: string
  runId: string | null
}

/** Returns the practitioners whose records are others than before. */
export async function regroupRecords(
  ctx: ServiceContext,
  tx: Db,
  { touched, known: given, actor, runId }: Regrouping,
): Promise<number[]> {
  const judgements = await findJudgements(tx)
  const scope = touched && (await reachOf(tx, touched, judgements))
  const known = given ?? toKnown(await loadInputs(ctx, tx, scope ?? []))
  const isHere = (id: number): boolean => known.has(id)
  // Such as an exclusion whose identifier was taken out of the list.
  const gone = (scope ?? (await findLinkedRecords(tx))).filter((id) => !isHere(id))
  const pairs = await findPairs(tx, scope, ['match', 'review'])
  const matches = pairs.filter(
    ({ decision, left, right }) => decision === 'match' && isHere(left) && isHere(right),
  )
  const paired = new Set(pairs.map(({ left, right }) => `${left} ${right}`))
  const { clusters, refused } = clusterRecords({
    records: [...known.keys()],
    matches: matches.map((pair) => ({ ...pair, strength: strengthOf(pair) })),
    judgements: judgements.filter(({ left, right }) => isHere(left) && isHere(right)),
    mayBeOne: (left, right) => mayShare(known, paired, left, right),
  })
  await writeRefused(tx, matches, new Set(refused.map(({ left, right }) => `${left} ${right}`)))
  const isSomebodys = (cluster: number[]): boolean =>
    cluster.some((id) => makesEntry(known.get(id)?.record.role ?? 'exclusion'))
  return assignPractitioners(ctx, tx, {
    clusters: clusters.filter(isSomebodys),
    unlinked: [...clusters.filter((cluster) => !isSomebodys(cluster)).flat(), ...gone],
    causeOf: createCauseOf(matches, judgements),
    actor,
    runId,
  })
}

/** Of an entry that is not scored the names count only as the rules see them. */
export const toKnown = (inputs: LinkInput[]): Map<number, KnownRecord> =>
  new Map(
    inputs.map(
      ({ record, person }) => [record.id, { record, names: person?.names ?? [] }] as const,
    ),
  )

/** Everything that these records are, were or may be grouped with. */
async function reachOf(tx: Db, touched: number[], judgements: GivenJudgement[]): Promise<number[]> {
  const found = new Set(touched)
  for (let frontier = touched; frontier.length > 0;) {
    const mates = new Set(await findMates(tx, frontier))
    for (const { left, right } of judgements) {
      if (mates.has(left) || mates.has(right)) mates.add(left).add(right)
    }
    frontier = [...mates].filter((id) => !found.has(id))
    for (const id of frontier) found.add(id)
  }
  return [...found].sort((a, b) => a - b)
}

/** Exact identifiers come before any evidence, the NPI before a number that was typed. */
function strengthOf({ method, weight }: StoredPair): number {
  if (method === 'npi') return 2_000
  return method === 'license' ? 1_000 : Math.fround(weight ?? 0)
}

/** Nothing rules it out, and the names fit; where the pair itself was scored, its names count in it. */
export function mayShare(
  known: Map<number, KnownRecord>,
  paired: Set<string>,
  left: number,
  right: number,
): boolean {
  const [a, b] = [known.get(left), known.get(right)]
  if (!a || !b || !mayBeOne(a.record, b.record)) return false
  if (haveCompatibleNames(a.record, b.record)) return true
  if (paired.has(left < right ? `${left} ${right}` : `${right} ${left}`)) return true
  return a.names.some((one) =>
    b.names.some((other) => compareNames(one, other).decision !== 'no-match'),
  )
}

async function writeRefused(tx: Db, matches: StoredPair[], refused: Set<string>): Promise<void> {
  const rows = matches
    .map(({ left, right, isRefused }) => ({
      left,
      right,
      was: isRefused,
      is: refused.has(`${left} ${right}`),
    }))
    .filter(({ was, is }) => was !== is)
  if (rows.length === 0) return
  await tx.execute(sql`
    update link_pairs p set is_refused = r."is"
    from jsonb_to_recordset(${jsonRows(rows)}) as r("left" bigint, "right" bigint, "is" boolean)
    where p.left_record_id = r."left" and p.right_record_id = r."right"`)
}

/** What binds a record most to the others of its cluster. */
function createCauseOf(
  matches: StoredPair[],
  judgements: GivenJudgement[],
): (recordId: number, cluster: number[]) => LinkCause {
  const pairsOf = groupByRecord(matches)
  const judgedOf = groupByRecord(judgements.filter(({ verdict }) => verdict === 'same'))
  return (recordId, cluster) => {
    const isMate = ({ left, right }: { left: number; right: number }): boolean =>
      cluster.includes(left === recordId ? right : left)
    const judged = judgedOf.get(recordId)?.find(isMate)
    if (judged) {
      return { method: 'judgement', decidedBy: judged.by, score: null, pair: null }
    }
    const [best] = (pairsOf.get(recordId) ?? [])
      .filter(isMate)
      .toSorted((a, b) => strengthOf(b) - strengthOf(a))
    return best
      ? { method: best.method, decidedBy: best.modelVersion, score: best.probability, pair: best }
      : { method: 'alone', decidedBy: RULES, score: null, pair: null }
  }
}

function groupByRecord<Pair extends { left: number; right: number }>(
  pairs: Pair[],
): Map<number, Pair[]> {
  const groups = new Map<number, Pair[]>()
  for (const pair of pairs) {
    for (const id of [pair.left, pair.right]) {
      const group = groups.get(id)
      if (group) group.push(pair)
      else groups.set(id, [pair])
    }
  }
  return groups
}

/**
 * Compares again only what a change can have touched, so that the outcome is as if everything had
 * been compared again.
 */
import type { Db } from '#db/client.ts'
import { findPairs } from '#db/queries/linkage.ts'
import { contactKeys, exactKeys } from '#src/core/linkage/exact-keys.ts'
import type { ServiceContext } from './context.ts'
import { findChangedBlocks } from './find-changed-blocks.ts'
import {
  findBlockSizes,
  findKeys,
  findMembers,
  isTooLarge,
  type KeyRow,
  type RecordKeys,
  replaceKeys,
  toKeys,
} from './link-keys.ts'
import type { FrozenModel } from './link-model.ts'
import { type LinkInput, loadInputs, toOrder } from './load-link-input.ts'
import { regroupRecords } from './regroup-records.ts'
import {
  EntriesBuilder,
  matchExactly,
  mergePairs,
  RIVAL_BITS_MIN,
  type ScoredPair,
  scoreEntries,
} from './score-inputs.ts'
import { writePairs } from './write-pairs.ts'

/**
 * How far a change reaches, in pairs: a rival's own rivals count, from both ends of a pair. Beyond
 * that records are only looked at, for the sake of those within.
 */
const REACH = { decided: 2, seen: 5 } as const

/** Returns the practitioners whose records are others than before. */
export async function linkChanges(
  ctx: ServiceContext,
  tx: Db,
  frozen: FrozenModel,
  { records: given, ...by }: { records: number[]; actor: string; runId: string | null },
): Promise<number[]> {
  const before = await findKeys(tx, given)
  const pool = createPool(ctx, tx)
  const inputs = await pool(given)
  // Most of an exclusion list cannot be anybody's, now or before.
  const records = [
    ...new Set([...inputs.map(({ record }) => record.id), ...before.map(({ id }) => id)]),
  ]
  await replaceKeys(tx, before, inputs)
  const after = inputs.map((input) => ({ id: input.record.id, ...toKeys(input) }))
  const blocks = await findChangedBlocks(tx, before, after)
  const changed = new Set([...records, ...blocks.turned])
  const found = scoreEntries(
    toEntries(await pool([...changed, ...blocks.neighbors]), blocks.cut),
    frozen,
    changed,
  )
  const distance = new Map([...changed].map((id) => [id, 0]))
  for (const [id, steps] of await findConcerned(tx, before, after)) {
    if (!distance.has(id)) distance.set(id, steps)
  }
  await measureDistances(tx, distance, found)
  const decided = within(distance, REACH.decided)
  const scored = mergePairs(
    await matchAround(tx, pool, decided),
    await scoreAround(tx, pool, frozen, within(distance, REACH.seen)),
  ).filter(({ left, right }) => decided.has(left) || decided.has(right))
  const touched = await writePairs(tx, await findPairs(tx, decided), scored, ctx.now())
  return regroupRecords(ctx, tx, { touched: [...new Set([...records, ...touched])], ...by })
}

type Pool = (ids: Iterable<number>) => Promise<LinkInput[]>

/** Loads each record once. */
function createPool(ctx: ServiceContext, tx: Db): Pool {
  const known = new Map<number, LinkInput | null>()
  return async (ids) => {
    const wanted = [...new Set(ids)]
    const missing = wanted.filter((id) => !known.has(id))
    for (const id of missing) known.set(id, null)
    for (const input of await loadInputs(ctx, tx, missing)) known.set(input.record.id, input)
    return toOrder(wanted.flatMap((id) => known.get(id) ?? []))
  }
}

function toEntries(inputs: LinkInput[], cut: ReadonlySet<number>) {
  const builder = new EntriesBuilder()
  for (const { record, person } of inputs) if (person) builder.add(record, person)
  return builder.build(cut)
}

/**
 * Records that no pair leads to. Weights move between those who share a phone or an address that
 * somebody took up or gave up; and an identifier may be theirs or not by what another says.
 */
async function findConcerned(
  tx: Db,
  before: KeyRow[],
  after: ({ id: number } & RecordKeys)[],
): Promise<Map<number, number>> {
  const former = new Set(before.flatMap(({ id, key }) => (key < 0 ? [`${key} ${id}`] : [])))
  const present = new Set(
    after.flatMap(({ id, exact, contact }) => [...exact, ...contact].map((key) => `${key} ${id}`)),
  )
  const moved = new Set(
    [...former.symmetricDifference(present)].map((row) => Number(row.split(' ')[0])),
  )
  const exact = new Set(after.flatMap((keys) => keys.exact))
  const members = await findMembers(tx, moved.union(exact))
  const concerned = new Map<number, number>()
  for (const [key, ids] of members) {
    for (const id of ids) {
      if (concerned.get(id) !== 1) concerned.set(id, moved.has(key) ? 1 : REACH.decided)
    }
  }
  return concerned
}

/** Adds who is reached over pairs, those stored and those found, and in how many steps at the least. */
async function measureDistances(
  tx: Db,
  distance: Map<number, number>,
  found: ScoredPair[],
): Promise<void> {
  for (let step = 1; step <= REACH.seen; step += 1) {
    const frontier = new Set([...distance].flatMap(([id, at]) => (at === step - 1 ? [id] : [])))
    if (frontier.size === 0) continue
    for (const { left, right, weight } of [...(await findPairs(tx, frontier)), ...found]) {
      if (weight === null || weight < RIVAL_BITS_MIN) continue
      for (const [here, there] of [
        [left, right],
        [right, left],
      ] as const) {
        if (frontier.has(here) && (distance.get(there) ?? step + 1) > step) {
          distance.set(there, step)
        }
      }
    }
  }
}

const within = (distance: Map<number, number>, most: number): Set<number> =>
  new Set([...distance].flatMap(([id, steps]) => (steps <= most ? [id] : [])))

/** Scores all pairs among the records, beside everybody who shares a phone or an address with one. */
async function scoreAround(
  tx: Db,
  pool: Pool,
  frozen: FrozenModel,
  ids: Set<number>,
): Promise<ScoredPair[]> {
  const persons = (await pool(ids)).flatMap(({ person }) => person ?? [])
  const sharing = await findMembers(tx, new Set(persons.flatMap(contactKeys)))
  const inputs = await pool([...ids, ...[...sharing.values()].flat()])
  const keys = inputs.flatMap((input) => toKeys(input).scored)
  const shared = [...Map.groupBy(keys, (key) => key)].flatMap(([key, all]) =>
    all.length > 1 ? [key] : [],
  )
  const sizes = await findBlockSizes(tx, shared)
  const cut = new Set(shared.filter((key) => isTooLarge(key, sizes.get(key))))
  return scoreEntries(toEntries(inputs, cut), frozen, null)
}

/** Exact matches of the records; those who could take an identifier away stand beside them. */
async function matchAround(tx: Db, pool: Pool, ids: Set<number>): Promise<ScoredPair[]> {
  let around = await pool(ids)
  for (let step = 0; step < 2; step += 1) {
    const keys = new Set(around.flatMap(({ record }) => exactKeys(record)))
    const members = await findMembers(tx, keys)
    around = await pool([...around.map(({ record }) => record.id), ...[...members.values()].flat()])
  }
  return matchExactly(around.map(({ record }) => record))
}

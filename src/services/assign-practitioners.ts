/** Gives clusters of records their practitioners and writes the links that are different. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import type { ServiceContext } from './context.ts'
import { type Heritage, inheritLeftOut } from './inherit-left-out.ts'
import { redirectEmptied } from './redirect-emptied.ts'

/** Why a record is linked: how, on whose word, and the pair that holds the reasons, if any does. */
export interface LinkCause {
  method: string
  decidedBy: string
  score: number | null
  pair: { left: number; right: number } | null
}

export interface Assignment {
  /** Each cluster's records, ascending; every record of a practitioner concerned is in one. */
  clusters: number[][]
  /** Records that belong to nobody listed any more, if they ever did. */
  unlinked: number[]
  causeOf: (recordId: number, cluster: number[]) => LinkCause
  /** Who moves them, for the change history, and in which run. */
  actor: string
  runId: string | null
}

interface Move {
  recordId: number
  practitionerId: number
  before: number | null
  cause: LinkCause
}

/** Returns the practitioners whose records are others than before. */
export async function assignPractitioners(
  ctx: ServiceContext,
  tx: Db,
  assignment: Assignment,
): Promise<number[]> {
  const { clusters, unlinked, causeOf } = assignment
  const claims = await loadClaims(tx, [...clusters.flat(), ...unlinked])
  const owners = await findOwners(ctx, tx, clusters, claims)
  const moves = clusters.flatMap((cluster, index) =>
    cluster.flatMap((recordId): Move[] => {
      const practitionerId = owners[index]
      const before = claims.linkedTo.get(recordId) ?? null
      if (practitionerId === undefined || before === practitionerId) return []
      return [{ recordId, practitionerId, before, cause: causeOf(recordId, cluster) }]
    }),
  )
  const left = unlinked.filter((id) => claims.linkedTo.has(id))
  await writeMoves(ctx, tx, assignment, moves)
  await endLinks(ctx, tx, assignment, left)
  await inheritLeftOut(ctx, tx, heritagesOf(moves, claims))
  await redirectEmptied(tx, moves, ctx.now())
  const affected = [
    ...moves.flatMap(({ practitionerId, before }) =>
      before === null ? [practitionerId] : [practitionerId, before],
    ),
    ...left.flatMap((id) => claims.linkedTo.get(id) ?? []),
  ]
  return [...new Set(affected)].sort((a, b) => a - b)
}

/** Who has records only now, with those from whom they come. */
function heritagesOf(moves: Move[], { linkedTo }: Claims): Heritage[] {
  const held = new Set(linkedTo.values())
  return moves.flatMap(({ before, practitionerId }) =>
    before === null || held.has(practitionerId) ? [] : [{ from: before, to: practitionerId }],
  )
}

interface Claims {
  /** Practitioner of each record that has one. */
  linkedTo: Map<number, number>
  /** Practitioners that each record was the first of and that nobody else has now. */
  founded: Map<number, number[]>
}

async function loadClaims(tx: Db, ids: number[]): Promise<Claims> {
  const among = sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(ids)}) ids(id))`
  const current = await rowsOf<{ record: number; practitioner: number }>(
    tx,
    sql`select record_id::int as record, practitioner_id::int as practitioner from links
        where superseded_at is null and record_id in ${among}`,
  )
  const firsts = await rowsOf<{ record: number; practitioner: number; isHeld: boolean }>(
    tx,
    sql`select l.record_id::int as record, l.practitioner_id::int as practitioner,
               exists (select from links c
                 where c.practitioner_id = l.practitioner_id and c.superseded_at is null) as "isHeld"
        from links l
        join (select practitioner_id, min(id) as id from links
              where practitioner_id in (select practitioner_id from links where record_id in ${among})
              group by 1) f on f.id = l.id
        where l.record_id in ${among}`,
  )
  const linkedTo = new Map(current.map(({ record, practitioner }) => [record, practitioner]))
  const heldHere = new Set(linkedTo.values())
  const free = firsts.filter(({ practitioner, isHeld }) => !isHeld || heldHere.has(practitioner))
  const byRecord = Map.groupBy(free, ({ record }) => record)
  return {
    linkedTo,
    founded: new Map(
      [...byRecord].map(([id, group]) => [id, group.map(({ practitioner }) => practitioner)]),
    ),
  }
}

/** How much a practitioner belongs to a cluster: its first record is there again, or has stayed. */
const CLAIM = { founder: 1, holder: 2, both: 3 } as const

/**
 * The practitioner of each cluster: of those whose records it holds the oldest, where two want it the
 * one with its first record; else one that its records had before and lost in a merge; else a new one.
 */
async function findOwners(
  ctx: ServiceContext,
  tx: Db,
  clusters: number[][],
  claims: Claims,
): Promise<number[]> {
  const wanted = clusters
    .flatMap((cluster, index) => claimsOf(cluster, claims).map((claim) => ({ ...claim, index })))
    .toSorted(
      (a, b) => b.strength - a.strength || a.practitioner - b.practitioner || a.index - b.index,
    )
  const owners = new Map<number, number>()
  const taken = new Set<number>()
  for (const { index, practitioner } of wanted) {
    if (owners.has(index) || taken.has(practitioner)) continue
    owners.set(index, practitioner)
    taken.add(practitioner)
  }
  const fresh = await createPractitioners(ctx, tx, clusters.length - owners.size)
  const next = fresh.values()
  return clusters.map((_, index) => owners.get(index) ?? next.next().value ?? Number.NaN)
}

function claimsOf(
  cluster: number[],
  { linkedTo, founded }: Claims,
): { practitioner: number; strength: number }[] {
  const held = new Set(cluster.flatMap((id) => linkedTo.get(id) ?? []))
  const begun = new Set(cluster.flatMap((id) => founded.get(id) ?? []))
  return [...held.union(begun)].map((practitioner) => ({
    practitioner,
    strength:
      (held.has(practitioner) ? CLAIM.holder : 0) + (begun.has(practitioner) ? CLAIM.founder : 0),
  }))
}

async function createPractitioners(ctx: ServiceContext, tx: Db, count: number): Promise<number[]> {
  if (count === 0) return []
  const publicIds = Array.from({ length: count }, () => ctx.newId())
  const created = await rowsOf<{ id: number; publicId: string }>(
    tx,
    sql`insert into practitioners (public_id, created_at)
        select id, ${ctx.now().toISOString()}::timestamptz
        from jsonb_array_elements_text(${jsonRows(publicIds)}) with ordinality as ids(id, position)
        order by position
        returning id::int as id, public_id as "publicId"`,
  )
  const idOf = new Map(created.map(({ id, publicId }) => [publicId, id]))
  return publicIds.map((publicId) => idOf.get(publicId) ?? Number.NaN)
}

type By = Pick<Assignment, 'actor' | 'runId'>

async function writeMoves(
  ctx: ServiceContext,
  tx: Db,
  { actor, runId }: By,
  moves: Move[],
): Promise<void> {
  if (moves.length === 0) return
  const at = ctx.now().toISOString()
  const rows = moves.map(({ recordId, practitionerId, before, cause }) => ({
    record_id: recordId,
    practitioner_id: practitionerId,
    before,
    method: cause.method,
    decided_by: cause.decidedBy,
    score: cause.score,
    left_id: cause.pair?.left ?? null,
    right_id: cause.pair?.right ?? null,
  }))
  const moved = sql`jsonb_to_recordset(${jsonRows(rows)}) as r(record_id bigint,
    practitioner_id bigint, before bigint, method text, decided_by text, score real,
    left_id bigint, right_id bigint)`
  if (rows.some(({ before }) => before !== null)) {
    await tx.execute(sql`
      update links l set superseded_at = ${at}::timestamptz
      from ${moved} where l.record_id = r.record_id and l.superseded_at is null`)
    await tx.execute(sql`
      insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
      select ${at}::timestamptz, 'unlinked', r.before, r.record_id, ${runId}, ${actor}
      from ${moved} where r.before is not null`)
  }
  await tx.execute(sql`
    insert into links (record_id, practitioner_id, decided_by, method, score, reasons, decided_at)
    select r.record_id, r.practitioner_id, r.decided_by, r.method, r.score,
           coalesce(jsonb_path_query_array(p.reasons, '$[*].words'), '[]'), ${at}::timestamptz
    from ${moved}
    left join link_pairs p on p.left_record_id = r.left_id and p.right_record_id = r.right_id`)
  // A record alone needs no line of its own: that it is listed says it.
  await tx.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
    select ${at}::timestamptz, 'linked', r.practitioner_id, r.record_id, ${runId}, ${actor}
    from ${moved} where r.method <> 'alone' or r.before is not null`)
}

/** Ends the links of exclusions that no longer belong to anybody listed. */
async function endLinks(
  ctx: ServiceContext,
  tx: Db,
  { actor, runId }: By,
  recordIds: number[],
): Promise<void> {
  if (recordIds.length === 0) return
  const at = ctx.now().toISOString()
  const among = sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(recordIds)}) ids(id))`
  await tx.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
    select ${at}::timestamptz, 'unlinked', practitioner_id, record_id, ${runId}, ${actor}
    from links where superseded_at is null and record_id in ${among}`)
  await tx.execute(sql`
    update links set superseded_at = ${at}::timestamptz
    where superseded_at is null and record_id in ${among}`)
}

import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import type { RecordContent } from '#src/core/record.ts'
import { makesEntry } from '#src/core/practitioner.ts'
import { type LinkRecord, toLinkRecord } from '#src/core/linkage/link-record.ts'
import { type Cluster, resolveClusters, RULES_VERSION } from '#src/core/linkage/resolve.ts'
import type { ServiceContext } from './context.ts'
import { redirectEmptied } from './redirect-emptied.ts'

/**
 * Decides anew who is who, writes what is different from the links in force, and returns the
 * practitioners to show anew: those of the given records and those whose links moved.
 */
export async function linkRecords(
  ctx: ServiceContext,
  tx: Db,
  input: { runId: string; records: number[] },
): Promise<number[]> {
  const { records, linkedTo } = await loadLinkRecords(ctx, tx)
  const isListed = new Set(records.filter(({ role }) => makesEntry(role)).map(({ id }) => id))
  const all = resolveClusters(records)
  const isSomebodys = (cluster: Cluster): boolean => cluster.records.some((id) => isListed.has(id))
  const clusters = all.filter(isSomebodys)
  const left = all.flatMap((cluster) =>
    isSomebodys(cluster) ? [] : cluster.records.filter((id) => linkedTo.has(id)),
  )
  const owners = await assignPractitioners(ctx, tx, clusters, linkedTo)
  const moves = clusters.flatMap((cluster, index) =>
    cluster.records.flatMap((recordId) => {
      const practitionerId = owners[index]
      const before = linkedTo.get(recordId)
      return practitionerId === undefined || before === practitionerId
        ? []
        : [{ recordId, practitionerId, before: before ?? null, cluster }]
    }),
  )
  await writeLinks(ctx, tx, input.runId, moves)
  await unlink(ctx, tx, input.runId, left)
  await redirectEmptied(tx, moves, ctx.now())
  const leftBehind = left.flatMap((id) => linkedTo.get(id) ?? [])
  return [...(await affectedPractitioners(tx, input.records, moves)), ...leftBehind]
}

interface Move {
  recordId: number
  practitionerId: number
  before: number | null
  cluster: Cluster
}

async function loadLinkRecords(
  ctx: ServiceContext,
  tx: Db,
): Promise<{ records: LinkRecord[]; linkedTo: Map<number, number> }> {
  // Tens of thousands of people stand on such a list; only an identifier can make one of them ours.
  const exclusionLists = ctx.registries.flatMap(({ info }) =>
    info.role === 'exclusion' ? [info.id] : [],
  )
  const rows = await rowsOf<
    { id: number; registry: string; key: string; practitionerId: number | null } & RecordContent
  >(
    tx,
    sql`select r.id::int as id, r.registry, r.key, l.practitioner_id::int as "practitionerId",
               v.content->'name' as name, v.content->'otherNames' as "otherNames",
               v.content->>'gender' as gender, v.content->>'npi' as npi,
               v.content->'licenses' as licenses, v.content->'licenseHints' as "licenseHints",
               v.content->'locations' as locations, v.content->'placeOfRecord' as "placeOfRecord"
        from records r
        join record_versions v on v.record_id = r.id and v.replaced_at is null
        left join links l on l.record_id = r.id and l.superseded_at is null
        where r.registry not in (select jsonb_array_elements_text(${jsonRows(exclusionLists)}))
           or v.content->>'npi' is not null`,
  )
  const roles = new Map(ctx.registries.map(({ info }) => [info.id, info.role]))
  return {
    records: rows.map((row) =>
      toLinkRecord({ ...row, role: roles.get(row.registry) ?? 'identifier' }, row),
    ),
    linkedTo: new Map(
      rows.flatMap(({ id, practitionerId }) =>
        practitionerId === null ? [] : [[id, practitionerId] as const],
      ),
    ),
  }
}

/**
 * The practitioner of each cluster: the oldest one that its records are linked to and that no
 * cluster with an older record claims, else a new one.
 */
async function assignPractitioners(
  ctx: ServiceContext,
  tx: Db,
  clusters: Cluster[],
  linkedTo: Map<number, number>,
): Promise<number[]> {
  const taken = new Set<number>()
  const owners = clusters.map(({ records }) => {
    const candidates = records.flatMap((id) => linkedTo.get(id) ?? []).sort((a, b) => a - b)
    const owner = candidates.find((id) => !taken.has(id))
    if (owner !== undefined) taken.add(owner)
    return owner
  })
  const publicIds = owners.filter((owner) => owner === undefined).map(() => ctx.newId())
  if (publicIds.length === 0) return owners.filter((owner) => owner !== undefined)
  const created = await rowsOf<{ id: number; publicId: string }>(
    tx,
    sql`insert into practitioners (public_id, created_at)
        select id, ${ctx.now().toISOString()}::timestamptz
        from jsonb_array_elements_text(${jsonRows(publicIds)}) with ordinality as ids(id, position)
        order by position
        returning id::int as id, public_id as "publicId"`,
  )
  const idOf = new Map(created.map(({ id, publicId }) => [publicId, id]))
  const fresh = publicIds.map((publicId) => idOf.get(publicId) ?? Number.NaN).values()
  return owners.map((owner) => owner ?? fresh.next().value ?? Number.NaN)
}

async function writeLinks(
  ctx: ServiceContext,
  tx: Db,
  runId: string,
  moves: Move[],
): Promise<void> {
  if (moves.length === 0) return
  const at = ctx.now().toISOString()
  const rows = moves.map(({ recordId, practitionerId, before, cluster }) => {
    const own = cluster.matches.filter(({ left, right }) => left === recordId || right === recordId)
    return {
      record_id: recordId,
      practitioner_id: practitionerId,
      before,
      method: own[0]?.method ?? 'alone',
      reasons: own.flatMap(({ reasons }) => reasons),
    }
  })
  const moved = sql`jsonb_to_recordset(${jsonRows(rows)}) as r(
    record_id bigint, practitioner_id bigint, before bigint, method text, reasons jsonb)`
  if (rows.some(({ before }) => before !== null)) {
    await tx.execute(sql`
      update links l set superseded_at = ${at}::timestamptz
      from ${moved} where l.record_id = r.record_id and l.superseded_at is null`)
    await tx.execute(sql`
      insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
      select ${at}::timestamptz, 'unlinked', r.before, r.record_id, ${runId}, ${RULES_VERSION}
      from ${moved} where r.before is not null`)
  }
  await tx.execute(sql`
    insert into links (record_id, practitioner_id, decided_by, method, reasons, decided_at)
    select r.record_id, r.practitioner_id, ${RULES_VERSION}, r.method, r.reasons, ${at}::timestamptz
    from ${moved}`)
  // A record alone needs no line of its own: that it is listed says it.
  await tx.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
    select ${at}::timestamptz, 'linked', r.practitioner_id, r.record_id, ${runId}, ${RULES_VERSION}
    from ${moved} where r.method <> 'alone' or r.before is not null`)
}

/** Ends the links of exclusions that no longer belong to anybody listed. */
async function unlink(
  ctx: ServiceContext,
  tx: Db,
  runId: string,
  recordIds: number[],
): Promise<void> {
  if (recordIds.length === 0) return
  const at = ctx.now().toISOString()
  const among = sql`(select id::bigint from jsonb_array_elements_text(${jsonRows(recordIds)}) ids(id))`
  await tx.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
    select ${at}::timestamptz, 'unlinked', practitioner_id, record_id, ${runId}, ${RULES_VERSION}
    from links where superseded_at is null and record_id in ${among}`)
  await tx.execute(sql`
    update links set superseded_at = ${at}::timestamptz
    where superseded_at is null and record_id in ${among}`)
}

async function affectedPractitioners(tx: Db, records: number[], moves: Move[]): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select distinct practitioner_id::int as id from links
        where superseded_at is null and record_id in
          (select id::bigint from jsonb_array_elements_text(${jsonRows(records)}) ids(id))`,
  )
  const ids = [
    ...rows.map(({ id }) => id),
    ...moves.flatMap(({ practitionerId, before }) =>
      before === null ? [practitionerId] : [practitionerId, before],
    ),
  ]
  return [...new Set(ids)].sort((a, b) => a - b)
}

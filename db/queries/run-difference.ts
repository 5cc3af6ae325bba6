/**
 * The difference that a run makes, record by record: for a held one what publishing it would do, for
 * a published one what it did.
 */
import { type SQL, sql } from 'drizzle-orm'
import { diffJson, type FieldChange } from '#src/core/diff.ts'
import type { Json } from '#src/core/words.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'

export const DIFFERENCES = ['new', 'changed', 'gone'] as const
export type Difference = (typeof DIFFERENCES)[number]

export interface ComparedRecord {
  /** The registry's own. */
  key: string
  name: string
  /** Page of the practitioner, where the record belongs to one. */
  publicId: string | null
  captureId: string | null
  fields: FieldChange[]
  /** Of one that is gone: sweeps in a row that did not show it, this one included. */
  misses: number | null
}

export interface DifferenceQuery {
  run: {
    id: string
    registry: string
    status: string
    completeScopes: string[]
    finishedAt: Date | null
  }
  kind: Difference
  /** Key of the last record of the page before. */
  after?: string
  limit: number
}

interface Row {
  key: string
  publicId: string | null
  captureId: string | null
  before: Json
  after: Json
  misses: number | null
}

/** By key; one more than `limit` where there are more. Nothing for a run that came to nothing. */
export async function listDifference(db: Db, query: DifferenceQuery): Promise<ComparedRecord[]> {
  const statements = { held: HELD, published: PUBLISHED }
  const { status } = query.run
  if (status !== 'held' && status !== 'published') return []
  const rows = await rowsOf<Row>(db, statements[status][query.kind](query))
  return rows.map(({ key, publicId, captureId, before, after, misses }) => ({
    key,
    name: nameOf(after) ?? nameOf(before) ?? key,
    publicId,
    captureId,
    fields: before === null || after === null ? [] : diffJson(before, after),
    misses,
  }))
}

function nameOf(content: Json): string | null {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null
  const { name } = content
  if (typeof name !== 'object' || name === null || Array.isArray(name)) return null
  return typeof name.full === 'string' ? name.full : null
}

type Statement = (query: DifferenceQuery) => SQL

const owner = (record: SQL) => sql`(
  select p.public_id from links l join practitioners p on p.id = l.practitioner_id
  where l.record_id = ${record} and l.superseded_at is null)`

const HELD: Record<Difference, Statement> = {
  new: ({ run, after = '', limit }) => sql`
    select s.key, null as "publicId", s.capture_id as "captureId", null::jsonb as before,
           s.content as after, null::int as misses
    from staged_records s
    where s.run_id = ${run.id} and s.key > ${after}
      and not exists (select from records r where r.registry = ${run.registry} and r.key = s.key)
    order by s.key limit ${limit + 1}`,
  // Key by key until there are enough: most of a run says what is known, and contents are dear to read.
  changed: ({ run, after = '', limit }) => sql`
    select o.key, ${owner(sql`met.id`)} as "publicId", met."captureId", met.before, met.after,
           null::int as misses
    from (select s.key from staged_records s
          where s.run_id = ${run.id} and s.key > ${after} order by s.key offset 0) o
    cross join lateral (
      select r.id, s.capture_id as "captureId", v.content as before, s.content as after
      from staged_records s
      join records r on r.registry = ${run.registry} and r.key = s.key
      join record_versions v on v.record_id = r.id and v.replaced_at is null
      where s.run_id = ${run.id} and s.key = o.key and v.content <> s.content limit 1) met
    order by o.key limit ${limit + 1}`,
  // Misread keys by `not in`: they are hashed once, and the order of the records is kept.
  gone: ({ run, after = '', limit }) => sql`
    select r.key, ${owner(sql`r.id`)} as "publicId", r.last_capture_id as "captureId",
           v.content as before, null::jsonb as after, r.misses + 1 as misses
    from records r
    join record_versions v on v.record_id = r.id and v.replaced_at is null
    where r.registry = ${run.registry} and r.key > ${after} and r.delisted_at is null
      and r.scope in (select jsonb_array_elements_text(${jsonRows(run.completeScopes)}))
      and not exists (select from staged_records s where s.run_id = ${run.id} and s.key = r.key)
      and r.key not in (select p.key from run_problems p
        where p.run_id = ${run.id} and p.key is not null)
    order by r.key limit ${limit + 1}`,
}

/** A publication is one transaction, however long: its changes are dated close behind its end. */
const PUBLICATION_MINUTES = 30

/** Naming the registry, as the run does, lets its records be gone through by key. */
const versionsOf = ({ run, after = '' }: DifferenceQuery): SQL => sql`
  from records r
  join record_versions v on v.run_id = ${run.id} and v.record_id = r.id
  where r.registry = ${run.registry} and r.key > ${after}`

const PUBLISHED: Record<Difference, Statement> = {
  new: (query) => sql`
    select r.key, ${owner(sql`r.id`)} as "publicId", v.capture_id as "captureId",
           null::jsonb as before, v.content as after, null::int as misses
    ${versionsOf(query)}
      and not exists (select from record_versions e where e.record_id = v.record_id and e.id < v.id)
    order by r.key limit ${query.limit + 1}`,
  changed: (query) => sql`
    select met.key, ${owner(sql`met.id`)} as "publicId", v.capture_id as "captureId",
           e.content as before, v.content as after, null::int as misses
    from (select r.key, r.id, v.id as version,
            (select max(e.id) from record_versions e
             where e.record_id = r.id and e.id < v.id) as earlier
          ${versionsOf(query)}
            and exists (select from record_versions e where e.record_id = r.id and e.id < v.id)
          order by r.key limit ${query.limit + 1}) met
    join record_versions v on v.id = met.version
    join record_versions e on e.id = met.earlier
    order by met.key`,
  gone: ({ run, after = '', limit }) => sql`
    select r.key, ${owner(sql`r.id`)} as "publicId", r.last_capture_id as "captureId",
           v.content as before, null::jsonb as after, r.misses
    from changes c
    join records r on r.id = c.record_id
    join record_versions v on v.record_id = r.id and v.replaced_at is null
    where c.at >= ${instant(run.finishedAt)}::timestamptz
      and c.at < ${instant(run.finishedAt)}::timestamptz
                 + make_interval(mins => ${PUBLICATION_MINUTES})
      and c.kind = 'delisted' and c.run_id = ${run.id} and r.key > ${after}
    order by r.key limit ${limit + 1}`,
}

const instant = (date: Date | null): string => (date ?? new Date(0)).toISOString()

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
  changed: ({ run, after = '', limit }) => sql`
    select s.key, ${owner(sql`r.id`)} as "publicId", s.capture_id as "captureId",
           v.content as before, s.content as after, null::int as misses
    from staged_records s
    join records r on r.registry = ${run.registry} and r.key = s.key
    join record_versions v on v.record_id = r.id and v.replaced_at is null
    where s.run_id = ${run.id} and s.key > ${after} and v.content <> s.content
    order by s.key limit ${limit + 1}`,
  gone: ({ run, after = '', limit }) => sql`
    select r.key, ${owner(sql`r.id`)} as "publicId", r.last_capture_id as "captureId",
           v.content as before, null::jsonb as after, r.misses + 1 as misses
    from records r
    join record_versions v on v.record_id = r.id and v.replaced_at is null
    where r.registry = ${run.registry} and r.key > ${after} and r.delisted_at is null
      and r.scope in (select jsonb_array_elements_text(${jsonRows(run.completeScopes)}))
      and not exists (select from staged_records s where s.run_id = ${run.id} and s.key = r.key)
      and not exists (select from run_problems p where p.run_id = ${run.id} and p.key = r.key)
    order by r.key limit ${limit + 1}`,
}

/** A publication is one transaction, however long: its changes are dated close behind its end. */
const PUBLICATION_MINUTES = 30

const versionsOf = ({ run, after = '' }: DifferenceQuery, previous: SQL): SQL => sql`
  from record_versions v
  join records r on r.id = v.record_id
  ${previous}
  where v.run_id = ${run.id} and r.key > ${after}`

const earlier = (join: SQL) => sql`${join} join lateral (
  select e.content from record_versions e where e.record_id = v.record_id and e.id < v.id
  order by e.id desc limit 1) e on true`

const PUBLISHED: Record<Difference, Statement> = {
  new: (query) => sql`
    select r.key, ${owner(sql`r.id`)} as "publicId", v.capture_id as "captureId",
           null::jsonb as before, v.content as after, null::int as misses
    ${versionsOf(query, sql``)}
      and not exists (select from record_versions e where e.record_id = v.record_id and e.id < v.id)
    order by r.key limit ${query.limit + 1}`,
  changed: (query) => sql`
    select r.key, ${owner(sql`r.id`)} as "publicId", v.capture_id as "captureId",
           e.content as before, v.content as after, null::int as misses
    ${versionsOf(query, earlier(sql``))}
    order by r.key limit ${query.limit + 1}`,
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

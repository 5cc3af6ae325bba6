/** What a check asks the records: who had a number or a name, on whichever day. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '../client.ts'

export interface RecordKey {
  kind: 'npi' | 'license' | 'certification' | 'name'
  value: string
}

/** Records that ever had one of the keys. */
export async function findRecordsByKey(db: Db, keys: RecordKey[]): Promise<number[]> {
  if (keys.length === 0) return []
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`select distinct k.record_id::int as id
        from jsonb_to_recordset(${jsonRows(keys)}) as w(kind text, value text)
        join record_keys k on k.kind = w.kind and k.value = w.value`,
  )
  return rows.map(({ id }) => id)
}

/** Whose the records were at an instant. */
export async function findPractitionersAt(
  db: Db,
  recordIds: number[],
  at: Date,
): Promise<{ id: number; publicId: string }[]> {
  if (recordIds.length === 0) return []
  const instant = sql`${at.toISOString()}::timestamptz`
  return rowsOf(
    db,
    sql`select distinct p.id::int as id, p.public_id as "publicId" from links l
        join practitioners p on p.id = l.practitioner_id
        where l.record_id in (select id::bigint from jsonb_array_elements_text(${jsonRows(recordIds)}) ids(id))
          and l.decided_at <= ${instant} and (l.superseded_at is null or l.superseded_at > ${instant})`,
  )
}

/** Records that belong to these practitioners today. */
export async function findRecordsOf(db: Db, practitionerIds: number[]): Promise<number[]> {
  if (practitionerIds.length === 0) return []
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`select record_id::int as id from links where superseded_at is null and practitioner_id in
          (select id::bigint from jsonb_array_elements_text(${jsonRows(practitionerIds)}) ids(id))`,
  )
  return rows.map(({ id }) => id)
}

export interface Namesake {
  /** Under which of the keys it was found; an entry may be found under several. */
  key: string
  recordId: number
  registry: string
  name: string
  city: string | null
  state: string | null
  npi: string | null
  /** The practitioner to whom a number ties the entry; null where none does. */
  ownerId: number | null
}

/**
 * Entries of the lists that ever had one of the name keys, as they were at an instant. Row by row, as
 * there are next to none: what the planner thinks of names would have it read all links.
 */
export function findNamesakes(
  db: Db,
  registries: string[],
  keys: string[],
  at: Date,
): Promise<Namesake[]> {
  const instant = sql`${at.toISOString()}::timestamptz`
  return rowsOf(
    db,
    sql`select wanted.key, r.id::int as "recordId", r.registry, v.content->'name'->>'full' as name,
          coalesce(v.content->'placeOfRecord'->>'city', v.content->'locations'->0->>'city') as city,
          coalesce(v.content->'placeOfRecord'->>'state', v.content->'locations'->0->>'state') as state,
          v.content->>'npi' as npi, l.practitioner_id::int as "ownerId"
        from jsonb_array_elements_text(${jsonRows(keys)}) wanted(key)
        cross join lateral (
          select record_id from record_keys where kind = 'name' and value = wanted.key offset 0) k
        cross join lateral (
          select id, registry from records
          where id = k.record_id and ${jsonRows(registries)} ? registry
            and (delisted_at is null or delisted_at > ${instant}) limit 1) r
        cross join lateral (
          select content from record_versions where record_id = r.id and first_seen_at <= ${instant}
            and (replaced_at is null or replaced_at > ${instant}) limit 1) v
        left join lateral (
          select practitioner_id from links where record_id = r.id and decided_at <= ${instant}
            and (superseded_at is null or superseded_at > ${instant}) limit 1) l on true
        order by r.id`,
  )
}

/** When a registry was last looked through, and the answer that is its whole list where there is one. */
export interface Reading {
  /** When the oldest answer was given: it says nothing of later. */
  at: string
  listCapture: { id: string; sha256: string } | null
}

/**
 * The last published reading of each registry that was over by the instant. One that is read in parts
 * was looked through when each of them was, and is as old as the oldest; a page saved by hand says
 * nothing of who is not on it.
 */
export async function findReadings(
  db: Db,
  registries: readonly { id: string; wholeScopes?: string[] }[],
  at: Date,
): Promise<Map<string, Reading>> {
  const wanted = registries.flatMap(({ id, wholeScopes = [''] }) =>
    wholeScopes.map((scope) => ({ id, scope })),
  )
  const rows = await rowsOf<{ id: string; reading: Reading }>(
    db,
    sql`select wanted.id, json_build_object('at', min(run.read_at), 'listCapture',
          case when min(list.id) is not null then
            json_build_object('id', min(list.id), 'sha256', min(list.sha256)) end) as reading
        from jsonb_to_recordset(${jsonRows(wanted)}) as wanted(id text, scope text)
        left join lateral (
          select t.id, t.read_at from refresh_runs t
          where t.registry = wanted.id and t.status = 'published'
            and (t.mode = 'sweep' or t.complete_scopes ? wanted.scope)
            and t.finished_at <= ${at.toISOString()}::timestamptz
          order by t.read_at desc nulls last limit 1) run on true
        left join lateral (
          select id, sha256 from captures where run_id = run.id and kind = 'list'
          order by fetched_at desc limit 1) list on true
        group by wanted.id having count(*) = count(run.read_at)`,
  )
  return new Map(
    rows.map(({ id, reading }) => [id, { ...reading, at: new Date(reading.at).toISOString() }]),
  )
}

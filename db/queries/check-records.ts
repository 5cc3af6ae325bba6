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
  recordId: number
  registry: string
  name: string
  city: string | null
  state: string | null
  npi: string | null
  /** The practitioner to whom a number ties the entry; null where none does. */
  ownerId: number | null
}

/** Entries of the lists that ever had one of the name keys, as they were at an instant. */
export function findNamesakes(
  db: Db,
  registries: string[],
  keys: string[],
  at: Date,
): Promise<Namesake[]> {
  const instant = sql`${at.toISOString()}::timestamptz`
  return rowsOf(
    db,
    sql`select distinct r.id::int as "recordId", r.registry, v.content->'name'->>'full' as name,
          coalesce(v.content->'placeOfRecord'->>'city', v.content->'locations'->0->>'city') as city,
          coalesce(v.content->'placeOfRecord'->>'state', v.content->'locations'->0->>'state') as state,
          v.content->>'npi' as npi, l.practitioner_id::int as "ownerId"
        from jsonb_array_elements_text(${jsonRows(keys)}) wanted(key)
        join record_keys k on k.kind = 'name' and k.value = wanted.key
        join records r on r.id = k.record_id
        join record_versions v on v.record_id = r.id and v.first_seen_at <= ${instant}
          and (v.replaced_at is null or v.replaced_at > ${instant})
        left join links l on l.record_id = r.id and l.decided_at <= ${instant}
          and (l.superseded_at is null or l.superseded_at > ${instant})
        where r.registry in (select jsonb_array_elements_text(${jsonRows(registries)}))
          and (r.delisted_at is null or r.delisted_at > ${instant})
        order by 1 limit 200`,
  )
}

/**
 * When each registry's last published run ended that is not later than the instant, of those that
 * looked through the registry: a page saved by hand says nothing of who is not on it.
 */
export async function findLastGood(
  db: Db,
  registries: string[],
  at: Date,
): Promise<Map<string, string>> {
  const rows = await rowsOf<{ id: string; at: string | null }>(
    db,
    sql`select wanted.id, (select to_json(t.finished_at)#>>'{}' from refresh_runs t
          where t.registry = wanted.id and t.status = 'published'
            and (t.mode = 'sweep' or t.complete_scopes <> '[]')
            and t.finished_at <= ${at.toISOString()}::timestamptz
          order by t.finished_at desc limit 1) as at
        from jsonb_array_elements_text(${jsonRows(registries)}) wanted(id)`,
  )
  return new Map(rows.flatMap(({ id, at: last }) => (last === null ? [] : [[id, last] as const])))
}

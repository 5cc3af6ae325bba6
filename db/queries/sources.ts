/** Where a fact comes from: the registry's answer behind each record. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '../client.ts'

export interface RecordSource {
  recordId: number
  registry: string
  captureId: string
  sha256: string
  /** When the capture was made; of today, when the registry last said so. */
  fetchedAt: Date
  /** When the registry last listed the record, as far as is known today. */
  lastSeenAt: Date
  /** The address that was asked. */
  url: string
  /** A page about this person at the registry, if anyone can open one. */
  link: string | null
}

export interface SourceRow {
  recordId: number
  registry: string
  captureId: string
  sha256: string
  fetchedAt: string
  lastSeenAt: string
  url: string
  link: string | null
}

/** Over `records r`, `captures c` and `record_versions v`. */
export const sourceJson = sql`jsonb_build_object('recordId', r.id, 'registry', r.registry,
  'captureId', c.id, 'sha256', c.sha256, 'fetchedAt', r.last_seen_at, 'lastSeenAt', r.last_seen_at, 'url', c.url,
  'link', v.content->>'link')`

/** Sources of records as they are today, by record id. */
export async function findSources(db: Db, recordIds: number[]): Promise<Map<number, RecordSource>> {
  if (recordIds.length === 0) return new Map()
  const rows = await rowsOf<{ source: SourceRow }>(
    db,
    sql`select ${sourceJson} as source
        from jsonb_array_elements_text(${jsonRows([...new Set(recordIds)])}) wanted(id)
        join records r on r.id = wanted.id::bigint
        join captures c on c.id = r.last_capture_id
        left join record_versions v on v.record_id = r.id and v.replaced_at is null`,
  )
  return toSources(rows.map(({ source }) => source))
}

export const toSources = (rows: SourceRow[]): Map<number, RecordSource> =>
  new Map(rows.map((row) => [row.recordId, toSource(row)]))

export const toSource = (row: SourceRow): RecordSource => ({
  ...row,
  fetchedAt: new Date(row.fetchedAt),
  lastSeenAt: new Date(row.lastSeenAt),
})

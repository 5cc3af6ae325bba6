import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'

/** One answer of a registry without its body. */
export interface ShownCapture {
  id: string
  registry: string
  runId: string | null
  kind: string
  via: 'http' | 'saved'
  method: string
  url: string
  status: number
  mediaType: string
  fetchedAt: Date
  sha256: string
  sizeBytes: number
  savedBy: string | null
}

export async function findCapture(db: Db, id: string): Promise<ShownCapture | null> {
  const [row] = await rowsOf<Omit<ShownCapture, 'fetchedAt'> & { fetchedAt: string | Date }>(
    db,
    sql`select c.id, c.registry, c.run_id as "runId", c.kind, c.via, c.method, c.url, c.status,
               c.media_type as "mediaType", c.fetched_at as "fetchedAt", c.sha256,
               b.size_bytes as "sizeBytes", c.saved_by as "savedBy"
        from captures c join capture_bodies b on b.sha256 = c.sha256 where c.id = ${id}`,
  )
  return row ? { ...row, fetchedAt: new Date(row.fetchedAt) } : null
}

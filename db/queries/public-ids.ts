/** Addresses of all practitioners that the directory shows, a range of ids at a time. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'

/** Ids in a range, and so the most practitioners that one can hold. */
export const IDS_PER_RANGE = 10_000

export interface PublicId {
  publicId: string
  updatedAt: Date
}

export interface IdRange {
  /** From 1 on. Its bounds never move, so that nobody changes the range when others come or go. */
  number: number
  /** When somebody in it last changed. */
  updatedAt: Date
}

/** The ranges in which anybody is shown, in order. */
export async function listIdRanges(db: Db): Promise<IdRange[]> {
  const rows = await rowsOf<{ range: { number: number; updated: string } }>(
    db,
    sql`select jsonb_build_object('number', number, 'updated', max(updated_at)) as range
        from (
          select (practitioner_id - 1) / ${IDS_PER_RANGE}::int + 1 as number, updated_at
          from search_rows where not is_left_out) shown
        group by number order by number`,
  )
  return rows.map(({ range }) => ({ number: range.number, updatedAt: new Date(range.updated) }))
}

/** Everybody shown in a range, by id; empty for a range that is not there. */
export async function listPublicIds(db: Db, range: number): Promise<PublicId[]> {
  const last = range * IDS_PER_RANGE
  const rows = await rowsOf<{ shown: { publicId: string; updated: string } }>(
    db,
    sql`select jsonb_build_object('publicId', public_id, 'updated', updated_at) as shown
        from search_rows
        where not is_left_out and practitioner_id > ${last - IDS_PER_RANGE}::bigint and practitioner_id <= ${last}::bigint
        order by practitioner_id`,
  )
  return rows.map(({ shown }) => ({
    publicId: shown.publicId,
    updatedAt: new Date(shown.updated),
  }))
}

/** Practitioners who asked to be left out of searches. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'

/** Whoever leads to somebody passes the wish on, so that a merge brings nobody back. */
const leftOut = sql`with recursive way as (
    select id, merged_into_id from practitioners where left_out_at is not null
    union
    select p.id, p.merged_into_id from practitioners p join way on p.id = way.merged_into_id)
  select id::int as id from way where merged_into_id is null`

/** Ids of today's practitioners who are left out. */
export async function listLeftOut(db: Db): Promise<Set<number>> {
  const rows = await rowsOf<{ id: number }>(db, leftOut)
  return new Set(rows.map(({ id }) => id))
}

/** Whether today's practitioner of this id is left out. */
export async function isLeftOut(db: Db, id: number): Promise<boolean> {
  const rows = await rowsOf(db, sql`select from (${leftOut}) l where l.id = ${id}`)
  return rows.length > 0
}

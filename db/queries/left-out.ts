/** Practitioners who asked to be left out of searches. */
import { type SQL, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { withMerged } from './merged.ts'

/**
 * Ids of today's practitioners who are left out. Whoever leads to somebody passes the wish on, so that
 * a merge brings nobody back.
 */
export async function listLeftOut(db: Db): Promise<Set<number>> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`with recursive way as (
          select id, merged_into_id from practitioners where left_out_at is not null
          union
          select p.id, p.merged_into_id from practitioners p join way on p.id = way.merged_into_id)
        select id::int as id from way where merged_into_id is null`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Whether today's practitioner of this id is left out. */
export async function isLeftOut(db: Db, id: number): Promise<boolean> {
  const [row] = await rowsOf<{ is: boolean }>(
    db,
    sql`select ${leftOutSince(sql`${id}::bigint`)} is not null as "is"`,
  )
  return row?.is ?? false
}

/** Since when today's practitioner of this id is left out; null where they are in searches. */
export const leftOutSince = (id: SQL): SQL => sql`(
  select min(marked.left_out_at) from practitioners marked where marked.id in ${withMerged(id)})`

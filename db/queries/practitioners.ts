/** One practitioner as shown today. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { readShown, type ShownToday } from './shown.ts'

/** Who stands behind a public id today; a merged one leads to its successor. Null for unknown ids. */
export async function findIdentity(
  db: Db,
  publicId: string,
): Promise<{ id: number; publicId: string } | null> {
  const [row] = await rowsOf<{ id: string | number; public_id: string }>(
    db,
    sql`with recursive way as (
          select id, public_id, merged_into_id from practitioners where public_id = ${publicId}
          union
          select p.id, p.public_id, p.merged_into_id from practitioners p
          join way on p.id = way.merged_into_id)
        select id, public_id from way where merged_into_id is null`,
  )
  return row ? { id: Number(row.id), publicId: row.public_id } : null
}

/** The practitioner as of now, or null when nothing is published about them. */
export const findPractitioner = async (db: Db, id: number): Promise<ShownToday | null> =>
  (await readShown(db, [id])).get(id) ?? null

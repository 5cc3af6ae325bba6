/** One practitioner as shown today. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { successorOf } from './merged.ts'
import { readShown, type ShownToday } from './shown.ts'

/** Who stands behind a public id today; a merged one leads to its successor. Null for unknown ids. */
export async function findIdentity(
  db: Db,
  publicId: string,
): Promise<{ id: number; publicId: string } | null> {
  const [row] = await rowsOf<{ id: string | number; public_id: string }>(
    db,
    sql`select now.id, now.public_id from practitioners asked
        join practitioners now on now.id = ${successorOf(sql`asked.id`)}
        where asked.public_id = ${publicId}`,
  )
  return row ? { id: Number(row.id), publicId: row.public_id } : null
}

/** The practitioner as of now, or null when nothing is published about them. */
export const findPractitioner = async (db: Db, id: number): Promise<ShownToday | null> =>
  (await readShown(db, [id])).get(id) ?? null

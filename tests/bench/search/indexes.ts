/** Indexes that cost most to keep while millions of rows come in: made once the rows are there. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'

/** Takes the inverted and spatial indexes away; what it returns makes them again. */
export async function suspendIndexes(db: Db): Promise<() => Promise<void>> {
  const indexes = await rowsOf<{ name: string; definition: string }>(
    db,
    sql`select indexname as name, indexdef as definition from pg_indexes
        where schemaname = 'public' and indexdef ~ 'USING (gin|gist) '`,
  )
  for (const { name } of indexes) await db.execute(sql`drop index ${sql.identifier(name)}`)
  return async function resume() {
    await Promise.all(indexes.map(({ definition }) => db.execute(sql.raw(definition))))
  }
}

/** Brings a Postgres to the current schema. Node only: the migrations are read from disk. */
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { DRIZZLE_OPTIONS } from './client.ts'
import { MIGRATIONS_FOLDER } from './migrations-folder.ts'
import { seedPlaces } from './places.ts'
import * as schema from './schema/index.ts'

/** Any constant: it keeps two processes from migrating at once. */
const LOCK_KEY = 7_201_934

/** Applies what is missing, one process at a time. */
export async function migratePostgres(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(${LOCK_KEY})`
    const db = drizzle(client, { schema, ...DRIZZLE_OPTIONS })
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER })
    await seedPlaces(db)
  } finally {
    await client.end({ timeout: 5 })
  }
}

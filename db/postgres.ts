/** Any Postgres through postgres.js. Safe to import in a Worker: migrations live elsewhere. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { DRIZZLE_OPTIONS, type OpenDatabase } from './client.ts'
import * as schema from './schema/index.ts'

/** Connects lazily: a wrong address shows at the first statement. */
export function openPostgres(url: string, options: postgres.Options<{}> = {}): OpenDatabase {
  const client = postgres(url, { max: 10, onnotice: () => {}, ...options })
  return {
    db: drizzle(client, { schema, ...DRIZZLE_OPTIONS }),
    kind: 'postgres',
    close: () => client.end({ timeout: 5 }),
  }
}

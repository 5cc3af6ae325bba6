import { sql, type SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema/index.ts'

/** One type for PGlite, Postgres and a transaction of either. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

/** A database that somebody has to close. */
export interface OpenDatabase {
  db: Db
  kind: 'pglite' | 'postgres'
  close(): Promise<void>
}

/** Column names are snake_case in the database and camelCase here. */
export const DRIZZLE_OPTIONS = { casing: 'snake_case' } as const

/** Runs a statement and returns its rows: PGlite answers `{ rows }`, postgres.js the bare array. */
export async function rowsOf<Row>(db: Db, statement: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(statement)
  if (Array.isArray(result)) return [...result]
  if (typeof result === 'object' && result && 'rows' in result && Array.isArray(result.rows)) {
    return result.rows
  }
  throw new Error('The database driver answered in a form that is not known.')
}

/**
 * Rows as one JSON parameter for `jsonb_to_recordset`: one round trip and one plan for any number of
 * rows. As text, because one driver would encode a jsonb parameter a second time.
 */
export const jsonRows = (rows: unknown): SQL => sql`(${JSON.stringify(rows)}::text)::jsonb`

/** True where the database answers and has the schema. Throws what the driver throws. */
export async function isMigrated(db: Db): Promise<boolean> {
  const [row] = await rowsOf<{ exists: boolean }>(
    db,
    sql`select to_regclass('public.search_rows') is not null as exists`,
  )
  return row?.exists ?? false
}

import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { drizzle } from 'drizzle-orm/pglite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '#db/client.ts'
import { migratePostgres } from '#db/migrate.ts'
import { MIGRATIONS_FOLDER } from '#db/migrations-folder.ts'
import { seedPlaces } from '#db/places.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function migrateAgain(): Promise<void> {
  const { url, pglite } = database
  if (url) return migratePostgres(url)
  if (!pglite) throw new Error('A test database is neither on Postgres nor on PGlite.')
  await migrate(drizzle(pglite), { migrationsFolder: MIGRATIONS_FOLDER })
  await seedPlaces(database.db)
}

const state = () =>
  rowsOf(
    database.db,
    sql`
      select
        (select json_agg(m order by id) from drizzle.__drizzle_migrations m) as migrations,
        (select count(*)::int from places) as places,
        (select json_agg(row(table_name, column_name, data_type) order by table_name, column_name)
          from information_schema.columns where table_schema = 'public') as columns`,
  )

it('applies every migration once: a second time has no effect', async () => {
  const before = await state()
  await migrateAgain()
  expect(await state()).toEqual(before)
  const files = readdirSync(MIGRATIONS_FOLDER).filter((file) => file.endsWith('.sql'))
  expect(before).toMatchObject([{ migrations: files.map(() => expect.anything()) }])
})

it('has a migration for everything in the schema', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tad-migrations-'))
  try {
    cpSync(MIGRATIONS_FOLDER, folder, { recursive: true })
    // drizzle-kit writes what is missing, so it works on a copy; it takes a relative path only, and
    // ends with status 0 even when it fails, so its words are what counts.
    const { stdout } = await promisify(execFile)(process.execPath, [
      join('node_modules', 'drizzle-kit', 'bin.cjs'),
      'generate',
      '--dialect=postgresql',
      '--casing=snake_case',
      `--schema=${join('db', 'schema', 'index.ts')}`,
      `--out=${relative('.', folder)}`,
    ])
    expect(stdout).toContain('No schema changes')
    expect(readdirSync(folder).sort()).toEqual(readdirSync(MIGRATIONS_FOLDER).sort())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A fresh, migrated, empty database for a test file, on the database that its project names. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import type { OpenDatabase } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { administer, databaseUrl } from './postgres-server.ts'

export interface TestDatabase extends OpenDatabase {
  /** Of this very database; null on PGlite. */
  url: string | null
  /** On PGlite only. */
  pglite?: PGlite
}

export type DatabaseKind = TestDatabase['kind']

/** The database of the running project: `pglite` unless `TEST_DB` says `postgres`. */
export const testKind = (): DatabaseKind =>
  process.env.TEST_DB === 'postgres' ? 'postgres' : 'pglite'

/** Opens one; the caller closes it in `afterAll`, which also drops it. */
export function openTestDatabase(kind: DatabaseKind = testKind()): Promise<TestDatabase> {
  return kind === 'postgres' ? openCopy() : openSnapshot()
}

async function openSnapshot(): Promise<TestDatabase> {
  const snapshot = new Blob([readFileSync(inject('pgliteSnapshot'))])
  return { ...(await openPglite({ snapshot })), url: null }
}

async function openCopy(): Promise<TestDatabase> {
  const { serverUrl, template } = inject('postgresTemplate')
  const name = `tad_test_${randomBytes(6).toString('hex')}`
  await administer(serverUrl, `create database ${name} template ${template}`)
  const url = databaseUrl(serverUrl, name)
  const database = openPostgres(url, { max: 5 })
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await administer(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

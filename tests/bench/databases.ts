/** Empty migrated databases, each gone when it is closed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenDatabase } from '#db/client.ts'
import { migratePostgres } from '#db/migrate.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { administer, databaseUrl } from '#tests/helpers/postgres-server.ts'

export async function openEmptyPglite(): Promise<OpenDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-bench-'))
  const database = await openPglite({ folder })
  return {
    ...database,
    async close() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let databases = 0
export async function openEmptyPostgres(serverUrl: string): Promise<OpenDatabase> {
  const name = `bench_${process.pid}_${(databases += 1)}`
  await administer(serverUrl, `create database ${name}`)
  const url = databaseUrl(serverUrl, name)
  await migratePostgres(url)
  return openPostgres(url)
}

/** PGlite: Postgres inside the process, in a folder or in memory. Node only. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { cube } from '@electric-sql/pglite/contrib/cube'
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { DRIZZLE_OPTIONS, type OpenDatabase } from './client.ts'
import { lockFolder } from './lock.ts'
import { MIGRATIONS_FOLDER } from './migrations-folder.ts'
import { seedPlaces } from './places.ts'
import * as schema from './schema/index.ts'

export interface OpenPglite extends OpenDatabase {
  kind: 'pglite'
  pglite: PGlite
}

/**
 * Opens and migrates a database in `folder`, or in memory without one; `snapshot` starts it from a
 * dumped data directory. Throws `FolderInUseError` when another process has the folder.
 */
export async function openPglite(options: {
  folder?: string
  snapshot?: Blob
}): Promise<OpenPglite> {
  const { folder, snapshot } = options
  if (folder) mkdirSync(folder, { recursive: true })
  const unlock = folder ? lockFolder(folder) : () => {}
  try {
    const pglite = await PGlite.create({
      ...(folder ? { dataDir: await dataDirIn(folder) } : {}),
      startParams: START_PARAMS,
      ...(snapshot ? { loadDataDir: snapshot } : {}),
      extensions: { cube, fuzzystrmatch, pg_trgm },
    })
    const db = drizzle(pglite, { schema, ...DRIZZLE_OPTIONS })
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER })
    await seedPlaces(db)
    return {
      db,
      pglite,
      kind: 'pglite',
      async close() {
        await pglite.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

// PGlite's default of 128 MB is touched page by page and never given back; one connection over a
// directory of some ten thousand people gains nothing from it.
const START_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=24MB']

const INIT_SCRIPT = fileURLToPath(new URL('./init-pglite.mjs', import.meta.url))

/** The data directory in a locked folder, made if need be; a half-made one of a killed start goes. */
async function dataDirIn(folder: string): Promise<string> {
  const dataDir = join(folder, 'pglite')
  if (existsSync(dataDir)) return dataDir
  const unfinished = `${dataDir}.new`
  rmSync(unfinished, { recursive: true, force: true })
  await promisify(execFile)(process.execPath, ['--liftoff-only', INIT_SCRIPT, unfinished])
  renameSync(unfinished, dataDir)
  return dataDir
}

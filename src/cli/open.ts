/** What every entry needs: settings, an open and migrated database, the context of the services. */
import { migratePostgres } from '#db/migrate.ts'
import { openPglite, type OpenPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import type { OpenDatabase } from '#db/client.ts'
import { registries } from '#scrapers/index.ts'
import { readSettings, type Settings } from '#src/config.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { releaseLeases } from '#src/services/lease.ts'
import { fillRecordKeys } from '#src/services/write-record-keys.ts'
import { createLog } from './log.ts'
import { newId } from './new-id.ts'

export interface Opened {
  settings: Settings
  database: OpenPglite | (OpenDatabase & { kind: 'postgres' })
  ctx: ServiceContext
}

/** Opens what DATABASE_URL or DATA_DIR names. Throws with a sentence for the operator. */
export async function open(
  settings: Settings = readSettings(process.env, registries),
): Promise<Opened> {
  const database = await openDatabase(settings)
  // Nobody else can have the folder, so whoever worked on a run there is gone.
  if (database.kind === 'pglite') await releaseLeases(database.db)
  await fillRecordKeys(database.db)
  return {
    settings,
    database,
    ctx: {
      db: database.db,
      now: () => new Date(),
      newId: () => newId(),
      registries,
      log: createLog(settings.LOG_LEVEL),
    },
  }
}

async function openDatabase(settings: Settings): Promise<Opened['database']> {
  const { DATABASE_URL, DATA_DIR } = settings
  if (!DATABASE_URL) return openPglite({ folder: DATA_DIR })
  const { host } = new URL(DATABASE_URL)
  try {
    await migratePostgres(DATABASE_URL)
  } catch (error) {
    throw new Error(`The database at ${host} (DATABASE_URL) could not be opened and migrated.`, {
      cause: error,
    })
  }
  return { ...openPostgres(DATABASE_URL), kind: 'postgres' }
}

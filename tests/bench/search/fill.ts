/** A Postgres with the invented directory in it, written by the service that writes the real one. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, type OpenDatabase, rowsOf } from '#db/client.ts'
import { migratePostgres } from '#db/migrate.ts'
import { openPostgres } from '#db/postgres.ts'
import type { SearchRow } from '#src/core/search/row.ts'
import { writeSearchRows } from '#src/services/write-search-rows.ts'
import { administer, databaseUrl } from '#tests/helpers/postgres-server.ts'
import { suspendIndexes } from './indexes.ts'
import { type BenchPerson, type BenchTown } from './people.ts'
import { createProfiles, type Profiles } from './profiles.ts'
import { publicIdOf, toBenchRow } from './rows.ts'

const BATCH = 2500
/** Batches on their way at once, so that both sides are at work. */
const LANES = 3
const WRITTEN_AT = new Date('2026-11-20T09:30:00Z')

export async function createDirectory(
  serverUrl: string,
  size: number,
): Promise<OpenDatabase & { url: string }> {
  const name = `search_${size}`
  await administer(serverUrl, `create database ${name}`)
  const url = databaseUrl(serverUrl, name)
  await migratePostgres(url)
  const database = openPostgres(url)
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await administer(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

/** The areas of the three states, in an order that tells nothing. */
export const loadTowns = (db: Db): Promise<BenchTown[]> =>
  rowsOf<BenchTown>(
    db,
    sql`select city, state, postal_code as "postalCode", lat, lng from places
        where state in ('NY', 'NJ', 'CT') and is_area order by md5(postal_code)`,
  )

export async function fillDirectory(
  db: Db,
  size: number,
  personOf: (id: number) => BenchPerson,
): Promise<void> {
  const profiles = createProfiles()
  await writeSources(db, profiles)
  const resume = await suspendIndexes(db)
  const writing: Promise<void>[] = []
  for (let first = 1; first <= size; first += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, size - first + 1) }, (_, at) => first + at)
    const rows = ids.map((id) => toBenchRow(personOf(id), profiles.views))
    if (writing.length === LANES) await writing.shift()
    writing.push(writeBatch(db, ids, rows))
  }
  await Promise.all(writing)
  await resume()
  await db.execute(sql`vacuum analyze`)
}

const writeBatch = (db: Db, ids: number[], rows: SearchRow[]): Promise<void> =>
  db.transaction(async (tx) => {
    // Nothing here names a practitioner that is not there.
    await tx.execute(sql`set local session_replication_role = replica`)
    await insertPractitioners(tx, ids)
    await writeSearchRows(tx, ids, rows, WRITTEN_AT)
  })

const insertPractitioners = (tx: Db, ids: number[]) =>
  tx.execute(sql`
    insert into practitioners (id, public_id, created_at) overriding system value
    select id, public_id, ${WRITTEN_AT.toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(ids.map((id) => ({ id, public_id: publicIdOf(id) })))})
      as r(id bigint, public_id text)`)

/** The records that the views name, so that an answer looks its sources up as it always does. */
async function writeSources(db: Db, { records }: Profiles): Promise<void> {
  const at = sql`${WRITTEN_AT.toISOString()}::timestamptz`
  await db.execute(sql`insert into capture_bodies values ('none', 1, '\\x07')`)
  await db.execute(sql`
    insert into captures (id, registry, kind, via, method, url, status, media_type, fetched_at, sha256)
    values ('bench', 'nppes', 'page', 'http', 'GET', 'https://registry.example/', 200, 'text/html', ${at}, 'none')`)
  await db.execute(sql`
    insert into refresh_runs (id, registry, mode, status, requested_by, created_at, stats)
    values ('bench', 'nppes', 'sweep', 'published', 'bench', ${at}, '{}')`)
  await db.execute(sql`
    insert into records (id, registry, key, scope, first_seen_at, last_seen_at, last_capture_id)
    overriding system value
    select id, registry, id::text, 'all', ${at}, ${at}, 'bench'
    from jsonb_to_recordset(${jsonRows(records)}) as r(id bigint, registry text)`)
  await db.execute(sql`
    insert into record_versions (record_id, content, parser_version, run_id, capture_id, first_seen_at)
    select id, '{"link": null}', 1, 'bench', 'bench', ${at} from records`)
}

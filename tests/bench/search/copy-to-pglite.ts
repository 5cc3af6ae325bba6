/** The same directory in a folder of PGlite: every table copied as it is, whatever tables there are. */
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { rowsOf } from '#db/client.ts'
import { openPglite, type OpenPglite } from '#db/pglite.ts'
import { suspendIndexes } from './indexes.ts'

const CHUNK_BYTES = 24 * 1024 * 1024

export interface Copied {
  /** False where it was not done in time; the folder is then of no use. */
  isWhole: boolean
  mb: number
}

export async function copyToPglite(
  postgresUrl: string,
  folder: string,
  budgetMs: number,
): Promise<Copied> {
  const deadline = performance.now() + budgetMs
  let bytes = 0
  const toCopied = (isWhole: boolean): Copied => ({ isWhole, mb: Math.round(bytes / 1048576) })
  const client = postgres(postgresUrl, { max: 1, onnotice: () => {} })
  const target = await openPglite({ folder })
  try {
    await target.db.execute(sql`set session_replication_role = replica`)
    const resume = await suspendIndexes(target.db)
    for (const table of await emptyTables(target)) {
      bytes += await copyTable(client, target, table, deadline)
      if (performance.now() > deadline) return toCopied(false)
    }
    await resume()
    await target.db.execute(sql`analyze`)
    return toCopied(true)
  } finally {
    await client.end({ timeout: 5 })
    await target.close()
  }
}

interface Table {
  name: string
  columns: string
}

/** What the migrations filled is there already. */
async function emptyTables({ db }: OpenPglite): Promise<Table[]> {
  const tables = await rowsOf<Table>(
    db,
    sql`select quote_ident(c.relname) as name,
          string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' group by 1`,
  )
  const empty: Table[] = []
  for (const table of tables) {
    const [row] = await rowsOf(db, sql.raw(`select 1 from ${table.name} limit 1`))
    if (!row) empty.push(table)
  }
  return empty
}

/** Bytes copied; it stops at the deadline. */
async function copyTable(
  client: postgres.Sql,
  { pglite }: OpenPglite,
  { name, columns }: Table,
  deadline: number,
): Promise<number> {
  const stream = await client.unsafe(`copy ${name} (${columns}) to stdout`).readable()
  // A copy that is not read to its end fails, as it is meant to.
  stream.on('error', () => {})
  let total = 0
  let bytes = 0
  let chunks: Uint8Array<ArrayBuffer>[] = []
  const store = async (): Promise<void> => {
    const blob = new Blob(chunks)
    await pglite.query(`copy ${name} (${columns}) from '/dev/blob'`, [], { blob })
    total += bytes
    chunks = []
    bytes = 0
  }
  // The server sends whole rows, each in a message of its own.
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('The copy is not of bytes.')
    chunks.push(new Uint8Array(chunk))
    bytes += chunk.length
    if (bytes < CHUNK_BYTES) continue
    await store()
    if (performance.now() > deadline) break
  }
  if (bytes > 0) await store()
  return total
}

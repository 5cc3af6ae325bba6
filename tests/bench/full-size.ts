/**
 * Every registry at its real size, simulated on loopback: how long a first and an unchanged sweep
 * take, what the sweeping process needs at most, and that the second one writes nothing.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { type OpenDatabase, rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { baseUrlSetting } from '#scrapers/lib/base-url.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { startSimulators } from '#src/cli/simulators.ts'
import { cli, jsonLines } from '#tests/helpers/cli-process.ts'
import { startEmbeddedPostgres } from '#tests/helpers/embedded-postgres.ts'

/** Gives about 4,500 licenses in New York, and the other registries in proportion. */
const PEOPLE = 10_500
const LEIE_STRANGERS = 83_000

export async function benchFullSize(): Promise<object> {
  const people = createPopulation({ size: PEOPLE })
  const simulators = await startSimulators(people)
  Object.assign(simulators.controls.leie ?? {}, { strangers: LEIE_STRANGERS })
  const work = mkdtempSync(join(tmpdir(), 'acupuncture-full-'))
  const postgres = await startEmbeddedPostgres()
  console.log(`full-size: ${PEOPLE} invented people, ${LEIE_STRANGERS} strangers on the LEIE`)
  const registries = Object.fromEntries(
    Object.entries(simulators.baseUrls).map(([id, url]) => [baseUrlSetting(id), url]),
  )
  const folders = Object.entries(simulators.savedPages).map(([id, files]) => {
    const folder = join(work, id)
    mkdirSync(folder)
    for (const { fileName, body } of files) writeFileSync(join(folder, fileName), body)
    return { id, folder }
  })
  const result: Record<string, object> = {}
  try {
    const databases: Record<string, Record<string, string>> = {
      postgres: { DATABASE_URL: postgres.url },
      pglite: { DATA_DIR: join(work, 'data') },
    }
    for (const [name, database] of Object.entries(databases)) {
      const settings = { ...registries, ...database, NYSED_OAPI_KEY: 'any', LOG_LEVEL: 'error' }
      const rounds: object[] = []
      let rows = 0
      for (const round of ['first', 'unchanged']) {
        const sweeps = await measure(name, round, ['refresh', 'all', '--wait', '--json'], settings)
        const imports: object[] = []
        for (const { id, folder } of folders) {
          const args = ['import-pages', id, folder, '--json']
          imports.push(await measure(name, round, args, settings))
        }
        const after = await countRows(settings)
        rounds.push({ round, sweeps, imports, rows_written: after - rows })
        console.log(`  ${name} ${round}: ${after - rows} rows written`)
        rows = after
      }
      result[name] = rounds
    }
  } finally {
    await postgres.stop()
    await simulators.close()
    rmSync(work, { recursive: true, force: true })
  }
  return result
}

/** One process of the command line: its runs, and the most memory that it held. */
async function measure(
  name: string,
  round: string,
  args: string[],
  settings: Record<string, string>,
): Promise<object> {
  const startedAt = performance.now()
  const running = cli(args, settings)
  let peakMb = 0
  let beyondMb = 0
  const watch = setInterval(() => {
    const held = readHeld(running.child.pid)
    peakMb = Math.max(peakMb, held.all)
    beyondMb = Math.max(beyondMb, held.all - (name === 'pglite' ? held.largest : 0))
  }, 100)
  const { stdout, stderr } = await running.ended
  clearInterval(watch)
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
  const runs = jsonLines(stdout).filter(({ counts }) => counts !== undefined)
  if (runs.length === 0) throw new Error(`${args.join(' ')} printed: ${stdout}${stderr}`)
  for (const run of runs) {
    console.log(
      `  ${name} ${round} ${String(run.registry)} ${String(run.status)} ${JSON.stringify(run.counts)}`,
    )
  }
  console.log(
    `  ${name} ${round} ${args[0]}: ${seconds} s in all, peak ${peakMb} MB, beyond the database ${beyondMb} MB`,
  )
  return { seconds, peak_mb: peakMb, beyond_database_mb: beyondMb, runs }
}

/**
 * What a process holds now, in MB: all, and in its largest piece. PGlite lives in the process of
 * whoever opened it, in one piece: the memory of its WebAssembly.
 */
function readHeld(pid: number | undefined): { all: number; largest: number } {
  try {
    const pieces = [...readFileSync(`/proc/${pid}/smaps`, 'utf8').matchAll(/^Rss:\s+(\d+)/gm)]
    const sizes = pieces.map(([, kb]) => Number(kb) / 1024)
    return {
      all: Math.round(sizes.reduce((sum, size) => sum + size, 0)),
      largest: Math.round(Math.max(0, ...sizes)),
    }
  } catch {
    // It has just ended.
    return { all: 0, largest: 0 }
  }
}

async function countRows(settings: Record<string, string>): Promise<number> {
  const database: OpenDatabase = settings.DATABASE_URL
    ? openPostgres(settings.DATABASE_URL)
    : await openPglite({ folder: settings.DATA_DIR ?? '' })
  const [row] = await rowsOf<{ count: number }>(
    database.db,
    sql`select ((select count(*) from record_versions) + (select count(*) from changes)
              + (select count(*) from links) + (select count(*) from search_rows))::int as count`,
  )
  await database.close()
  return row?.count ?? 0
}

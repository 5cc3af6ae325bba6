/**
 * Every registry at its real size, simulated on loopback: how long a first and an unchanged sweep
 * take, what the process needs beside the database, and that the second one writes nothing.
 */
import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { importPages } from '#src/services/import-pages.ts'
import { startEmbeddedPostgres } from '#tests/helpers/embedded-postgres.ts'
import { createPipeline, savedPages, SIMULATED, type Pipeline } from '#tests/helpers/pipeline.ts'
import { openEmptyPglite, openEmptyPostgres } from './databases.ts'

/** Gives about 4,500 licenses in New York, and the other registries in proportion. */
const PEOPLE = 10_500
const LEIE_STRANGERS = 83_000

export async function benchFullSize(): Promise<object> {
  const people = createPopulation({ size: PEOPLE })
  console.log(`full-size: ${PEOPLE} invented people, ${LEIE_STRANGERS} strangers on the LEIE`)
  const result: Record<string, object> = {}
  const postgres = await startEmbeddedPostgres()
  try {
    for (const name of ['postgres', 'pglite'] as const) {
      const database =
        name === 'pglite' ? await openEmptyPglite() : await openEmptyPostgres(postgres.url)
      const pipeline = await createPipeline(database, people)
      pipeline.simulators.leie.controls.strangers = LEIE_STRANGERS
      const before = process.memoryUsage().rss
      let peak = before
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
      const first = await sweepAll(name, 'first', pipeline, people)
      const rows = await countRows(pipeline)
      pipeline.pass(24 * 31)
      const second = await sweepAll(name, 'unchanged', pipeline, people)
      clearInterval(watch)
      const written = (await countRows(pipeline)) - rows
      const growthMb = Math.round((peak - before) / 1e6)
      console.log(
        `  ${name}: grew by ${growthMb} MB at most, wrote ${written} rows the second time`,
      )
      result[name] = { first, second, peak_growth_mb: growthMb, rows_written_second: written }
      await pipeline.close()
      await database.close()
    }
  } finally {
    await postgres.stop()
  }
  return result
}

async function sweepAll(
  name: string,
  round: string,
  pipeline: Pipeline,
  people: ReturnType<typeof createPopulation>,
): Promise<object> {
  const figures: Record<string, { seen: number; seconds: number }> = {}
  for (const registry of [...SIMULATED, 'ncbahm']) {
    const startedAt = performance.now()
    const run =
      registry === 'ncbahm'
        ? (
            await importPages(pipeline.ctx, {
              registry,
              files: savedPages(people, pipeline.ctx.now()),
              owner: 'bench',
            })
          ).run
        : await pipeline.refresh(registry)
    if (run.status !== 'published') throw new Error(`${registry}: ${run.reasons.join(' ')}`)
    const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
    figures[registry] = { seen: run.seen, seconds }
    console.log(`  ${name} ${round} ${registry}: ${run.seen} seen in ${seconds} s`)
  }
  return figures
}

async function countRows({ ctx }: Pipeline): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    ctx.db,
    sql`select ((select count(*) from record_versions) + (select count(*) from changes)
              + (select count(*) from links) + (select count(*) from search_rows))::int as count`,
  )
  return row?.count ?? 0
}

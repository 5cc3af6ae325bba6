/**
 * Records per second from the first request to searchable, beside the floor: the same captures
 * fetched and bulk-inserted into a bare table, in the same run, on the same database.
 */
import { sql } from 'drizzle-orm'
import { jsonRows, type OpenDatabase, rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { startEmbeddedPostgres } from '#tests/helpers/embedded-postgres.ts'
import { createPipeline } from '#tests/helpers/pipeline.ts'
import { openEmptyPglite, openEmptyPostgres } from './databases.ts'

const PEOPLE = 8_000
const ROUNDS = 3
const REGISTRIES = ['ct-elicense', 'nppes'] as const

interface Sample {
  records: number
  seconds: number
  /** Of these, until everything was fetched, parsed and staged. */
  collectSeconds: number
  floorSeconds: number
}

export async function benchRefresh(): Promise<object> {
  const people = createPopulation({ size: PEOPLE })
  console.log(`refresh: ${PEOPLE} invented people, ${ROUNDS} rounds, each on an empty database`)
  const result: Record<string, object> = {}
  const postgres = await startEmbeddedPostgres()
  try {
    for (const [name, openEmpty] of [
      ['pglite', openEmptyPglite],
      ['postgres', () => openEmptyPostgres(postgres.url)],
    ] as const) {
      const samples: Record<string, Sample[]> = {}
      for (let round = 0; round < ROUNDS; round += 1) {
        const database = await openEmpty()
        const pipeline = await createPipeline(database, people)
        for (const registry of REGISTRIES) {
          const startedAt = performance.now()
          let collectedAt = startedAt
          const onProgress = () => (collectedAt = performance.now())
          const run = await pipeline.refresh(registry, { onProgress })
          const collectSeconds = (collectedAt - startedAt) / 1000
          const seconds = (performance.now() - startedAt) / 1000
          if (run.status !== 'published') throw new Error(`${registry}: ${run.reasons.join(' ')}`)
          const floorSeconds = await measureFloor(database, run.id)
          samples[registry] = [
            ...(samples[registry] ?? []),
            { records: run.seen, seconds, collectSeconds, floorSeconds },
          ]
        }
        await pipeline.close()
        await database.close()
      }
      result[name] = Object.fromEntries(
        Object.entries(samples).map(([registry, list]) => [registry, report(name, registry, list)]),
      )
    }
  } finally {
    await postgres.stop()
  }
  return result
}

/** Fetches what the run fetched once more, and puts its rows into a table without any index. */
async function measureFloor({ db }: OpenDatabase, runId: string): Promise<number> {
  const captures = await rowsOf<{ url: string }>(
    db,
    sql`select url from captures where run_id = ${runId} order by fetched_at`,
  )
  await db.execute(sql`create table bare (entry jsonb not null)`)
  const startedAt = performance.now()
  for (const { url } of captures) {
    const answer: unknown[] | { results: unknown[] } = await fetchJson(url)
    const rows = Array.isArray(answer) ? answer : answer.results
    await db.execute(sql`insert into bare select jsonb_array_elements(${jsonRows(rows)})`)
  }
  const seconds = (performance.now() - startedAt) / 1000
  await db.execute(sql`drop table bare`)
  return seconds
}

/** Whatever came, as the caller knows it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a floor does not look at what it moves
const fetchJson = async (url: string): Promise<any> => (await fetch(url)).json()

function report(database: string, registry: string, samples: Sample[]): object {
  const ratios = samples.map(({ seconds, floorSeconds }) => floorSeconds / seconds)
  const perSecond = samples.map(({ records, seconds }) => records / seconds)
  const floorPerSecond = samples.map(({ records, floorSeconds }) => records / floorSeconds)
  const collectShares = samples.map(({ seconds, collectSeconds }) => collectSeconds / seconds)
  const figures = {
    records: samples[0]?.records ?? 0,
    records_per_second: Math.round(median(perSecond)),
    floor_per_second: Math.round(median(floorPerSecond)),
    ratio_to_floor: Number(median(ratios).toFixed(3)),
    collect_share: Number(median(collectShares).toFixed(2)),
  }
  console.log(
    `  ${database.padEnd(9)} ${registry.padEnd(12)} ${figures.records} records: ${figures.records_per_second}/s, floor ${figures.floor_per_second}/s, ratio ${figures.ratio_to_floor}; ${Math.round(figures.collect_share * 100)} % to fetch, parse and stage, the rest to publish`,
  )
  return figures
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Answers that still parse and say wrong things: what is known of everybody stays as it was. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/client.ts'
import type { RefreshRunRow } from '#db/schema/index.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { countWrong, readFacts, totalOf } from '#tests/bench/drift/facts.ts'
import { DRIFT, type Fault } from '#tests/bench/drift/faults.ts'
import { startProxy } from '#tests/bench/drift/proxy.ts'
import { WIRES } from '#tests/bench/drift/wires.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline, type SimulatedRegistry } from '#tests/helpers/pipeline.ts'

const SHOWING = ['ny-nysed', 'nj-dca', 'ct-elicense', 'nppes'] as const

let database: TestDatabase
let pipeline: Pipeline
beforeAll(async () => {
  database = await openTestDatabase()
  pipeline = await createPipeline(database, createPopulation({ size: 200 }))
})
afterAll(async () => {
  await pipeline.close()
  await database.close()
})

async function refreshWith(
  registry: SimulatedRegistry,
  faults: (Fault | null)[],
): Promise<RefreshRunRow[]> {
  const proxy = await startProxy(pipeline.simulators[registry].app, WIRES[registry])
  const { captureContext } = pipeline.workOptions()
  const runs: RefreshRunRow[] = []
  for (const fault of faults) {
    pipeline.pass(24)
    if (fault) proxy.measure()
    proxy.order(fault)
    runs.push(
      await pipeline.refresh(registry, {
        captureContext: (asked, signal) => ({
          ...captureContext(asked, signal),
          baseUrl: proxy.baseUrl,
        }),
      }),
    )
  }
  await proxy.close()
  return runs
}

const named = (name: string): Fault => {
  const fault = DRIFT.find((one) => one.name === name)
  if (!fault) throw new Error(`There is no fault ${name}.`)
  return fault
}

describe.each(SHOWING)('%s', (registry) => {
  test('two columns that changed places are not published', async () => {
    const [good] = await refreshWith(registry, [null])
    expect(good?.status).toBe('published')
    const before = await readFacts(database.db)
    const [, ...shifted] = await refreshWith(registry, [null, named('columns shifted')])
    expect(shifted.map(({ status }) => status)).not.toContain('published')
    expect(totalOf(countWrong(before, await readFacts(database.db)))).toBe(0)
  })
})

test('somebody whose answer cannot be read, however often, is still listed', async () => {
  const before = await readFacts(database.db)
  const unreadable: Fault = {
    name: 'a detail that is somebody else',
    strikes: 'stuck',
    hits: 'rows',
    change: (answer) => {
      const [row] = answer.rows
      if (!row || answer.rows.length !== 1) return null
      row.licenseNumber = { label: 'License Number', value: '999999' }
      return answer
    },
  }
  const runs = await refreshWith('ny-nysed', [null, unreadable, unreadable, unreadable])
  expect(runs.map(({ status, problems }) => [status, problems])).toEqual([
    ['published', 0],
    ['published', 1],
    ['published', 1],
    ['published', 1],
  ])
  expect(totalOf(countWrong(before, await readFacts(database.db)))).toBe(0)
  const [row] = await rowsOf<{ misses: number }>(
    database.db,
    sql`select max(misses)::int as misses from records where registry = 'ny-nysed'`,
  )
  expect(row?.misses).toBe(0)
})

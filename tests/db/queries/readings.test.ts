/** When a registry was last looked through. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { findReadings } from '#db/queries/check-records.ts'
import { captureBodies, captures, refreshRuns } from '#db/schema/index.ts'
import { emptyStats } from '#src/core/gate.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(captures)
  await database.db.delete(refreshRuns)
})

const day = (date: number): Date => new Date(Date.UTC(2026, 10, date))
const NOW = day(28)

type Run = Partial<typeof refreshRuns.$inferInsert> & { readAt: Date }
const publish = (id: string, registry: string, run: Run) =>
  database.db.insert(refreshRuns).values({
    id,
    registry,
    mode: 'sweep',
    status: 'published',
    requestedBy: 'test',
    createdAt: run.readAt,
    finishedAt: run.readAt,
    stats: emptyStats(),
    ...run,
  })

it('is when its answers were given, though it was held since', async () => {
  await publish('old', 'roll', { readAt: day(1) })
  await publish('new', 'roll', { readAt: day(2), finishedAt: day(20) })
  const at = async (instant: Date) =>
    (await findReadings(database.db, [{ id: 'roll' }], instant)).get('roll')?.at
  expect(await at(day(19))).toBe(day(1).toISOString())
  expect(await at(NOW)).toBe(day(2).toISOString())
})

it('of one that is read in parts is the oldest of them, and none without each', async () => {
  const board = { id: 'board', wholeScopes: ['state:NY', 'state:NJ'] }
  const find = async () => (await findReadings(database.db, [board], NOW)).get('board')
  const pages = (scopes: string[], date: number): Run => ({
    mode: 'pages',
    completeScopes: scopes,
    readAt: day(date),
  })
  await publish('one', 'board', pages(['state:NY'], 10))
  await publish('some pages', 'board', pages([], 11))
  expect(await find()).toBeUndefined()
  await publish('two', 'board', pages(['state:NJ'], 12))
  await publish('three', 'board', pages(['state:NY'], 14))
  expect(await find()).toEqual({ at: day(12).toISOString(), listCapture: null })
})

it('names the answer that is its whole list', async () => {
  const sha256 = 'a'.repeat(64)
  await publish('run', 'list', { readAt: day(3) })
  await database.db
    .insert(captureBodies)
    .values({ sha256, sizeBytes: 1, gzip: new Uint8Array([7]) })
    .onConflictDoNothing()
  const capture = {
    registry: 'list',
    runId: 'run',
    via: 'http' as const,
    method: 'GET',
    url: 'https://list.example/all.csv',
    status: 200,
    mediaType: 'text/csv',
    fetchedAt: day(3),
    sha256,
  }
  await database.db.insert(captures).values([
    { ...capture, id: 'whole', kind: 'list' },
    { ...capture, id: 'part', kind: 'rows' },
  ])
  expect((await findReadings(database.db, [{ id: 'list' }], NOW)).get('list')).toEqual({
    at: day(3).toISOString(),
    listCapture: { id: 'whole', sha256 },
  })
})

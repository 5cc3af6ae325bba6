import { afterAll, beforeAll, expect, it } from 'vitest'
import { findRun, listRegistries } from '#db/queries/runs.ts'
import * as t from '#db/schema/index.ts'
import { emptyStats } from '#src/core/gate.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { FETCHED_AT, fillSampleDirectory, NOW } from '#tests/helpers/sample-directory.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
})
afterAll(() => database.close())

const stateOf = async (id: string, promiseHours = 72) => {
  const [state] = await listRegistries(database.db, [{ id, promiseHours }], NOW)
  if (!state) throw new Error('Every registry asked for has a state.')
  return state
}

it('tells fresh from stale from never', async () => {
  expect((await stateOf('ct-elicense')).freshness).toBe('fresh')
  expect((await stateOf('ct-elicense', 24)).freshness).toBe('stale')
  expect(await stateOf('nobody-knows-it')).toMatchObject({
    freshness: 'never',
    lastGood: null,
    latest: null,
    records: 0,
  })
})

it('counts records apart from those no longer listed', async () => {
  expect(await stateOf('ct-elicense')).toMatchObject({ records: 14, delisted: 1 })
})

it('keeps the last good run and says why the newest is not shown', async () => {
  await database.db.insert(t.refreshRuns).values({
    id: 'run-held',
    registry: 'nppes',
    mode: 'sweep',
    status: 'held',
    requestedBy: 'test',
    createdAt: NOW,
    stats: emptyStats(),
    reasons: ['The registry showed 3 people.', 'That is fewer.'],
  })
  const state = await stateOf('nppes')
  expect(state.lastGood).toMatchObject({ id: 'run-nppes', finishedAt: FETCHED_AT })
  expect(state.latest?.id).toBe('run-held')
  expect(state.trouble).toBe('The registry showed 3 people. That is fewer.')
})

it('finds one run', async () => {
  expect(await findRun(database.db, 'run-nppes')).toMatchObject({
    status: 'published',
    counts: { seen: 20, notSeen: 0 },
  })
  expect(await findRun(database.db, 'run-none')).toBeNull()
})

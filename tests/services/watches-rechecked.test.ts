/** People whom no sweep has seen for long are asked about, or it is said that they were not. */
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listEvents } from '#db/queries/watches.ts'
import { liveQuestions, records, refreshRuns, searchRows, watches } from '#db/schema/index.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedLicense } from '#scrapers/population/person.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { createAskLive } from '#src/services/ask-live.ts'
import { evaluateWatches } from '#src/services/evaluate-watches.ts'
import { recheckNext } from '#src/services/recheck-watched.ts'
import { forgetWatches, watchPractitioner } from '#src/services/watch.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'

const CT = 'ct-elicense'
const ACCOUNT = 'user:clinic'
const DAY = 24
const people = createPopulation({ size: 120 })

const license = findLicense()

/** Good for longer than any test here lasts. */
function findLicense(): InventedLicense {
  const held = people.flatMap(({ licenses }) => licenses)
  const found = held.find(({ state, status }) => state === 'CT' && status === 'active')
  if (!found) throw new Error('Nobody is licensed in Connecticut.')
  return Object.assign(found, { expiresOn: '2030-01-31' })
}

let database: TestDatabase
let pipeline: Pipeline
let publicId: string
let recordId: number

beforeAll(async () => {
  database = await openTestDatabase()
  pipeline = await createPipeline(database, people)
  expect(await pipeline.refresh(CT)).toMatchObject({ status: 'published' })
  const number = normalizeLicenseNumber('CT', license.number)
  const rows = await database.db.select().from(searchRows)
  for (const row of rows) {
    const shown = row.view.licenses.find((one) => one.number === number)
    if (shown) [publicId, recordId] = [row.publicId, shown.recordId]
  }
}, 60_000)
afterAll(async () => {
  await pipeline.close()
  await database.close()
})

beforeEach(async () => {
  await database.db.delete(liveQuestions)
  await forgetWatches(pipeline.ctx, ACCOUNT)
  const { controls } = pipeline.simulators[CT]
  controls.people = people
  controls.fault = null
  license.status = 'active'
  await seenDaysAgo(0)
  await watchPractitioner(pipeline.ctx, { account: ACCOUNT, publicId, label: '' })
  controls.requests.length = 0
})

/** As if the last sweep that showed the person, and the registry's last good one, were so long ago. */
async function seenDaysAgo(days: number, sweptDaysAgo = 0): Promise<void> {
  const ago = (count: number): Date => new Date(pipeline.ctx.now().getTime() - count * 86_400_000)
  const { db } = database
  await db
    .update(records)
    .set({ lastSeenAt: ago(days) })
    .where(eq(records.id, recordId))
  const swept = ago(sweptDaysAgo)
  await db.update(refreshRuns).set({ readAt: swept, finishedAt: swept })
}

const recheck = (): Promise<boolean> => {
  const work = pipeline.workOptions()
  const askLive = createAskLive(pipeline.ctx, {
    contextOf: (registry) => work.captureContext(registry, new AbortController().signal),
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
  })
  return recheckNext(pipeline.ctx, askLive)
}

const requests = (): string[] =>
  pipeline.simulators[CT].controls.requests.filter((one) => !one.includes('robots.txt'))

const events = async () =>
  (await listEvents(database.db, ACCOUNT, 100)).map(({ type }) => type).sort()

it('nobody is asked about whom a sweep has seen within 25 days', async () => {
  await seenDaysAgo(24)
  expect(await recheck()).toBe(false)
  expect(requests()).toEqual([])
})

it('after 25 days the roll is asked, once, and what it says now is told once', async () => {
  license.status = 'suspended'
  await seenDaysAgo(26)
  expect(await recheck()).toBe(true)
  expect(await recheck()).toBe(false)
  expect(requests()).toHaveLength(1)
  expect(await events()).toEqual(['credential.status_changed'])
  // The next day's look does not go back to what the sweep had said.
  pipeline.pass(DAY)
  await evaluateWatches(pipeline.ctx)
  expect(await events()).toEqual(['credential.status_changed'])
  // A sweep that has seen the person since counts again.
  license.status = 'active'
  pipeline.pass(DAY)
  await seenDaysAgo(0)
  await evaluateWatches(pipeline.ctx)
  pipeline.pass(DAY)
  await evaluateWatches(pipeline.ctx)
  expect(await events()).toHaveLength(2)
})

it('an answer is good for 25 days', async () => {
  await seenDaysAgo(40)
  expect(await recheck()).toBe(true)
  pipeline.pass(24 * DAY)
  await seenDaysAgo(64)
  expect(await recheck()).toBe(false)
  pipeline.pass(2 * DAY)
  expect(await recheck()).toBe(true)
  expect(await events()).toEqual([])
  await evaluateWatches(pipeline.ctx)
  expect(await events()).toEqual([])
})

it('somebody is listed no more once two answers on two days say so', async () => {
  pipeline.simulators[CT].controls.people = people.filter((one) => !one.licenses.includes(license))
  await seenDaysAgo(26)
  await recheck()
  expect(await recheck()).toBe(false)
  expect(await events()).toEqual([])
  pipeline.pass(25)
  await recheck()
  expect(await events()).toEqual(['practitioner.not_listed'])
  pipeline.simulators[CT].controls.people = people
  pipeline.pass(26 * DAY)
  await seenDaysAgo(53)
  await recheck()
  expect(await events()).toEqual(['credential.status_changed', 'practitioner.not_listed'])
})

it('a registry that does not answer is asked again the next day; after 30 days that is told', async () => {
  pipeline.simulators[CT].controls.fault = 'unavailable'
  await seenDaysAgo(29)
  expect(await recheck()).toBe(true)
  expect(await recheck()).toBe(false)
  await evaluateWatches(pipeline.ctx)
  expect(await events()).toEqual([])
  pipeline.pass(2 * DAY)
  await seenDaysAgo(31)
  await evaluateWatches(pipeline.ctx)
  await evaluateWatches(pipeline.ctx)
  const [event] = await listEvents(database.db, ACCOUNT, 100)
  expect(await events()).toEqual(['registry.stale'])
  expect(event?.data).toMatchObject({ registry: CT, watched: 1 })
  expect(await recheck()).toBe(true)
})

it('a registry that cannot be asked about one person, and was not read for 30 days, is told of', async () => {
  const { ctx } = pipeline
  const registries = ctx.registries.map((one) => ({
    ...one,
    notAskedLive: 'published as a whole file only',
    info: { ...one.info, promiseHours: 60 * 24 },
  }))
  await seenDaysAgo(31, 29)
  await evaluateWatches({ ...ctx, registries })
  expect(await recheckNext({ ...ctx, registries }, () => Promise.reject(new Error('Asked.')))).toBe(
    false,
  )
  expect(await events()).toEqual(['registry.stale'])
  await seenDaysAgo(31, 31)
  await evaluateWatches({ ...ctx, registries })
  expect(await events()).toEqual(['registry.stale', 'registry.stale'])
  const [watch] = await database.db.select().from(watches).where(eq(watches.account, ACCOUNT))
  expect(watch?.seen).toMatchObject({ rechecks: [] })
})

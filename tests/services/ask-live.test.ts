/** Checks that ask a registry now: Connecticut's, simulated, with a client that never waits. */
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDirectory } from '#db/queries/search.ts'
import { captures, liveQuestions } from '#db/schema/index.ts'
import { blockPage } from '#scrapers/lib/simulated-faults.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedLicense } from '#scrapers/population/person.ts'
import type { CheckElement, CheckQuestion } from '#src/core/checks/types.ts'
import { createAskLive, type LiveOptions } from '#src/services/ask-live.ts'
import { checkPerson } from '#src/services/check-person.ts'
import { openSigner } from '#src/services/signing.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createTestHttp, listen } from '#tests/helpers/loopback.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'

const CT = 'ct-elicense'
const people = createPopulation({ size: 120 })
const license = findLicense()

function findLicense(): InventedLicense {
  const held = people.flatMap(({ licenses }) => licenses)
  const found = held.find(({ state, status }) => state === 'CT' && status === 'active')
  if (!found) throw new Error('Nobody is licensed in Connecticut.')
  return found
}

let database: TestDatabase
let pipeline: Pipeline
beforeAll(async () => {
  database = await openTestDatabase()
  pipeline = await createPipeline(database, people)
  const run = await pipeline.refresh(CT)
  expect(run.status).toBe('published')
}, 60_000)
afterAll(async () => {
  await pipeline.close()
  await database.close()
})
beforeEach(async () => {
  const { controls } = pipeline.simulators[CT]
  controls.fault = null
  controls.requests.length = 0
  license.status = 'active'
  await database.db.delete(liveQuestions)
})

const requests = () =>
  pipeline.simulators[CT].controls.requests.filter((one) => !one.includes('robots.txt'))

const asker = (options: Partial<LiveOptions> = {}) => {
  const context = pipeline.workOptions()
  return createAskLive(pipeline.ctx, {
    contextOf: (registry) => context.captureContext(registry, new AbortController().signal),
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
    ...options,
  })
}

const QUESTION: CheckQuestion = {
  name: null,
  state: 'CT',
  licenseNumber: license.number,
  npi: null,
  certificationNumber: null,
  asOf: null,
  live: true,
}

async function check(askLive: ReturnType<typeof asker>): Promise<CheckElement> {
  const { ctx } = pipeline
  const now = ctx.now()
  const context = {
    db: ctx.db,
    directory: createDirectory(true),
    infos: ctx.registries.map(({ info }) => info),
    now,
    newId: ctx.newId,
    signer: await openSigner(ctx.db, null, now),
    softwareVersion: '0.0.0-test',
    askLive,
  }
  const { document } = await checkPerson(context, { account: null, batchId: null }, QUESTION)
  return document.elements.license
}

test('what the registry says now counts, from a capture that is kept', async () => {
  license.status = 'suspended'
  const element = await check(asker())
  expect(element).toMatchObject({ verdict: 'restricted', live: true })
  const id = element.source?.captureId ?? ''
  const [kept] = await database.db.select().from(captures).where(eq(captures.id, id))
  expect(kept).toMatchObject({ registry: CT, kind: 'look-up', runId: null })
})

test('a license that is listed no more is not current', async () => {
  const holder = people.find(({ licenses }) => licenses.includes(license))
  const { controls } = pipeline.simulators[CT]
  controls.people = people.filter((one) => one !== holder)
  const element = await check(asker())
  controls.people = people
  expect(element).toMatchObject({ verdict: 'not-found', live: true })
  expect(element.lastGood?.verdict).toBe('current')
})

test('a registry that takes too long is unavailable, and its answer is there for the next', async () => {
  const context = pipeline.workOptions()
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const askLive = asker({
    limitMs: 50,
    contextOf: (registry) => {
      const known = context.captureContext(registry, new AbortController().signal)
      const { http } = known
      return {
        ...known,
        http: { ...http, fetch: (...asked) => held.then(() => http.fetch(...asked)) },
      }
    },
  })
  const element = await check(askLive)
  expect(element).toMatchObject({ verdict: 'unavailable', lastGood: { verdict: 'current' } })
  release()
  await expect.poll(async () => (await check(asker())).verdict).toBe('current')
  expect(requests()).toHaveLength(1)
})

test('fifty who ask at once in two processes send one request', async () => {
  const askers = [asker(), asker()]
  const elements = await Promise.all(
    Array.from({ length: 50 }, (_, index) => check(askers[index % 2] ?? asker())),
  )
  expect(new Set(elements.map(({ verdict }) => verdict))).toEqual(new Set(['current']))
  expect(requests()).toHaveLength(1)
})

test('after ten minutes it is asked again', async () => {
  await check(asker())
  await check(asker())
  expect(requests()).toHaveLength(1)
  pipeline.pass(0.2)
  await check(asker())
  expect(requests()).toHaveLength(2)
})

test.each([
  ['robots.txt', 'User-agent: *\nDisallow: /', 0],
  ['a firewall', '', 1],
])('a registry that keeps programs out by %s is left alone', async (_, robots, asked) => {
  const paths: string[] = []
  const app = new Hono()
    .get('/robots.txt', (c) => c.text(robots))
    .get('*', (c) => {
      paths.push(c.req.path)
      return blockPage()
    })
  const { baseUrl, close } = await listen(app)
  const contextOf = () => ({ http: createTestHttp(CT).http, baseUrl, settings: {} })
  expect((await check(asker({ contextOf }))).verdict).toBe('unavailable')
  pipeline.pass(0.1)
  expect((await check(asker({ contextOf }))).verdict).toBe('unavailable')
  await close()
  expect(paths).toHaveLength(asked)
  const [row] = await database.db.select().from(liveQuestions)
  expect(row?.isBlocked).toBe(true)
})

test('one that did not answer may be asked again after a minute', async () => {
  const { controls } = pipeline.simulators[CT]
  controls.fault = 'unavailable'
  expect((await check(asker())).verdict).toBe('unavailable')
  controls.fault = null
  expect((await check(asker())).verdict).toBe('unavailable')
  pipeline.pass(0.02)
  expect((await check(asker())).verdict).toBe('current')
})

test('a registry that is off leaves what is stored, and says so', async () => {
  const element = await check(asker({ contextOf: () => null }))
  expect(element).toMatchObject({ verdict: 'current', live: false })
  expect(element.reason).toContain('Not asked now')
  expect(requests()).toHaveLength(0)
})

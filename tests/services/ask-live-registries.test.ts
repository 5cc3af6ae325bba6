/** Which registries are asked about somebody, by what, and what is said of those that are not. */
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Hono } from 'hono'
import { readShown } from '#db/queries/shown.ts'
import { captures, liveQuestions, searchRows } from '#db/schema/index.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { createAskLive, type LiveOptions } from '#src/services/ask-live.ts'
import { ageOut } from '#src/services/age-out.ts'
import type { Known } from '#src/services/plan-live.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createTestHttp, listen } from '#tests/helpers/loopback.ts'
import { createPipeline, type Pipeline, SIMULATED } from '#tests/helpers/pipeline.ts'

const people = createPopulation({ size: 120 })
let database: TestDatabase
let pipeline: Pipeline
let view: PractitionerView
let sources: Known['sources']

beforeAll(async () => {
  database = await openTestDatabase()
  pipeline = await createPipeline(database, people)
  for (const id of ['ct-elicense', 'nppes']) await pipeline.refresh(id)
  const rows = await database.db.select().from(searchRows)
  const row = rows.find((one) => one.view.npi !== null && one.view.licenses.length === 1)
  if (!row) throw new Error('Nobody has both a license and an NPI.')
  const shown = (await readShown(database.db, [row.practitionerId])).get(row.practitionerId)
  view = row.view
  sources = new Map(
    [...(shown?.sources ?? [])].map(([id, source]) => {
      const fetchedAt = source.fetchedAt.toISOString()
      return [id, { ...source, fetchedAt, lastSeenAt: fetchedAt }]
    }),
  )
}, 60_000)
afterAll(async () => {
  await pipeline.close()
  await database.close()
})
beforeEach(async () => {
  for (const id of SIMULATED) {
    const { controls } = pipeline.simulators[id]
    controls.fault = null
    controls.people = people
    controls.requests.length = 0
  }
  await database.db.delete(liveQuestions)
})

const QUESTION: CheckQuestion = {
  name: null,
  state: null,
  licenseNumber: null,
  npi: null,
  certificationNumber: null,
  asOf: null,
  live: true,
}

const asker = (options: Partial<LiveOptions> = {}) => {
  const work = pipeline.workOptions()
  return createAskLive(pipeline.ctx, {
    contextOf: (registry) =>
      registry.info.access === 'by-hand'
        ? null
        : work.captureContext(registry, new AbortController().signal),
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
    ...options,
  })
}

const ask = (question: Partial<CheckQuestion> = {}, known: Partial<PractitionerView> = {}) =>
  asker()({ ...QUESTION, ...question }, { view: { ...view, ...known }, sources, registries: [] })

const asked = (): string[] =>
  SIMULATED.flatMap((id) =>
    pipeline.simulators[id].controls.requests
      .filter((request) => !request.includes('robots.txt'))
      .map((request) => `${id} ${request}`),
  )

/** What NPPES says of everybody, changed. */
function changeNppes(change: (person: InventedPerson) => InventedPerson | null): void {
  pipeline.simulators.nppes.controls.people = people.flatMap((one) =>
    one.npi?.number === view.npi ? (change(one) ?? []) : [one],
  )
}

describe('somebody with a license and an NPI', () => {
  it('is asked about at the roll and at the NPI registry, by number, and nowhere else', async () => {
    const report = await ask()
    expect(report.live).toEqual({ 'ct-elicense': 'answered', nppes: 'answered' })
    expect(report.licenses).toMatchObject([{ number: view.licenses[0]?.number }])
    expect(report.identifiers).toMatchObject([
      { npi: view.npi, recordId: view.npiRecordId, finding: 'listed', count: 1 },
    ])
    const requests = asked()
    expect(requests).toHaveLength(2)
    expect(requests.join()).toContain(`nppes GET /api/?version=2.1&number=${view.npi}`)
    const id = report.identifiers[0]?.source.captureId ?? ''
    const [kept] = await database.db.select().from(captures).where(eq(captures.id, id))
    expect(kept).toMatchObject({ registry: 'nppes', kind: 'look-up', runId: null })
  })

  it('is told why each other registry was not asked', async () => {
    const { notAsked } = await ask()
    expect(notAsked).toEqual({
      'ny-nysed': 'nothing is known that it could be asked by',
      'nj-dca': 'nothing is known that it could be asked by',
      ncbahm: 'keeps programs out',
      aama: 'published as a whole directory only',
      leie: 'published as a whole file only',
      'ny-omig': 'published as a whole file only',
    })
  })

  it('shares the question about the NPI with all who ask', async () => {
    const askers = [asker(), asker()]
    const known = { view, sources, registries: [] }
    const reports = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (askers[index % 2] ?? asker())(QUESTION, known)),
    )
    expect(new Set(reports.map(({ identifiers }) => identifiers[0]?.finding))).toEqual(
      new Set(['listed']),
    )
    expect(asked()).toHaveLength(2)
  })
})

describe('an NPI', () => {
  it('that is listed no more, or under another name, does not confirm the person', async () => {
    changeNppes(() => null)
    expect((await ask()).identifiers).toMatchObject([{ finding: 'not-listed', count: 0 }])
    await database.db.delete(liveQuestions)
    const nameInNppes = { given: 'Zebulon', middle: null, family: 'Quartermain', suffix: null }
    changeNppes((one) => ({ ...one, npi: one.npi && { ...one.npi, nameInNppes }, otherNames: [] }))
    expect((await ask()).identifiers).toMatchObject([{ finding: 'other-name', count: 0 }])
  })

  it('that nobody knows is asked for by name and state, which proves nothing', async () => {
    const report = await ask(
      { name: 'Levine, Jordan', state: 'CT' },
      { npi: null, npiRecordId: null },
    )
    expect(report.identifiers).toMatchObject([{ npi: null, finding: 'of-that-name' }])
    const [request = ''] = asked().filter((one) => one.startsWith('nppes'))
    const { searchParams } = new URL(request.split(' ')[2] ?? '', 'http://localhost')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      last_name: 'Levine',
      first_name: 'Jordan*',
      state: 'CT',
    })
  })

  it.each([
    ['Jordan M. Levine Jr., L.Ac.', 'LEVINE, JORDAN CT'],
    ['Levine', null],
    [null, null],
  ])('is asked for by the name %s', async (name, words) => {
    await ask({ name }, { npi: null, npiRecordId: null })
    const rows = await database.db
      .select({ question: liveQuestions.question })
      .from(liveQuestions)
      .where(eq(liveQuestions.registry, 'nppes'))
    expect(rows).toEqual(words === null ? [] : [{ question: `name ${words}` }])
  })
})

it('a registry of which robots.txt or the circuit says no is not asked', async () => {
  const paths: string[] = []
  const app = new Hono()
    .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /api'))
    .get('*', (c) => {
      paths.push(c.req.path)
      return c.text('')
    })
  const { baseUrl, close } = await listen(app)
  const askLive = asker({
    contextOf: ({ info }) =>
      info.role === 'identifier'
        ? { http: createTestHttp(info.id).http, baseUrl, settings: {} }
        : null,
  })
  const report = await askLive(QUESTION, { view, sources, registries: [] })
  await close()
  expect(report.live).toEqual({ nppes: 'unavailable' })
  expect(report.notAsked['ct-elicense']).toBe('not in use here')
  expect(paths).toEqual([])
})

it('questions are forgotten after a day, their captures are not', async () => {
  await ask()
  const now = pipeline.ctx.now()
  const kept = await database.db.select().from(captures)
  await ageOut(database.db, new Date(now.getTime() + 23 * 3_600_000))
  expect(await database.db.select().from(liveQuestions)).toHaveLength(2)
  await ageOut(database.db, new Date(now.getTime() + 25 * 3_600_000))
  expect(await database.db.select().from(liveQuestions)).toEqual([])
  expect(await database.db.select().from(captures)).toHaveLength(kept.length)
})

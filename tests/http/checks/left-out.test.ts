/** Who asked to be left out of searches is known to a check and a watch as before. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listEvents } from '#db/queries/watches.ts'
import { evaluateWatches } from '#src/services/evaluate-watches.ts'
import { leaveOut } from '#src/services/leave-out.ts'
import { watchPractitioner } from '#src/services/watch.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'
import { jsonOf } from './json-of.ts'

const QUESTIONS = [
  { license_number: '42.3000', state: 'CT' },
  { name: 'Ada Marshfield', state: 'CT' },
  // Much like hers: she is offered.
  { name: 'Ada Marshfeld' },
]
let database: TestDatabase
let desk: DeskApp
let ids: Map<string, number>
beforeAll(async () => {
  database = await openTestDatabase()
  ids = await fillSampleDirectory(database.db)
  desk = await createDeskApp(database, { now: () => NOW, registries: SAMPLE_REGISTRIES })
})
afterAll(() => database.close())

it('is found by no search, and by checks as if nothing had been asked', async () => {
  const clinic = bearer(await desk.key('clinic'))
  const ask = () =>
    Promise.all(
      QUESTIONS.map(async (question) => {
        const { subject, elements } = await jsonOf(
          desk.send('POST', '/api/v1/checks', question, clinic),
        )
        return { subject, elements }
      }),
    )
  const search = () => jsonOf(desk.get('/api/v1/practitioners?q=ada+marshfield'))
  const account = 'user:clinic'
  await watchPractitioner(desk.ctx, { account, publicId: 'p-marsh-ada', label: '' })
  const before = await ask()
  expect(before[0]?.subject).toMatchObject({ identified: 'one' })
  expect(JSON.stringify(before[2])).toContain('p-marsh-ada')
  expect((await search()).items).toMatchObject([{ id: 'p-marsh-ada' }])

  await database.db.transaction((tx) =>
    leaveOut(desk.ctx, tx, { practitionerId: ids.get('p-marsh-ada') ?? 0, by: 'user:admin' }),
  )
  expect((await search()).items).not.toMatchObject([{ id: 'p-marsh-ada' }])
  expect(await (await desk.get('/sitemap/practitioners-1.xml')).text()).not.toContain('marsh-ada')
  const page = await desk.get('/practitioners/p-marsh-ada')
  expect([page.status, page.headers.get('X-Robots-Tag')]).toEqual([200, 'noindex'])
  expect(await ask()).toEqual(before)
  await evaluateWatches(desk.ctx)
  expect(await listEvents(database.db, account, 10)).toEqual([])
})

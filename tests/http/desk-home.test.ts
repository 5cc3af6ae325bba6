import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jsonRows } from '#db/client.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { insertPractitioner, insertRun } from '#tests/helpers/rows.ts'

let database: TestDatabase
let desk: DeskApp
let cookie: string
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database, {
    desk: { missingSettings: ({ id }) => (id === 'ny-nysed' ? ['KEY'] : []) },
  })
  ;({ cookie } = await desk.signIn('ada@example.org'))
})
afterAll(() => database.close())

const home = async () => (await desk.get('/admin', { Cookie: cookie })).text()
interface Waiting {
  held_runs: object[]
  overdue_registries: { registry: string }[]
  training_reviews: number
  next_correction_due_at: string | null
}
const waiting = async (): Promise<Waiting> =>
  JSON.parse(await (await desk.get('/api/v1/desk', bearer(await desk.key('admin')))).text())

it('counts nothing where nothing waits, and names registries that never answered', async () => {
  const text = await home()
  expect(text).toContain('Never published yet.')
  expect(text).not.toContain('Queues')
  const said = await waiting()
  expect(said).toMatchObject({ held_runs: [], matches: 0, next_correction_due_at: null })
  const overdue = said.overdue_registries.map(({ registry }) => registry)
  expect(overdue).toContain('ct-elicense')
  // It is off, and says so elsewhere.
  expect(overdue).not.toContain('ny-nysed')
})

it('shows a hold with its reason, and a registry on time no more', async () => {
  const { db } = database
  await insertRun(db, 'ct-elicense')
  const held = await insertRun(db, 'nppes', 'held')
  await db.execute(sql`update refresh_runs set finished_at = now(), created_at = now()`)
  await db.execute(
    sql`update refresh_runs set reasons = '["Too few <people>."]' where id = ${held}`,
  )
  const text = await home()
  expect(text).toContain(`href="/admin/runs/${held}"`)
  expect(text).toContain('Too few &lt;people&gt;.')
  const said = await waiting()
  expect(said.held_runs).toMatchObject([{ id: held, registry: 'nppes' }])
  expect(JSON.stringify(said.overdue_registries)).not.toContain('ct-elicense')
})

it('counts queues up to a thousand, and says when the next correction is due', async () => {
  const { db } = database
  const practitionerId = await insertPractitioner(db)
  const rows = Array.from({ length: 5000 }, (_, index) => ({ n: index }))
  await db.execute(sql`insert into training_reviews
    (content, reason, candidates, given_by, imported_by, imported_at)
    select jsonb_build_object('n', n), 'doubtful', '[]', 'a school', 'cli:a', now()
    from jsonb_to_recordset(${jsonRows(rows)}) as r(n int)`)
  await db.execute(sql`insert into corrections
    (practitioner_id, kind, text, nonce, created_at, due_at)
    values (${practitionerId}, 'wrong', 'x', 'a', now(), '2026-01-02T22:00:00Z'),
      (${practitionerId}, 'wrong', 'x', 'b', now(), '2026-01-03T22:00:00Z')`)
  const text = await home()
  expect(text).toContain('More than 1000 rows of training lists')
  expect(text).toContain('2 requests for a correction')
  expect(text).toContain('The next is due 2 Jan 2026, 5:00 PM EST.')
  expect(text).toContain('Overdue</span>')
  const said = await waiting()
  expect(said.training_reviews).toBe(1001)
  expect(said.next_correction_due_at).toBe('2026-01-02T22:00:00.000Z')
})

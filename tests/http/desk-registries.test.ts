import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { queueDueRuns } from '#src/services/queue-due-runs.ts'
import { workRun } from '#src/services/work-run.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'

const ID = 'ct-elicense'
let database: TestDatabase
let pipeline: Pipeline
let desk: DeskApp
let cookie: string
let actor: string
let key: Record<string, string>

beforeAll(async () => {
  database = await openTestDatabase()
  pipeline = await createPipeline(database, createPopulation({ size: 80 }))
  desk = await createDeskApp(database, { now: pipeline.ctx.now })
  ;({ cookie, actor } = await desk.signIn('ada@example.org'))
  // Days pass here, and a session lasts for hours.
  await database.db.execute(sql`update sessions set expires_at = expires_at + interval '1 year'`)
  key = bearer(await desk.key('admin'))
})
afterAll(async () => {
  await pipeline.close()
  await database.close()
})

const page = async (path: string) => {
  const answer = await desk.get(path, { Cookie: cookie })
  expect(answer.status).toBe(200)
  return answer.text()
}
const post = async (path: string, fields: Record<string, string> = {}) =>
  desk.post(path, fields, { Cookie: cookie })
const json = async (path: string): Promise<unknown> => (await desk.get(path, key)).json()
const audited = (action: string) =>
  rowsOf<{ actor: string; why: string }>(
    database.db,
    sql`select actor, why from audit_entries where action = ${action} order by seq`,
  )
const work = (runId: string) => workRun(pipeline.ctx, runId, pipeline.workOptions())
const runOf = (answer: Response): string =>
  /^\/admin\/runs\/(\w+)\?/.exec(answer.headers.get('Location') ?? '')?.[1] ?? ''

describe('registries at the desk', () => {
  it('shows each with what it proves, how fresh it is and what comes next', async () => {
    const list = await page('/admin/registries')
    expect(list).toContain('Not read yet')
    expect(list).toContain('Within a minute.')
    expect(list).toContain('Import saved pages')
    expect(await page(`/admin/registries/${ID}`)).toMatch(/It proves[^]*How it may be fetched/)
    const gone = await desk.get('/admin/registries/nowhere', { Cookie: cookie })
    expect(gone.status).toBe(404)
  })

  it('starts one run on a double click, and says which', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post(`/admin/registries/${ID}/refresh`)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const runs = new Set(answers.map(runOf))
    expect(runs.size).toBe(1)
    expect(desk.enqueued).toEqual([...runs])
    expect(await audited('request-refresh')).toEqual([{ actor, why: '' }])
    const [runId = ''] = runs
    const watched = await page(`/admin/runs/${runId}?follow=1&done=queued`)
    expect(watched).toContain('The refresh is queued.')
    expect(watched).toContain(`data-events="/api/v1/refreshes/${runId}/events"`)
    expect(watched).toContain('http-equiv="refresh"')
    expect(watched).toContain('by ada')
    expect((await work(runId))?.status).toBe('published')
    const list = await page('/admin/registries')
    expect(list).toMatch(/<svg[^>]*aria-label="[^"]*the last 1 run: 1 published/)
    expect(await page(`/admin/runs/${runId}?kind=new`)).toContain('The difference it made')
  })

  it('refuses a registry that is off or keeps programs out', async () => {
    const off = await createDeskApp(database, { desk: { missingSettings: () => ['A_KEY'] } })
    const refused = await off.send('POST', `/api/v1/registries/${ID}/refreshes`, {}, key)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('A_KEY is not set')
    const closed = await post('/admin/registries/ncbahm/refresh')
    expect(closed.status).toBe(409)
  })

  it('pauses with a reason, keeps the schedule from running it, and resumes', async () => {
    expect((await post(`/admin/registries/${ID}/pause`, { why: ' ', revision: '0' })).status).toBe(
      400,
    )
    const paused = await post(`/admin/registries/${ID}/pause`, { why: 'it moves', revision: '0' })
    expect(paused.headers.get('Location')).toBe(`/admin/registries/${ID}?done=paused`)
    expect(await page(`/admin/registries/${ID}?done=paused`)).toMatch(
      /Not while it is paused: by ada, .*it moves/,
    )
    pipeline.pass(24 * 60)
    const due = () => queueDueRuns(pipeline.ctx, ({ id }) => id === ID)
    expect(await due()).toEqual([])
    await post(`/admin/registries/${ID}/resume`, { why: 'it has moved', revision: '1' })
    const [run] = await due()
    expect(run?.registry).toBe(ID)
    await work(run?.id ?? '')
    expect(await audited('pause-registry')).toEqual([{ actor, why: 'it moves' }])
    expect(await audited('resume-registry')).toEqual([{ actor, why: 'it has moved' }])
  })

  it('changes the schedule for one of two who try at once and tells the other', async () => {
    const fields = { why: 'it is slow', revision: '2' }
    const both = await Promise.all(
      ['48', '72'].map((hours) => post(`/admin/registries/${ID}/schedule`, { ...fields, hours })),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    const refused = both.find(({ status }) => status === 409)
    expect(await refused?.text()).toContain('ada has changed the schedule')
    const schedule = await json(`/api/v1/registries/${ID}/schedule`)
    expect(schedule).toMatchObject({ registry: ID, paused: false, revision: 3 })
    const back = await desk.send(
      'PUT',
      `/api/v1/registries/${ID}/schedule`,
      { paused: false, cadence_hours: null, revision: 3, why: 'as before' },
      key,
    )
    expect(await back.json()).toMatchObject({ cadence_hours: null, revision: 4 })
  })
})

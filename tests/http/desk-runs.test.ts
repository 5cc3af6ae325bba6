import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/client.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { releaseRun } from '#src/services/decide-run.ts'
import { workRun } from '#src/services/work-run.ts'
import { z } from 'zod'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { createPipeline, type Pipeline } from '#tests/helpers/pipeline.ts'

const ID = 'ct-elicense'
let database: TestDatabase
let pipeline: Pipeline
let desk: DeskApp
let cookies: string[]
let key: Record<string, string>

beforeAll(async () => {
  database = await openTestDatabase()
  pipeline = await createPipeline(database, createPopulation({ size: 80 }))
  desk = await createDeskApp(database, { now: pipeline.ctx.now })
  const admins = [await desk.signIn('ada@example.org'), await desk.signIn('bo@example.org')]
  cookies = admins.map(({ cookie }) => cookie)
  // Days pass here, and a session lasts for hours.
  await database.db.execute(sql`update sessions set expires_at = expires_at + interval '1 year'`)
  key = bearer(await desk.key('admin'))
  await readAll()
})
afterAll(async () => {
  await pipeline.close()
  await database.close()
})

const headers = (admin = 0) => ({ Cookie: cookies[admin] ?? '' })
const page = async (path: string) => {
  const answer = await desk.get(path, headers())
  expect(answer.status).toBe(200)
  return answer.text()
}
const LISTED = z.object({
  items: z.array(
    z.object({
      id: z.string().optional(),
      misses: z.number().nullish(),
      capture_id: z.string().nullish(),
    }),
  ),
  next_cursor: z.string().nullable(),
})
type Listed = z.output<typeof LISTED>
const decide = async (id: string, verb: string, note: string, admin = 0) =>
  desk.post(`/admin/runs/${id}/${verb}`, { note }, headers(admin))
async function list(path: string): Promise<Listed> {
  const answer = await desk.get(`/api/v1${path}`, key)
  expect(answer.status).toBe(200)
  return LISTED.parse(await answer.json())
}
/** Everybody is shown again, which may be held for being so many more. */
async function readAll() {
  pipeline.pass(24)
  const run = await pipeline.refresh(ID)
  if (run.status !== 'held') return
  await releaseRun(pipeline.ctx, { runId: run.id, by: 'cli:tests', note: 'all are back' })
}
async function hold() {
  pipeline.simulators[ID].controls.fault = 'fewer'
  pipeline.pass(24)
  const run = await pipeline.refresh(ID)
  pipeline.simulators[ID].controls.fault = null
  expect(run.status).toBe('held')
  return run
}

describe('a held run', () => {
  it('says why with figures and whom it would lose, and two admins cannot both decide', async () => {
    const run = await hold()
    const html = await page(`/admin/runs/${run.id}`)
    expect(html).toMatch(/Why it is held[^]*% fewer/)
    expect(html).toContain('The difference it would make')
    expect(html).toContain('not shown this once; stays listed')
    const gone = await list(`/refreshes/${run.id}/difference?kind=gone&limit=3`)
    expect(gone.items.map(({ misses }) => misses)).toEqual([1, 1, 1])
    const next = `/refreshes/${run.id}/difference?kind=gone&limit=100&cursor=${gone.next_cursor}`
    expect((await list(next)).items).toHaveLength(run.notSeen - 3)
    const both = await Promise.all([
      decide(run.id, 'release', 'they are gone', 0),
      decide(run.id, 'reject', 'never', 1),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    const loser = both.find(({ status }) => status === 409)
    expect(await loser?.text()).toMatch(/(ada has released|bo has rejected) it already/)
    const shown = await (await desk.get(`/api/v1/refreshes/${run.id}`)).text()
    expect(shown).toMatch(/An admin (released|rejected) it\./)
    expect(shown).not.toMatch(/ada|bo@|they are gone|never/)
  })

  it('is released once, however many press at once, with one entry in the history', async () => {
    await readAll()
    const run = await hold()
    const answers = await Promise.all(
      [0, 1, 0, 1].map((admin) => decide(run.id, 'release', 'yes', admin)),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      303, 409, 409, 409,
    ])
    const entries = await rowsOf<{ action: string }>(
      database.db,
      sql`select action from audit_entries where subject_id = ${run.id}`,
    )
    expect(entries).toEqual([{ action: 'release-run' }])
    expect(await page(`/admin/runs/${run.id}?done=release`)).toContain('The run is released')
  })

  it('is rejected through the API, which needs a note', async () => {
    await readAll()
    const run = await hold()
    const path = `/api/v1/refreshes/${run.id}/reject`
    expect((await desk.send('POST', path, { note: '' }, key)).status).toBe(400)
    const rejected = await desk.send('POST', path, { note: 'no' }, key)
    expect(await rejected.json()).toMatchObject({ id: run.id, status: 'cancelled' })
    expect((await desk.send('POST', path, { note: 'no' }, key)).status).toBe(409)
  })
})

describe('a run', () => {
  it('shows what differs field by field, before it is published and after', async () => {
    await database.db.execute(sql`
      update record_versions set content = jsonb_set(content, '{name,full}', '"Somebody Else"')
      where id = (select max(v.id) from record_versions v join records r on r.id = v.record_id
                  where r.registry = ${ID} and v.replaced_at is null and r.misses = 0)`)
    pipeline.pass(24)
    const run = await pipeline.refresh(ID)
    const html = await page(`/admin/runs/${run.id}?kind=changed`)
    expect(html).toMatch(/name\.full[^]*Somebody Else/)
  })

  it('names its problems, each with the answer that holds it, opened as text', async () => {
    pipeline.simulators[ID].controls.fault = 'missing-column'
    pipeline.pass(24)
    const run = await pipeline.refresh(ID)
    pipeline.simulators[ID].controls.fault = null
    const { items } = await list(`/refreshes/${run.id}/problems`)
    const captureId = items.find((item) => item.capture_id)?.capture_id
    expect(captureId).toBeDefined()
    expect(await page(`/admin/runs/${run.id}`)).toContain(`/admin/captures/${captureId}/text`)
    expect(await page(`/admin/captures/${captureId}`)).toContain('SHA-256')
    for (const path of [
      `/admin/captures/${captureId}/text`,
      `/api/v1/captures/${captureId}/text`,
    ]) {
      const answer = await desk.get(path, path.startsWith('/api') ? key : headers())
      expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain/)
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
      expect((await answer.text()).length).toBeGreaterThan(0)
    }
    expect((await desk.get('/admin/captures/none/text', headers())).status).toBe(404)
  })

  it('is cancelled while it waits, and its events end', async () => {
    const started = await desk.send('POST', `/api/v1/registries/${ID}/refreshes`, {}, key)
    expect(started.status).toBe(202)
    const { id } = z.object({ id: z.string() }).parse(await started.json())
    expect(desk.enqueued).toContain(id)
    const events = await desk.get(`/api/v1/refreshes/${id}/events`, key)
    const stopped = await desk.post(`/admin/runs/${id}/cancel`, { note: 'later' }, headers())
    expect(stopped.status).toBe(303)
    expect(await events.text()).toMatch(/event: progress[^]*event: end\ndata: cancelled/)
    expect(await workRun(pipeline.ctx, id, pipeline.workOptions())).toBeNull()
  })

  it('stands in a list, page by page, by registry and by what became of it', async () => {
    const all = await list('/refreshes?limit=100')
    const seen: unknown[] = []
    for (let path: string | null = '/refreshes?limit=2'; path;) {
      const { items, next_cursor }: Listed = await list(path)
      seen.push(...items.map(({ id }) => id))
      path = next_cursor ? `/refreshes?limit=2&cursor=${next_cursor}` : null
    }
    expect(seen).toEqual(all.items.map(({ id }) => id))
    const failed = await list(`/registries/${ID}/refreshes?status=failed`)
    expect(failed.items).toEqual([])
    expect(await page(`/admin/runs?registry=${ID}&status=published`)).toContain('is-published')
    expect(await page('/admin/runs?registry=nowhere')).toContain('There is no such run.')
    expect((await desk.get('/admin/runs/none', headers())).status).toBe(404)
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import { load } from 'cheerio'
import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWatchWork } from '#src/cli/work-watches.ts'
import { renderAtom } from '#src/http/views/atom.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

/** Whatever an answer may hold. */
interface Answer {
  id: string
  secret: string
  evaluated_at: string | null
  atom_url: string
  calendar_url: string
  items: Answer[]
}

const jsonOf = async (response: Response): Promise<Answer> => JSON.parse(await response.text())

interface Got {
  url: string
  headers: Record<string, string>
  body: string
}

let database: TestDatabase
let desk: DeskApp
let key: Record<string, string>
let others: Record<string, string>
let publicId: string
const got: Got[] = []
let answer = 204

beforeAll(async () => {
  database = await openTestDatabase()
  const ids = await fillSampleDirectory(database.db)
  // The sample is of a day that is long ago by the clock here.
  await database.db.execute(sql`update records set last_seen_at = now()`)
  await database.db.execute(sql`update refresh_runs set read_at = now(), finished_at = now()`)
  publicId = [...ids.keys()][0] ?? ''
  desk = await createDeskApp(database, { registries: SAMPLE_REGISTRIES })
  key = bearer(await desk.key('clinic'))
  others = bearer(await desk.key('clinic'))
})
afterAll(() => database.close())

const read = async (path: string, headers = key) => {
  const response = await desk.get(`/api/v1${path}`, headers)
  return { status: response.status, json: await jsonOf(response) }
}

/** Lets the work go on until something is so. */
async function work(isDone: () => boolean | Promise<boolean>): Promise<void> {
  const post = async (url: string, headers: Record<string, string>, body: string) => {
    got.push({ url, headers, body })
    return { status: answer, retryAfter: null, detail: 'thanks \0 a lot' }
  }
  const working = await startWatchWork({ desk: desk.desk, isAlone: true, post })
  for (let tries = 0; tries < 200 && !(await isDone()); tries += 1) await sleep(50)
  await working.stop()
}

describe('the API of watches', () => {
  it('lists, shows and ends what is the account’s own', async () => {
    const wanted = { practitioner_id: publicId, label: 'Referrals' }
    const added = await desk.send('POST', '/api/v1/watches', wanted, key)
    expect(added.status).toBe(201)
    expect(added.headers.get('Cache-Control')).toBe('private, no-store')
    const watch = await jsonOf(added)
    expect(watch).toMatchObject({ label: 'Referrals', practitioner: { id: publicId } })
    expect(watch.evaluated_at).not.toBeNull()
    expect((await desk.send('POST', '/api/v1/watches', wanted, key)).status).toBe(200)
    expect((await read('/watches')).json).toMatchObject({ items: [watch], next_cursor: null })
    expect((await read(`/watches/${watch.id}`)).json).toEqual(watch)
    expect((await read('/watches', others)).json.items).toEqual([])
    expect((await read(`/watches/${watch.id}`, others)).status).toBe(404)
    const ended = await desk.send('DELETE', `/api/v1/watches/${watch.id}`, {}, others)
    expect(ended.status).toBe(404)
    expect((await desk.get('/api/v1/watches')).status).toBe(401)
    const unknown = { practitioner_id: 'nobody', label: '' }
    expect((await desk.send('POST', '/api/v1/watches', unknown, key)).status).toBe(404)
  })

  it('sends what happened, signed, and again with the same id', async () => {
    const url = 'https://clinic.example/hooks'
    const added = await desk.send('POST', '/api/v1/webhooks', { url }, key)
    expect(added.status).toBe(201)
    const webhook = await jsonOf(added)
    const path = `/webhooks/${webhook.id}`
    expect((await read(path)).json).not.toHaveProperty('secret')
    expect((await desk.send('POST', `/api/v1${path}/test`, {}, others)).status).toBe(404)
    expect((await desk.send('POST', `/api/v1${path}/test`, {}, key)).status).toBe(202)
    answer = 500
    await work(() => got.length > 0)
    const failed = (await read(`${path}/deliveries`)).json.items
    expect(failed).toMatchObject([{ state: 'waiting', attempts: [{ status: 500 }] }])
    answer = 204
    const replay = `/api/v1${path}/deliveries/${failed[0]?.id}/replay`
    expect((await desk.send('POST', replay, {}, key)).status).toBe(202)
    const rotated = await jsonOf(await desk.send('POST', `/api/v1${path}/secret`, {}, key))
    await work(() => got.length > 1)
    const [first, second] = got
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
    for (const secret of [webhook.secret, rotated.secret]) {
      const verified = new Webhook(secret).verify(second?.body ?? '', second?.headers ?? {})
      expect(verified).toMatchObject({ type: 'webhook.test' })
    }
    const log = (await read(`${path}/deliveries`)).json.items
    expect(log).toMatchObject([
      { state: 'delivered', attempts: [{ status: 500 }, { status: 204 }] },
    ])
  })

  it('turns off a webhook that is gone, and refuses addresses of this machine', async () => {
    const id = (await read('/webhooks')).json.items[0]?.id
    const path = `/api/v1/webhooks/${id}`
    answer = 410
    await desk.send('POST', `${path}/test`, {}, key)
    await work(() => got.length > 2)
    const off = (await read(`/webhooks/${id}`)).json
    expect(off).toMatchObject({ enabled: false, disabled_reason: 'it answered 410 Gone' })
    expect((await desk.send('POST', `${path}/test`, {}, key)).status).toBe(409)
    const on = await desk.send('PATCH', path, { enabled: true }, key)
    expect(await jsonOf(on)).toMatchObject({ enabled: true, disabled_reason: null })
    for (const url of ['http://clinic.example/', 'https://localhost/', 'nowhere']) {
      const { status } = await desk.send('POST', '/api/v1/webhooks', { url }, key)
      expect({ url, status }).toEqual({ url, status: 400 })
    }
    expect((await desk.send('DELETE', path, {}, key)).status).toBe(204)
    expect((await read('/webhooks')).json.items).toEqual([])
  })
})

describe('feed and calendar', () => {
  it('open with the newest address only, and are valid', async () => {
    const renew = async () => {
      const made = await desk.send('POST', '/api/v1/watches/feed-address', {}, key)
      const { atom_url: atom, calendar_url: calendar } = await jsonOf(made)
      return { atom: new URL(atom).pathname, calendar: new URL(calendar).pathname }
    }
    const before = await renew()
    const { atom, calendar } = await renew()
    expect((await desk.get(before.atom)).status).toBe(404)
    const feed = await desk.get(atom)
    expect([feed.status, feed.headers.get('Cache-Control')]).toEqual([200, 'private, no-store'])
    const text = await feed.text()
    expect(load(text, { xml: true })('feed > title').text()).toBe('Watched practitioners')
    const days = await (await desk.get(calendar)).text()
    expect(days).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(days).toMatch(/DTSTART;VALUE=DATE:\d{8}\r\n/)
  })
})

it('the feed says what was said, less what XML cannot write', () => {
  const said = 'A & B <b> "C" \u0007\uD800 Thị 𝔸'
  const entry = {
    id: 'urn:1',
    title: said,
    at: new Date(0),
    text: said,
    link: 'https://a.example/?x&y',
  }
  const xml = renderAtom({ id: 'urn:0', title: said, updatedAt: new Date(0), entries: [entry] })
  const $ = load(xml, { xml: true })
  const kept = 'A & B <b> "C" \uFFFD Thị 𝔸'
  expect([$('entry > title').text(), $('entry > content').text()]).toEqual([kept, kept])
  expect($('entry > link').attr('href')).toBe('https://a.example/?x&y')
  expect(xml).not.toContain('\u0007')
})

describe('the pages', () => {
  it('do the same without a script', async () => {
    const { cookie } = await desk.signIn('clinic@example.org', 'clinic')
    const as = { Cookie: cookie }
    const practitioner = `http://localhost/practitioners/${publicId}?as_of=x`
    const posted = await desk.post('/watches', { practitioner, label: '<b>' }, as)
    expect(posted.status).toBe(303)
    const list = await (await desk.get('/watches', as)).text()
    expect(list).toContain('&lt;b&gt;')
    const [, watchId = ''] = /\/watches\/(\w+)\/delete"/.exec(list) ?? []
    expect((await desk.post('/watches', { practitioner: 'nobody' }, as)).status).toBe(400)
    const shown = await (await desk.post('/watches/feed-address', {}, as)).text()
    expect(shown).toMatch(/\/watches\/feed\/[\w-]{43}\.atom/)
    expect((await desk.get('/watches/events', as)).status).toBe(200)
    const secret = await desk.post('/webhooks', { url: 'https://clinic.example/' }, as)
    expect(secret.headers.get('Cache-Control')).toBe('private, no-store')
    const [, id = ''] = /href="\/webhooks\/(\w+)"/.exec(await secret.text()) ?? []
    for (const act of ['test', 'off', 'on']) {
      const { status } = await desk.post(`/webhooks/${id}/${act}`, {}, as)
      expect({ act, status }).toEqual({ act, status: 303 })
    }
    expect(await (await desk.get(`/webhooks/${id}`, as)).text()).toContain('Cancelled')
    expect((await desk.get(`/webhooks/${id}`, others)).status).toBe(404)
    expect((await desk.post(`/watches/${watchId}/delete`, {}, as)).status).toBe(303)
    expect((await desk.post('/watches/delete-everything', {}, as)).status).toBe(303)
    expect(await (await desk.get('/webhooks', as)).text()).toContain('None yet.')
    expect((await desk.get('/watches')).status).toBe(303)
  })
})

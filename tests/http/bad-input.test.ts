import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { fillSampleDirectory } from '#tests/helpers/sample-directory.ts'
import { testApp } from './helpers.ts'

let database: TestDatabase
let api: ReturnType<typeof testApp>
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  api = testApp(database.db)
})
afterAll(() => database.close())

const BAD = [
  ['limit', 'limit=0'],
  ['limit', 'limit=101'],
  ['limit', 'limit=1e9'],
  ['limit', 'limit=NaN'],
  ['limit', 'limit=-1'],
  ['limit', 'limit=1.5'],
  ['limit', 'limit=5&limit=6'],
  ['radius', 'near=10011&radius=0'],
  ['radius', 'near=10011&radius=201'],
  ['radius', 'near=10011&radius=many'],
  ['radius', 'near=10011&radius=Infinity'],
  ['state', 'state=PA'],
  ['state', 'state=NY&state=XX'],
  ['license', 'license=current'],
  ['license', 'license=active&license=lapsed'],
  ['certification', 'certification=Dipl.'],
  ['certification', 'certification=physician'],
  ['training', 'training=lots'],
  ['recommended', 'recommended=maybe'],
  ['sort', 'sort=price'],
  ['sort', 'sort=distance'],
  ['near', 'near=00000'],
  ['near', 'near=Atlantis, NY'],
  ['near', 'near=91,0'],
  ['near', 'near=0,181'],
  ['q', 'q=a&q=b'],
  ['q', `q=${'a'.repeat(10_000)}`],
  ['q', 'q=%E6%9D%8E'],
  ['q', 'q=a b c d e f g h i j k'],
  ['q', 'q=a%00b'],
  ['q', 'q=%ff'],
  ['q', 'q=%ED%A0%80'],
  ['q', 'q=%'],
  ['cursor', 'cursor=abc'],
  ['cursor', `cursor=${'A'.repeat(5000)}`],
  ['foo', 'foo=1'],
] as const

describe.each(BAD)('%s: %s', (parameter, query) => {
  it('gets a 400 problem that names it', async () => {
    const { status, headers, json } = await api.get(`/api/v1/practitioners?${query}`)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(json).toMatchObject({ title: 'Bad request', status: 400, type: 'about:blank' })
    expect(json.errors[0].parameter).toBe(parameter)
    expect(json.errors[0].detail).toMatch(/\.$/)
  })
})

/** A page passes over what it does not know, and orders otherwise where it cannot by distance. */
const MENDED_ON_PAGES = ['foo=1', 'sort=distance']

it('gets a page that says what is wrong', async () => {
  for (const [parameter, query] of BAD.filter(([, bad]) => !MENDED_ON_PAGES.includes(bad))) {
    const { status, headers, text } = await api.get(`/practitioners?${query}`)
    expect([parameter, status]).toEqual([parameter, 400])
    expect(headers.get('content-type')).toMatch('text/html')
    expect(text).toContain('</html>')
  }
})

it('refuses a cursor of another search', async () => {
  const { json } = await api.get('/api/v1/practitioners?limit=2&sort=name')
  const foreign = await api.get(`/api/v1/practitioners?sort=best&cursor=${json.next_cursor}`)
  expect(foreign.json.errors[0].parameter).toBe('cursor')
  const same = await api.get(`/api/v1/practitioners?sort=name&cursor=${json.next_cursor}`)
  expect(same.status).toBe(200)
})

it.each(['2027-01-01', 'yesterday', '2026-02-30', '2026-11-23T00:00:00Z', '0001-01-01'])(
  'refuses as_of=%s',
  async (asOf) => {
    const { status, json } = await api.get(`/api/v1/practitioners/p-levine?as_of=${asOf}`)
    expect(status).toBe(400)
    expect(json.errors[0].parameter).toBe('as_of')
  },
)

it('answers unknown ids and paths with 404, for programs and for people', async () => {
  for (const path of ['/api/v1/practitioners/nobody', '/api/v1/nothing', '/api']) {
    const { status, json } = await api.get(path)
    expect([status, json.status]).toEqual([404, 404])
  }
  for (const path of ['/practitioners/nobody', '/nothing', '/practitioners/']) {
    const { status, text } = await api.get(path)
    expect(status).toBe(404)
    expect(text).toContain('</html>')
  }
})

it('answers a wrong method with 405 and what is allowed', async () => {
  const post = await api.get('/api/v1/practitioners', { method: 'POST', body: '{}' })
  expect(post.status).toBe(405)
  expect(post.headers.get('allow')).toBe('GET, HEAD')
  expect(post.json.status).toBe(405)
  const page = await api.get('/registries', { method: 'DELETE' })
  expect(page.status).toBe(405)
  expect(page.headers.get('content-type')).toMatch('text/html')
})

it('says 503 or 500 without internals when the database fails', async () => {
  const broken = (code: string) =>
    testApp(database.db, {
      database: () => {
        throw Object.assign(new Error('secret: password authentication'), { code })
      },
    })
  for (const [code, status] of [
    ['ECONNREFUSED', 503],
    ['42P01', 500],
  ] as const) {
    const app = broken(code)
    for (const path of ['/api/v1/practitioners', '/practitioners', '/']) {
      const answer = await app.get(path)
      expect(answer.status).toBe(status)
      expect(answer.text).not.toContain('secret')
    }
    expect(JSON.stringify(app.logged)).toContain('secret')
  }
})

const NAMES =
  'q near radius state license certification training recommended sort limit cursor as_of x'
const WORDS =
  'NY active lapsed apm any true best distance name 10011 Hartford,%20CT 40.7,-74 20 -1 1e9 NaN %00 %ff %ed%a0%80 %F0%9F%98%80 () * ; \' " \\ _ % + & = ../ levine ki%20nam 001234 Dipl.%20Ac. constructor __proto__'
const value = fc.oneof(
  fc.constantFrom(...WORDS.split(' ')),
  fc
    .string({ unit: 'binary', maxLength: 40 })
    .map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[#\s]/g, '')),
)
const query = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES.split(' ')), value), value), { maxLength: 6 })
  .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&'))
const path = fc.oneof(
  fc.constantFrom('/practitioners', '/api/v1/practitioners', '/', '/registries', '/readyz'),
  value.map((id) => `/api/v1/practitioners/${id}`),
  value.map((id) => `/practitioners/${id}`),
  value.map((id) => `/api/v1/practitioners/${id}/history`),
  value.map((id) => `/api/v1/refreshes/${id}`),
  fc.array(value, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
)
const headers = fc.dictionary(
  fc.constantFrom('accept', 'if-none-match', 'range', 'x-forwarded-for', 'content-type', 'cookie'),
  fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
)
const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS')

it('gives no request of any shape a 500', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(path, query, headers, method, async (path, query, headers, method) => {
      const { status } = await api.get(`${path}?${query}`, { method, headers })
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 400, seed: 20_261_122 },
  )
  expect(api.logged).toEqual([])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillRecordKeys } from '#src/services/write-record-keys.ts'
import { createBatchWorker, workAll } from '#tests/helpers/batch-worker.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, NOW, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'
import { NPI_OF_LEVINE } from '#tests/helpers/sample-people.ts'
import { jsonOf } from './json-of.ts'

let database: TestDatabase
let desk: DeskApp
let cookie: string
let clinic: Record<string, string>
let other: Record<string, string>
beforeAll(async () => {
  database = await openTestDatabase()
  await fillSampleDirectory(database.db)
  await fillRecordKeys(database.db)
  desk = await createDeskApp(database, { now: () => NOW, registries: SAMPLE_REGISTRIES })
  cookie = (await desk.signIn('ada@example.org', 'clinic')).cookie
  clinic = bearer(await desk.key('clinic'))
  other = bearer(await desk.key('clinic'))
})
afterAll(() => database.close())

const API = '/api/v1/check-batches'
const work = async () => workAll(await createBatchWorker(database.db))

function upload(bytes: string | Uint8Array<ArrayBuffer>, name = 'staff.csv') {
  const body = new FormData()
  body.set('file', new File([bytes], name))
  return desk.app.request(`${ORIGIN}/check-batches`, {
    method: 'POST',
    body,
    headers: { Cookie: cookie, Origin: ORIGIN },
  })
}

const sendCsv = (body: string | Uint8Array<ArrayBuffer>, headers = clinic, query = '') =>
  desk.app.request(`${ORIGIN}${API}${query}`, {
    method: 'POST',
    body,
    headers: { ...headers, 'Content-Type': 'text/csv' },
  })

const asPerson = () => ({ Cookie: cookie, Origin: ORIGIN })
const read = async (path: string) => (await desk.get(path, asPerson())).text()

describe('the pages', () => {
  it('take a file, show what its columns mean, run it and show what was found', async () => {
    const csv = `Practitioner,Lic #,License State,NPI\nJordan Levine,001234,NY,${NPI_OF_LEVINE}\nBarnaby Quill,25MZ00099900,NJ,\nX,,NY,12\n`
    const sent = await upload(csv)
    expect(sent.status).toBe(303)
    const path = sent.headers.get('Location') ?? ''
    const mapping = await read(path)
    expect(mapping).toContain('<td>Barnaby Quill</td>')
    expect(mapping).toMatch(/<option value="1" selected="">Lic #/)
    const fields = { name: '0', license_number: '1', state: '2', npi: '3', given: '' }
    const wrong = await desk.post(`${path}/start`, { ...fields, npi: '9' }, { Cookie: cookie })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('4 columns')])
    expect((await desk.post(`${path}/start`, fields, { Cookie: cookie })).status).toBe(303)
    const running = await desk.get(path, asPerson())
    expect(running.headers.get('Refresh')).toBe('3')
    expect(running.headers.get('Cache-Control')).toBe('private, no-store')
    expect((await desk.get(`${path}?still`, asPerson())).headers.get('Refresh')).toBeNull()
    await work()
    const done = await read(path)
    expect(done).toContain('3 of 3 rows')
    const order = ['Barnaby Quill', 'The NPI is none', 'Jordan Levine'].map((text) =>
      done.indexOf(text),
    )
    expect(order).toEqual(order.toSorted((one, two) => one - two))
    const results = await desk.get(`${path}/results.csv`, asPerson())
    expect(results.headers.get('Content-Type')).toContain('text/csv')
    expect((await results.text()).split('\r\n')).toHaveLength(5)
    expect((await desk.post(`${path}/delete`, {}, { Cookie: cookie })).status).toBe(303)
    expect((await desk.get(path, asPerson())).status).toBe(404)
  })

  it('are for whoever is signed in, and show nobody the lists of others', async () => {
    expect((await desk.get('/check-batches')).status).toBe(303)
    const path = (await upload('name\nA B\n', 'ours.csv')).headers.get('Location') ?? ''
    const [status, api] = [await desk.get(path, other), await desk.get(`/api/v1${path}`, other)]
    expect([status.status, api.status]).toEqual([404, 404])
    expect(await (await desk.get(API, other)).json()).toEqual({ items: [] })
    expect((await desk.send('DELETE', `/api/v1${path}`, {}, other)).status).toBe(404)
  })
})

describe('the API', () => {
  it('takes people as JSON, row by row, and starts at once', async () => {
    const people = [
      { name: 'Jordan Levine', state: 'ny' },
      { given: 'Barnaby', family: 'Quill', npi: null },
      { npi: Number(NPI_OF_LEVINE) },
      { licence: '1' },
      'Jordan Levine',
      { name: '\ud800' },
    ]
    const sent = await desk.send('POST', API, { people }, clinic)
    expect(sent.status).toBe(202)
    const path = sent.headers.get('Location') ?? ''
    expect(await sent.json()).toMatchObject({ status: 'running', total: 6, problems: 3 })
    await work()
    expect(await (await desk.get(path, clinic)).json()).toMatchObject({ status: 'done', done: 6 })
    const first = await jsonOf(desk.get(`${path}/rows?limit=4`, clinic))
    const rest = await jsonOf(desk.get(`${path}/rows?limit=4&cursor=${first.next_cursor}`, clinic))
    const items: { line: number }[] = [...first.items, ...rest.items]
    expect(rest.next_cursor).toBeNull()
    expect(new Set(items.map(({ line }) => line))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    expect(items).toHaveLength(6)
    expect(items.find(({ line }) => line === 2)).toMatchObject({
      asked: { name: 'Barnaby Quill' },
      attention: 'stop',
      practitioner_id: 'p-revoked',
      elements: { license: { verdict: 'restricted' } },
    })
    expect((await desk.get(`${path}/rows?cursor=x`, clinic)).status).toBe(400)
    expect((await desk.send('DELETE', path, {}, clinic)).status).toBe(204)
  })

  it('takes a CSV, waits for a word on its columns, and lets it be cancelled', async () => {
    const sent = await sendCsv('who,reg\nJordan Levine,001234\n', clinic, '?as_of=2026-11-21')
    const path = sent.headers.get('Location') ?? ''
    expect(await sent.json()).toMatchObject({ status: 'mapping', mapping: {}, as_of: '2026-11-21' })
    const unmapped = await desk.send('POST', `${path}/start`, {}, clinic)
    expect([unmapped.status, (await jsonOf(unmapped)).detail]).toEqual([
      409,
      expect.stringContaining('which column'),
    ])
    const unknown = await desk.send('POST', `${path}/start`, { mapping: { shoe: 1 } }, clinic)
    expect(unknown.status).toBe(400)
    const mapping = { name: 0, license_number: 1 }
    expect((await desk.get(`${path}/results.csv`, clinic)).status).toBe(409)
    expect((await desk.send('POST', `${path}/start`, { mapping }, clinic)).status).toBe(200)
    const early = await desk.get(`${path}/results.csv`, clinic)
    expect([early.status, (await jsonOf(early)).detail]).toEqual([
      409,
      expect.stringContaining('0 of 1 rows'),
    ])
    expect((await desk.send('POST', `${path}/cancel`, {}, clinic)).status).toBe(200)
    expect((await desk.send('POST', `${path}/cancel`, {}, clinic)).status).toBe(409)
    const partial = await desk.get(`${path}/results.csv`, clinic)
    expect(partial.headers.get('Content-Disposition')).toContain('-partial.csv')
    expect(await partial.text()).toContain(
      '"Jordan Levine","","001234","","","Not checked: the list',
    )
  })
})

const megabytes = (count: number, text: string) =>
  text.repeat(Math.ceil((count * 1024 * 1024) / text.length))
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('a hostile file', () => {
  it.each([
    ['more than 10 MB', megabytes(11, 'a,b\n'), 413, /larger than/],
    ['10 MB of rows', `name\n${megabytes(9, 'Ann Lee\n')}`, 400, /10,000 rows/],
    ['10 MB of commas', megabytes(9, ','), 400, /cannot be read|columns/],
    ['10 MB of quotes', `name\n${megabytes(9, '"')}`, 202, /mapping/],
    ['1,000 columns', `${'c,'.repeat(999)}c\n1\n`, 400, /1,000 columns/],
    ['another encoding', latin1('name\nJosé\n'), 400, /Line 2 .*UTF-8/],
    ['a spreadsheet', latin1('PK\u0003\u0004rest'), 400, /spreadsheet/],
    ['nothing', '', 400, /empty/],
    ['a header alone', 'name\n', 400, /no rows/],
    ['NUL characters', 'name\nA\0B\n', 202, /"problems":1/],
  ])('gets a clear answer: %s', async (_, body, status, words) => {
    const answer = await sendCsv(body)
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(words)])
    if (status !== 400) return
    const page = await upload(body)
    expect([page.status, await page.text()]).toEqual([400, expect.stringMatching('role="alert"')])
  })

  it.each([
    ['people', '{"people":1}'],
    ['no people', '{"people":[]}'],
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['a wrong day', '{"people":[{"name":"A"}],"as_of":1}'],
  ])('gets a clear answer as JSON: %s', async (_, body) => {
    const headers = { ...clinic, 'Content-Type': 'application/json' }
    const answer = await desk.app.request(ORIGIN + API, { method: 'POST', body, headers })
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      400,
      'application/problem+json',
    ])
  })

  it('is read in spite of a mark, quotes and semicolons, and leaves no formula behind', async () => {
    const cells = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1', '"x" Lee']
    const lines = cells.map((cell) => `"${cell.replaceAll('"', '""')}";NY`)
    const sent = await sendCsv(`\uFEFFName;State\r\n${lines.join('\r\n')}\r\n`)
    const path = sent.headers.get('Location') ?? ''
    expect(await sent.json()).toMatchObject({ mapping: { name: 0, state: 1 }, total: 6 })
    await desk.send('POST', `${path}/start`, {}, clinic)
    await work()
    const text = await (await desk.get(`${path}/results.csv`, clinic)).text()
    const exported = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell)
    expect(exported.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
    expect(exported).toContain('\'=HYPERLINK(""https://evil.example"")')
    expect(desk.logged).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPopulation } from '#scrapers/population/index.ts'
import { renderSavedPages } from '#scrapers/ncbahm/simulator.ts'
import { takeLease } from '#src/services/lease.ts'
import { startRun } from '#src/services/start-run.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'

const PATH = '/admin/capture/ncbahm'
const API = '/api/v1/registries/ncbahm/saved-pages'
const pages = renderSavedPages(createPopulation({ size: 150 }))

let database: TestDatabase
let desk: DeskApp
let cookie: string
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
  ;({ cookie } = await desk.signIn('ada@example.org'))
})
afterAll(() => database.close())

const page = async (path: string) => (await desk.get(path, { Cookie: cookie })).text()

/** Sends a form as a browser does. */
async function upload(
  path: string,
  files: { fileName: string; html: string }[],
  fields: Record<string, string> = {},
  headers: Record<string, string> = { Cookie: cookie, Origin: ORIGIN },
) {
  const body = new FormData()
  for (const { fileName, html } of files) {
    body.append('files', new File([html], fileName, { type: 'text/html' }))
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return desk.app.request(ORIGIN + path, { method: 'POST', body, headers })
}

describe('what a person has to open', () => {
  it('is listed, with when it was last saved', async () => {
    expect(await page('/admin/capture')).toContain(`href="${PATH}"`)
    const text = await page(PATH)
    expect(text.match(/Never saved as a whole/g)).toHaveLength(3)
    expect(text).toContain('StateCode=NJ')
    expect((await desk.get('/admin/capture/nppes', { Cookie: cookie })).status).toBe(404)
  })
})

describe('saved pages', () => {
  it.each([
    ['no file', [], {}],
    ['a day to come', pages.slice(0, 1), { saved_on: '2999-01-01' }],
    ['no day', pages.slice(0, 1), { saved_on: 'yesterday' }],
    ['too large a page', [{ fileName: 'a.html', html: 'x'.repeat(6 * 1024 * 1024) }], {}],
  ])('are refused with %s', async (_name, files, fields) => {
    expect((await upload(PATH, files, fields)).status).toBe(400)
  })

  it('are refused where they are no form of files, too large, or of another registry', async () => {
    expect((await desk.post(PATH, { files: 'x' }, { Cookie: cookie })).status).toBe(400)
    expect((await upload('/admin/capture/nppes', pages.slice(0, 1))).status).toBe(404)
    const announced = { Cookie: cookie, Origin: ORIGIN, 'Content-Length': '99999999' }
    expect((await upload(PATH, pages.slice(0, 1), {}, announced)).status).toBe(413)
    const key = bearer(await desk.key('clinic'))
    expect((await upload(API, pages.slice(0, 1), {}, key)).status).toBe(403)
  })

  it('say what each came to, also in the history', async () => {
    const odd = {
      fileName: 'C:\\saved\\<i>holiday</i>.html',
      html: '<html><body>The sea</body></html>',
    }
    const sent = await upload(PATH, [...pages, odd])
    expect(sent.status).toBe(303)
    const to = sent.headers.get('Location') ?? ''
    expect(to).toMatch(/^\/admin\/capture\/ncbahm\?run=\w+&done=read$/)
    const text = await page(to)
    expect(text).toContain('The pages were read.')
    expect(text).toContain(`${pages.length} of ${pages.length + 1}`)
    expect(text).toContain('state:CT, state:NJ, state:NY')
    expect(text).toMatch(/Page 1 of \d+, \d+ people found \(state:NY\)/)
    expect(text).toContain('i&gt;.html: The file is no result page')
    expect(text).not.toContain('<i>holiday')
    expect(text.match(/Last saved just now/g)).toHaveLength(3)
    const run = /run=(\w+)/.exec(to)?.[1]
    const history = await page(`/admin/history?subject_type=run&subject_id=${run}`)
    expect(history).toContain('import pages')
    expect(history).toContain('<td>ada</td>')
  })

  it('are a call of the API', async () => {
    const key = bearer(await desk.key('admin'))
    const [first] = pages
    const sent = await upload(API, first ? [first] : [], { saved_on: '2026-01-31' }, key)
    expect(sent.status).toBe(200)
    const said: { refresh: string; status: string; pages: object[] } = JSON.parse(await sent.text())
    expect(said.pages).toMatchObject([{ file: first?.fileName, is_read: true }])
    const listed: { imports: object[]; worklist: object[] } = JSON.parse(
      await (await desk.get(API, key)).text(),
    )
    expect(listed.imports[0]).toMatchObject({ refresh: said.refresh, status: said.status })
    expect(listed.worklist).toHaveLength(3)
  })

  it('are refused while others of the registry are being read', async () => {
    const run = { registry: 'ncbahm', mode: 'pages' as const, requestedBy: 'cli:a' }
    const { run: other } = await startRun(desk.ctx, run)
    await takeLease(desk.ctx, other.id, 'cli:a')
    const refused = await upload(PATH, pages.slice(0, 1))
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain(`Run ${other.id} of ncbahm is still under way.`)
  })
})

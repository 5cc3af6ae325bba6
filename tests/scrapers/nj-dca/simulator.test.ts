/** What the site does on the wire, which the scraper must not depend on by accident. */
import { beforeEach, describe, expect, test } from 'vitest'
import { loadHtml } from '#scrapers/lib/html.ts'
import { createSimulator } from '#scrapers/nj-dca/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'

const { app, controls } = createSimulator(createPopulation({ size: 1200 }))
const PLAIN = { ...controls }
beforeEach(() => {
  Object.assign(controls, PLAIN, { requests: [] })
})

const FORM = '/verification/Search.aspx?facility=N'
const RESULTS = '/verification/SearchResults.aspx'

/** A browser without patience: it keeps its cookie and follows nothing. */
function createBrowser() {
  let cookie = ''
  const keep = (response: Response) => {
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  return {
    get: async (path: string) => keep(await app.request(path, { headers: { cookie } })),
    post: async (path: string, fields: Record<string, string>) =>
      keep(
        await app.request(path, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        }),
      ),
  }
}
type Browser = ReturnType<typeof createBrowser>

const hidden = (html: string): Record<string, string> => {
  const fields = loadHtml(html)('input[type=hidden]').serializeArray()
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}
const SEARCH = { t_web_lookup__profession_name: 'Acupuncture', sch_button: 'Search' }
const searchWith = async (browser: Browser, fields: Record<string, string> = SEARCH) => {
  const form = await (await browser.get(FORM)).text()
  return await browser.post(FORM, { ...hidden(form), ...fields })
}
const listOf = async (browser: Browser, fields: Record<string, string> = SEARCH) => {
  await searchWith(browser, fields)
  return await (await browser.get(RESULTS)).text()
}
const guids = (html: string): string[] =>
  [...html.matchAll(/Details\.aspx\?result=([\da-f-]+)/g)].map(([, guid = '']) => guid)

describe('a search', () => {
  test('starts a session, sends a view state that changes, and answers 302', async () => {
    const browser = createBrowser()
    const first = await browser.get(FORM)
    expect(first.headers.get('set-cookie')).toMatch(/^ASP\.NET_SessionId=\w+; path=\/; HttpOnly$/)
    const [one, other] = [await first.text(), await (await browser.get(FORM)).text()].map(hidden)
    expect(one).toHaveProperty('__VIEWSTATE')
    expect(one).not.toEqual(other)
    const answer = await searchWith(browser)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, RESULTS])
  })

  test.each([
    ['left out', {}],
    ['of an older page', { __VIEWSTATE: '/wEPDwUKLTk00000001', __EVENTVALIDATION: 'valid' }],
  ])('with hidden fields %s is an error of the server', async (_, fields) => {
    const browser = createBrowser()
    await browser.get(FORM)
    const answer = await browser.post(FORM, { ...SEARCH, ...fields })
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('viewstate')
  })

  test('for a profession that is no option is an error of the server', async () => {
    const fields = { ...SEARCH, t_web_lookup__profession_name: 'Alchemy' }
    expect((await searchWith(createBrowser(), fields)).status).toBe(500)
  })

  test('finds by the beginning of a name, a star included', async () => {
    const plain = await listOf(createBrowser(), { ...SEARCH, t_web_lookup__last_name: 'ki' })
    const starred = await listOf(createBrowser(), { ...SEARCH, t_web_lookup__last_name: 'KI*' })
    expect(guids(plain).length).toBeGreaterThan(0)
    expect(guids(starred)).toHaveLength(guids(plain).length)
  })

  test('reloads license types where the profession changes', async () => {
    const browser = createBrowser()
    const form = hidden(await (await browser.get(FORM)).text())
    const fields = { ...form, __EVENTTARGET: 't_web_lookup__profession_name' }
    const answer = await browser.post(FORM, {
      ...fields,
      t_web_lookup__profession_name: 'Dentistry',
    })
    expect(await answer.text()).toContain('<option value="Dentist">')
  })
})

describe('the list', () => {
  test('has forty rows a page, a nested table for the name, and windows of forty pages', async () => {
    controls.people = createPopulation({ size: 5800 })
    const html = await listOf(createBrowser())
    expect(guids(html)).toHaveLength(40)
    expect(html).toContain('id="datagrid_results__ctl42_name"')
    expect(html).toContain(`__doPostBack('datagrid_results$_ctl44$_ctl40','')">...</a>`)
  })

  test('is cut off at the cap without a word', async () => {
    controls.rowsMax = 100
    const html = await listOf(createBrowser())
    const numbers = [...html.matchAll(/',''\)">(\d+)<\/a>/g)].map(([, number]) => number)
    expect(numbers).toEqual(['2', '3'])
  })

  test('gives other ids at every search, good in one session only', async () => {
    const [one, other] = [createBrowser(), createBrowser()]
    const [guid = ''] = guids(await listOf(one))
    const [otherGuid = ''] = guids(await listOf(other))
    expect(guid).not.toBe(otherGuid)
    expect((await one.get(`/verification/Details.aspx?result=${guid}`)).status).toBe(200)
    const stolen = await other.get(`/verification/Details.aspx?result=${guid}`)
    expect([stolen.status, stolen.headers.get('location')]).toEqual([302, FORM])
  })

  test('cannot be reached without a search', async () => {
    expect((await createBrowser().get(RESULTS)).headers.get('location')).toBe(FORM)
  })
})

test('the file can only be had step by step', async () => {
  for (const page of ['Confirmation.aspx', 'PrefDetails.aspx']) {
    const answer = await createBrowser().get(`/Verification_Bulk/${page}`)
    expect(answer.headers.get('location')).toBe('/Verification_Bulk/Search.aspx?facility=N')
  }
  expect((await app.request('/verification/Other.aspx')).status).toBe(404)
})

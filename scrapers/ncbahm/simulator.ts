/**
 * The directory as it behaves on the wire, over invented people. Programs meet the challenge; the
 * header `x-person: yes` stands for the person who passes it and saves pages by hand.
 */
import { Hono } from 'hono'
import { blockPage, middleOffset, truncated, unavailable } from '../lib/simulated-faults.ts'
import type { CreateSimulator, SimulatorControls } from '../lib/simulator.ts'
import { info } from './info.ts'
import { PAGE_SIZE } from './page-facts.ts'
import { renderDetail } from './simulated-detail.ts'
import { toEntries, type Entry } from './simulated-entries.ts'
import { renderChallenge } from './simulated-frame.ts'
import { fromPageId, renderResults, toAddress, type ResultQuery } from './simulated-results.ts'

export { renderSavedPages, type SavedFile } from './simulated-saved-pages.ts'

const MEDIA_TYPE = 'text/html; charset=utf-8'

export const createSimulator: CreateSimulator = (people) => {
  const controls: SimulatorControls = { people, fault: null, requests: [] }
  const app = new Hono()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.fault === 'unavailable') return unavailable()
    if (c.req.header('x-person') !== 'yes') return page(renderChallenge(), 403)
    return await next()
  })
  app.post('/FAP/SearchPractitioners', async (c) => {
    const form = await c.req.parseBody()
    const field = (name: string): string => {
      const value = form[name]
      return typeof value === 'string' ? value : ''
    }
    return c.redirect(toAddress('', readQuery(field)), 302)
  })
  app.get('/FAP/SearchResultWithoutMap', (c) =>
    answerResults(
      controls,
      readQuery((name) => c.req.query(name) ?? ''),
    ),
  )
  app.get('/FAP/PractitionerDetail', (c) => {
    const id = fromPageId(c.req.query('AgencyClientId') ?? '')
    const entry = toEntries(controls.people, controls.fault).find((entry) => entry.id === id)
    if (!entry) return c.redirect('/', 302)
    return page(renderDetail(entry, info.homepage, 'raw'))
  })
  return { app, controls }
}

function answerResults(controls: SimulatorControls, query: ResultQuery): Response {
  const { fault, people, requests } = controls
  const found = toEntries(people, fault).filter((entry) => matches(entry, query))
  const offset = (query.pageNo - 1) * PAGE_SIZE
  const isInMiddle = offset === middleOffset(found.length, PAGE_SIZE)
  if (isInMiddle && fault === 'block-page') return blockPage()
  const html = renderResults({
    query,
    found,
    form: 'raw',
    visit: requests.length,
    baseUrl: info.baseUrl,
    isEmptied: isInMiddle && fault === 'empty-page',
  })
  if (isInMiddle && fault === 'truncated') return truncated(html, MEDIA_TYPE)
  return page(html)
}

function readQuery(field: (name: string) => string): ResultQuery {
  const type = field('SearchType')
  return {
    searchType: type === '1' || type === '3' ? type : '2',
    stateCode: field('StateCode'),
    cityName: field('CityName'),
    firstName: field('FirstName'),
    lastName: field('LastName'),
    // Whatever else is asked for is the first page.
    pageNo: Math.max(1, Number.parseInt(field('PageNo'), 10) || 1),
  }
}

function matches(entry: Entry, query: ResultQuery): boolean {
  const has = (text: string, part: string): boolean =>
    text.toLowerCase().includes(part.toLowerCase())
  if (query.searchType === '3')
    return has(entry.name, query.firstName) && has(entry.name, query.lastName)
  return entry.state === query.stateCode && has(entry.address ?? '', query.cityName)
}

const page = (html: string, status = 200): Response =>
  new Response(html, { status, headers: { 'content-type': MEDIA_TYPE } })

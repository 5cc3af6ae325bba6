/** New Jersey's license verification as it behaves on the wire, over invented people. */
import { type Context, Hono } from 'hono'
import { blockPage, truncated, unavailable } from '../lib/simulated-faults.ts'
import type { CreateSimulator, SimulatorControls } from '../lib/simulator.ts'
import type { InventedPerson } from '../population/person.ts'
import { findRows, isWholeProfession, renderFile, SimulatedList } from './simulated-list.ts'
import {
  renderConfirmation,
  renderDetails,
  renderForm,
  renderPager,
  renderPreferences,
  renderResults,
  STALE_PAGE,
} from './simulated-pages.ts'
import { LICENSE_TYPE, PROFESSION } from './simulated-rows.ts'
import { COOKIE, type Session, Sessions } from './simulated-session.ts'

export interface NewJerseyControls extends SimulatorControls {
  /** `bounces`: back to the form without a word, as seen for businesses; `gone`: 404. */
  bulk: 'works' | 'bounces' | 'gone'
  charge: string
  /** Options of the profession; two that fit must stop a run. */
  professions: string[]
  asksCaptcha: boolean
  /** Rows of one search that can be seen; the rest is cut off without a word. */
  rowsMax: number
  /** Number of the request before which the server forgets all sessions, once. */
  forgetsBefore: number | null
}

interface Server {
  controls: NewJerseyControls
  sessions: Sessions
  list: SimulatedList
}

interface Visitor {
  session: Session
  /** `verification` or `Verification_Bulk`. */
  site: string
  path: string
  /** Null for a GET. */
  form: Record<string, string> | null
  query: Record<string, string>
}

const PAGE_ROWS = 40
const HTML = 'text/html; charset=utf-8'

export const createSimulator = ((people: InventedPerson[]) => {
  const controls: NewJerseyControls = {
    people,
    fault: null,
    requests: [],
    bulk: 'works',
    charge: '$0.00',
    professions: [PROFESSION, 'Dentistry', 'Physical Therapy'],
    asksCaptcha: false,
    rowsMax: 3200,
    forgetsBefore: null,
  }
  const server = { controls, sessions: new Sessions(), list: new SimulatedList() }
  const app = new Hono()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.requests.length === controls.forgetsBefore) server.sessions.forgetAll()
    if (controls.fault === 'unavailable') return unavailable()
    return await next()
  })
  app.all('/:site{verification|Verification_Bulk}/:page{\\w+\\.aspx}', (c) => visit(server, c))
  return { app, controls }
}) satisfies CreateSimulator

const PAGES: Record<string, (server: Server, visitor: Visitor) => Response> = {
  'Search.aspx': showForm,
  'SearchResults.aspx': showResults,
  'Details.aspx': showDetails,
  'Confirmation.aspx': showConfirmation,
  'PrefDetails.aspx': showPreferences,
}

async function visit(server: Server, c: Context): Promise<Response> {
  const site = c.req.param('site') ?? ''
  if (site === 'Verification_Bulk' && server.controls.bulk === 'gone') return notFound()
  const known = server.sessions.find(c.req.header('cookie'))
  const session = known ?? server.sessions.start()
  const form =
    c.req.method === 'POST' ? Object.fromEntries(new URLSearchParams(await c.req.text())) : null
  const visitor = { session, site, path: c.req.path, form, query: c.req.query() }
  const response =
    form && !isCurrent(visitor, form)
      ? stale()
      : (PAGES[c.req.param('page') ?? '']?.(server, visitor) ?? notFound())
  if (!known) response.headers.append('set-cookie', `${COOKIE}=${session.id}; path=/; HttpOnly`)
  return response
}

/** A form counts only with the hidden fields of the page that this session got last. */
function isCurrent({ session, path }: Visitor, form: Record<string, string>): boolean {
  const { __VIEWSTATE: state, __EVENTVALIDATION: validation } = form
  return state === session.viewStates.get(path) && validation === `valid-${state}`
}

function showForm({ controls, sessions, list }: Server, visitor: Visitor): Response {
  const { form, session, site } = visitor
  const profession = form?.t_web_lookup__profession_name ?? ''
  if (form?.sch_button) {
    if (profession !== '' && !controls.professions.includes(profession)) return stale()
    const found = findRows(list.rows(controls.people, controls.fault), form)
    // A download has no cap: files of 39,000 rows were seen.
    session.results = site === 'verification' ? found.slice(0, controls.rowsMax) : found
    session.isSweep = site === 'verification' && isWholeProfession(form)
    session.bulk = 'none'
    return redirect(`/${site}/SearchResults.aspx`)
  }
  const state = issueState(sessions, visitor, './Search.aspx?facility=N')
  return html(
    renderForm(state, {
      professions: controls.professions,
      profession,
      types: profession === 'Dentistry' ? ['Dentist'] : [LICENSE_TYPE, 'Guest Instructor'],
      asksCaptcha: controls.asksCaptcha,
    }),
  )
}

function showResults(server: Server, visitor: Visitor): Response {
  const { session, site, form, path } = visitor
  if (!session.results) return redirect(`/${site}/Search.aspx?facility=N`)
  if (form?.btnBulkDownLoad && site === 'Verification_Bulk') {
    if (server.controls.bulk === 'bounces') return redirect(`/${site}/Search.aspx?facility=N`)
    session.bulk = 'confirming'
    return redirect(`/${site}/Confirmation.aspx`)
  }
  const { __EVENTTARGET: target = '' } = form ?? {}
  const page = form ? session.targets.get(target) : 1
  if (page === undefined) return stale()
  const pages = Math.ceil(session.results.length / PAGE_ROWS)
  const isStruck = session.isSweep && page === Math.floor((pages - 1) / 2) + 1
  const { fault } = isStruck ? server.controls : { fault: null }
  if (fault === 'block-page') return blockPage()
  const shown = session.results.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  const rows = (fault === 'empty-page' ? [] : shown).map((row) => {
    const guid = server.sessions.uniqueGuid()
    session.details.set(guid, row)
    return { row, guid }
  })
  const text = renderResults(
    issueState(server.sessions, { session, path }, './SearchResults.aspx'),
    {
      rows,
      page,
      pager: renderPager(page, pages, session.targets),
      isBulk: site === 'Verification_Bulk',
      without: server.controls.fault === 'missing-column' ? ['License Status'] : [],
    },
  )
  return fault === 'truncated' ? truncated(text, HTML) : html(text)
}

/** The ids of results mean nothing outside of the session that got them. */
function showDetails({ controls }: Server, { session, site, query }: Visitor): Response {
  const row = session.details.get(query.result ?? '')
  if (!row) return redirect(`/${site}/Search.aspx?facility=N`)
  return html(renderDetails(row, controls.fault === 'missing-column' ? ['sec_lic_status'] : []))
}

function showConfirmation({ controls, sessions }: Server, visitor: Visitor): Response {
  const { session, site, form } = visitor
  if (session.bulk === 'none') return redirect(`/${site}/Search.aspx?facility=N`)
  if (form?.btnContinue) {
    session.bulk = 'preferring'
    return redirect(`/${site}/PrefDetails.aspx`)
  }
  const state = issueState(sessions, visitor, './Confirmation.aspx')
  return html(renderConfirmation(state, controls.charge, session.results?.length ?? 0))
}

function showPreferences({ controls, sessions }: Server, visitor: Visitor): Response {
  const { session, site, form } = visitor
  if (session.bulk !== 'preferring') return redirect(`/${site}/Search.aspx?facility=N`)
  if (form?.sch_button !== 'Download') {
    return html(renderPreferences(issueState(sessions, visitor, './PrefDetails.aspx')))
  }
  const { fault } = controls
  if (fault === 'block-page') return blockPage()
  const rows = fault === 'empty-page' ? [] : (session.results ?? [])
  const text = renderFile(rows, fault === 'missing-column' ? ['expiration_date'] : [])
  if (fault === 'truncated') return truncated(text, 'text/plain')
  return new Response(text, {
    headers: {
      'content-type': 'text/plain',
      'content-disposition': 'attachment; filename=Data.txt',
    },
  })
}

/** Every version of a page has a view state of its own. */
function issueState(
  sessions: Sessions,
  { session, path }: Pick<Visitor, 'session' | 'path'>,
  action: string,
): { action: string; viewState: string } {
  const viewState = sessions.unique('/wEPDwUKLTk')
  session.viewStates.set(path, viewState)
  return { action, viewState }
}

const html = (text: string): Response => new Response(text, { headers: { 'content-type': HTML } })

const stale = (): Response =>
  new Response(STALE_PAGE, { status: 500, headers: { 'content-type': HTML } })

const notFound = (): Response => new Response('Not Found', { status: 404 })

const redirect = (location: string): Response =>
  new Response('<h2>Object moved</h2>', {
    status: 302,
    headers: { 'content-type': HTML, location },
  })

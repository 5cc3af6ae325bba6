/** The academy's directory as it behaves on the wire, over invented people. */
import { Hono } from 'hono'
import {
  blockPage,
  isKeptWhenFewer,
  middleOffset,
  truncated,
  unavailable,
} from '../lib/simulated-faults.ts'
import type { CreateSimulator, Fault, Simulator, SimulatorControls } from '../lib/simulator.ts'
import { inventStranger, toMember, type WireMember } from './simulated-members.ts'

export interface AamaControls extends SimulatorControls {
  /** Members beside those among the people, all of them in other states. */
  strangers: number
  /** Visitors whose cookie is good; clear it to end every visit. */
  visitors: Set<string>
}

export type AamaSimulator = Simulator & { controls: AamaControls }

const PAGE_SIZE = 10
const DIRECTORY_ID = 2002770
const API = '/ui-directory-search/v2'
const RESULTS = 'http://service-router.invalid/search-results/v2/results/'
const JSON_TYPE = 'application/json'

export const createSimulator = ((people): AamaSimulator => {
  const controls: AamaControls = {
    people,
    fault: null,
    requests: [],
    strangers: 60,
    visitors: new Set(),
  }
  const searches = new Map<string, WireMember[]>()
  const app = new Hono()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.fault === 'unavailable') return unavailable()
    return await next()
  })
  app.use(`${API}/*`, async (c, next) => {
    const visitor = /(?:^|;\s*)mcSession=([^;]+)/.exec(c.req.header('cookie') ?? '')?.[1] ?? ''
    return controls.visitors.has(visitor) ? await next() : c.json({ status: 403 }, 403)
  })
  app.get('/patient-referral-directory', (c) => {
    const visitor = `visit-${controls.requests.length}`
    controls.visitors.add(visitor)
    c.header('set-cookie', `mcSession=${visitor}; Path=/; HttpOnly`)
    return c.html('<!doctype html><html><body><div id="directory"></div></body></html>')
  })
  app.get(`${API}/get-directory-search-form/patient-referral-directory`, (c) => c.json(FORM))
  app.post(`${API}/search-directory/`, async (c) => {
    const question: unknown = await c.req.json()
    if (JSON.stringify(question) !== JSON.stringify(QUESTION)) return c.json({ status: 400 }, 400)
    const id = `00000000-0000-4000-8000-${String(searches.size + 1).padStart(12, '0')}`
    searches.set(id, listMembers(controls))
    return answer(controls.fault, id, searches.get(id) ?? [], 1)
  })
  app.post(`${API}/search-directory-paged/`, async (c) => {
    const { url = '' } = await c.req.json<{ url?: string }>()
    const asked = URL.canParse(url) ? new URL(url) : null
    const id = url.startsWith(RESULTS) ? (asked?.pathname.split('/').at(-1) ?? '') : ''
    const members = searches.get(id)
    if (!members) return c.json({ status: 404 }, 404)
    return answer(controls.fault, id, members, Number(asked?.searchParams.get('pageNumber') ?? 1))
  })
  return { app, controls }
}) satisfies CreateSimulator

const QUESTION = { form: { directory_search_id: DIRECTORY_ID, elements: [] } }
const FORM = {
  timestamp: 0,
  status: 200,
  message: 'OK',
  elements: [
    { id: 1, display_order: 1, element_id: 8, label: 'Directory', type: 'section title' },
    { id: 2, display_order: 2, element_id: 2, label: 'Search by State', type: 'attribute' },
  ],
  directory_search_id: DIRECTORY_ID,
}

function listMembers({ people, fault, strangers }: AamaControls): WireMember[] {
  const all = [
    ...people.map(toMember).filter((member) => member !== null),
    ...Array.from({ length: strangers }, (_, index) => inventStranger(index)),
  ].sort((one, other) => (one.sortKey < other.sortKey ? -1 : Number(one.sortKey > other.sortKey)))
  return all.filter((_, position) => fault !== 'fewer' || isKeptWhenFewer(position))
}

/** Pages hold ten, whatever is asked for. */
function answer(fault: Fault | null, id: string, members: WireMember[], number: number): Response {
  const pages = Math.ceil(members.length / PAGE_SIZE)
  const offset = (number - 1) * PAGE_SIZE
  const isInMiddle = offset === middleOffset(members.length, PAGE_SIZE)
  if (isInMiddle && fault === 'block-page') return blockPage()
  const isEmpty = isInMiddle && fault === 'empty-page'
  const shown = isEmpty ? [] : members.slice(offset, offset + PAGE_SIZE)
  const at = (page: number): string => `${RESULTS}${id}?pageSize=${PAGE_SIZE}&pageNumber=${page}`
  const text = JSON.stringify({
    count: shown.length,
    page_size: PAGE_SIZE,
    total_count: members.length,
    total_page_count: pages,
    current_page: number,
    first_page_url: at(1),
    last_page_url: at(pages),
    next_page_url: number < pages ? at(number + 1) : null,
    prev_page_url: number > 1 ? at(number - 1) : null,
    data_url: `${RESULTS}${id}`,
    search_id: id,
    results: shown.map(({ entry }) =>
      fault === 'missing-column' ? { ...entry, left: undefined } : entry,
    ),
  })
  if (isInMiddle && fault === 'truncated') return truncated(text, JSON_TYPE)
  return new Response(text, { headers: { 'content-type': JSON_TYPE } })
}

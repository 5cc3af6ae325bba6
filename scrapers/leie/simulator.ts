/** The exclusion list as it is served, over invented people. */
import { Hono } from 'hono'
import { blockPage, isKeptWhenFewer, truncated, unavailable } from '../lib/simulated-faults.ts'
import type { CreateSimulator, Fault, Simulator, SimulatorControls } from '../lib/simulator.ts'
import type { InventedPerson } from '../population/person.ts'
import { COLUMNS } from './list.ts'
import { inventStranger, toRow, type WireRow } from './simulated-rows.ts'

export interface LeieControls extends SimulatorControls {
  /** Entries beside those of the people: 82,000 make it as long as the real list. */
  strangers: number
  /** What leads a client back to an unchanged list; nobody knows which the real one sends. */
  validators: 'etag' | 'last-modified' | 'none'
}

/** The list is made once: replace `controls.people` or change another control to have it made anew. */
export const createSimulator = ((people: InventedPerson[]): LeieSimulator => {
  const controls: LeieControls = {
    people,
    fault: null,
    requests: [],
    strangers: people.length * 2,
    validators: 'etag',
  }
  const app = new Hono()
  const list = new SimulatedList()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.fault === 'unavailable') return unavailable()
    return await next()
  })
  app.get('/exclusions/downloadables/UPDATED.csv', (c) => {
    list.refresh(controls)
    return answer(controls, list, c.req.raw.headers)
  })
  return { app, controls }
}) satisfies CreateSimulator

export type LeieSimulator = Simulator & { controls: LeieControls }

function answer({ fault, validators }: LeieControls, list: SimulatedList, asked: Headers) {
  if (fault === 'block-page') return blockPage()
  if (fault === 'truncated') return truncated(list.text, MEDIA_TYPE)
  const headers: Record<string, string> = {
    ...(validators === 'etag' ? { etag: list.etag } : {}),
    ...(validators === 'last-modified' ? { 'last-modified': list.lastModified } : {}),
  }
  const isKnown =
    (headers.etag !== undefined && asked.get('if-none-match') === headers.etag) ||
    (headers['last-modified'] !== undefined &&
      asked.get('if-modified-since') === headers['last-modified'])
  if (isKnown) return new Response(null, { status: 304, headers })
  return new Response(list.text, { headers: { ...headers, 'content-type': MEDIA_TYPE } })
}

const MEDIA_TYPE = 'text/csv'
const FIRST_EDITION = Date.UTC(2026, 10, 10, 14)
const DAY_MS = 86_400_000

class SimulatedList {
  text = ''
  /** Counts up whenever the list is made anew and is another one. */
  #edition = 0
  #made: { people: InventedPerson[]; fault: Fault | null; strangers: number } | null = null

  get etag(): string {
    return `"edition-${this.#edition}"`
  }

  get lastModified(): string {
    return new Date(FIRST_EDITION + this.#edition * DAY_MS).toUTCString()
  }

  refresh({ people, fault, strangers }: LeieControls): void {
    const { people: p, fault: f, strangers: s } = this.#made ?? {}
    if (people === p && fault === f && strangers === s) return
    this.#made = { people, fault, strangers }
    const text = toText(people, fault, strangers)
    if (text === this.text) return
    this.text = text
    this.#edition += 1
  }
}

function toText(people: InventedPerson[], fault: Fault | null, strangers: number): string {
  const columns = COLUMNS.filter((column) => fault !== 'missing-column' || column !== 'NPI')
  const all = fault === 'empty-page' ? [] : toRows(people, strangers)
  const rows = all.filter((_, position) => fault !== 'fewer' || isKeptWhenFewer(position))
  const person = rows.findIndex(({ LASTNAME }) => LASTNAME)
  if (fault === 'new-status') rows[person] = { ...rows[person], EXCLTYPE: '1128z9' }
  const lines = rows.map((row) => columns.map((column) => quote(row[column] ?? '')).join(','))
  // The header alone is not quoted.
  return [columns.join(','), ...lines, ''].join('\r\n')
}

/** Businesses first, since they have no last name; then by name. */
function toRows(people: InventedPerson[], strangers: number): WireRow[] {
  const rows = [
    ...people.map(toRow).filter((row) => row !== null),
    ...Array.from({ length: strangers }, (_, index) => inventStranger(index)),
  ]
  return rows
    .map((row) => [sortKey(row), row] as const)
    .sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([, row]) => row)
}

const sortKey = ({ BUSNAME, FIRSTNAME, LASTNAME, MIDNAME }: WireRow): string =>
  [LASTNAME, FIRSTNAME, MIDNAME, BUSNAME].join('\t')

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

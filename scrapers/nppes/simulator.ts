/** The NPI registry as it behaves on the wire, over invented people. */
import { Hono } from 'hono'
import {
  blockPage,
  isKeptWhenFewer,
  middleOffset,
  truncated,
  unavailable,
} from '../lib/simulated-faults.ts'
import type { CreateSimulator, Fault, SimulatorControls } from '../lib/simulator.ts'
import type { InventedPerson } from '../population/person.ts'
import { findError } from './simulated-errors.ts'
import { toResult, type SimulatedResult } from './simulated-results.ts'

const LIMIT_DEFAULT = 10
const LIMIT_MAX = 200
const SKIP_MAX = 1000

/** Answers are made once for a population: replace `controls.people` to change it. */
export const createSimulator: CreateSimulator = (people) => {
  const controls: SimulatorControls = { people, fault: null, requests: [] }
  const app = new Hono()
  const index = new Index()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.fault === 'unavailable') return unavailable()
    return await next()
  })
  app.get('/api/', (c) => {
    index.refresh(controls)
    return answer(index, controls.fault, c.req.query())
  })
  return { app, controls }
}

/** Every result, and those of each state, in the order of identifiers. */
class Index {
  results: SimulatedResult[] = []
  byState = new Map<string, SimulatedResult[]>()
  #people: InventedPerson[] | null = null
  #fault: Fault | null = null

  refresh({ people, fault }: SimulatorControls): void {
    if (people === this.#people && fault === this.#fault) return
    this.#people = people
    this.#fault = fault
    const kept = people.filter(
      (person, position) => person.npi && (fault !== 'fewer' || isKeptWhenFewer(position)),
    )
    this.results = kept.flatMap((person, position) => {
      const hasNewStatus = fault === 'new-status' && position === 0
      return toResult(person, { hasNewStatus, lacksFamilyName: fault === 'missing-column' }) ?? []
    })
    this.results.sort((one, other) => (one.npi < other.npi ? -1 : 1))
    this.byState = new Map()
    for (const result of this.results) {
      for (const state of new Set(result.addresses.map(({ state }) => state))) {
        const known = this.byState.get(state)
        if (known) known.push(result)
        else this.byState.set(state, [result])
      }
    }
  }

  /** Where faults of one page strike: the part in the middle, if it has anybody. */
  get faultState(): string | undefined {
    return ['NJ', 'NY', 'CT'].find((state) => this.byState.has(state))
  }
}

function answer(index: Index, fault: Fault | null, query: Record<string, string>): Response {
  const error = findError(query)
  if (error) return json(JSON.stringify({ Errors: [error] }))
  const found = search(index, query)
  const limit = Math.min(Number(query.limit ?? LIMIT_DEFAULT), LIMIT_MAX)
  // Beyond the last page that it serves the registry repeats that page.
  const skip = Math.min(Number(query.skip ?? 0), SKIP_MAX)
  const texts = found.slice(skip, skip + limit).map(({ text }) => text)
  const isSweep = limit === LIMIT_MAX && query.skip !== undefined && !query.postal_code
  const middle = middleOffset(Math.min(found.length, SKIP_MAX + LIMIT_MAX), limit)
  const isInMiddle = isSweep && query.state === index.faultState && skip === middle
  if (isInMiddle && fault === 'block-page') return blockPage()
  if (isInMiddle && fault === 'empty-page') return json(envelope([]))
  if (isInMiddle && fault === 'truncated') return truncated(envelope(texts), 'application/json')
  return json(envelope(texts))
}

function search(index: Index, query: Record<string, string>): SimulatedResult[] {
  const { state, number, postal_code, first_name, last_name, taxonomy_description } = query
  if (query.enumeration_type === 'NPI-2') return []
  const results = state ? (index.byState.get(state.toUpperCase()) ?? []) : index.results
  const profession = taxonomy_description?.toUpperCase()
  return results.filter(
    (result) =>
      (!number || result.npi === number) &&
      (!postal_code ||
        result.addresses.some(({ postalCode }) => matches(postalCode, postal_code))) &&
      (!first_name || matches(result.given, first_name.toUpperCase())) &&
      (!last_name || matches(result.family, last_name.toUpperCase())) &&
      (!profession || result.taxonomies.some((text) => text.toUpperCase().startsWith(profession))),
  )
}

/** `100*` finds what begins so; five digits find the nine that begin so. */
function matches(value: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1))
  return /^\d{5}$/.test(pattern) ? value.startsWith(pattern) : value === pattern
}

/** `result_count` counts this answer. */
const envelope = (texts: string[]): string =>
  `{"result_count":${texts.length},"results":[${texts.join(',')}]}`

const json = (text: string): Response =>
  new Response(text, { headers: { 'content-type': 'application/json' } })

/** Connecticut's open data as it behaves on the wire, over invented people. */
import { Hono } from 'hono'
import {
  blockPage,
  isKeptWhenFewer,
  middleOffset,
  truncated,
  unavailable,
} from '../lib/simulated-faults.ts'
import type { CreateSimulator, SimulatorControls } from '../lib/simulator.ts'
import { toRows, type WireRow } from './simulated-rows.ts'

/** What Socrata serves where `$limit` is left out. */
const LIMIT_DEFAULT = 1000
const LIMIT_MAX = 50_000

export const createSimulator: CreateSimulator = (people) => {
  const controls: SimulatorControls = { people, fault: null, requests: [] }
  const app = new Hono()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.fault === 'unavailable') return unavailable()
    return await next()
  })
  app.get('/resource/ngch-56tr.json', (c) => answer(controls, c.req.query()))
  return { app, controls }
}

function answer(controls: SimulatorControls, query: Record<string, string>): Response {
  const test = compileWhere(query.$where ?? '')
  if (!test) return refuse(`Could not parse SoQL query "${query.$where}"`)
  const found = rowsOf(controls).filter(test)
  if (query.$select === 'count(*)') return json([{ count: String(found.length) }])
  if (query.$select !== undefined) return refuse(`Could not parse SoQL query "${query.$select}"`)
  const limit = Math.min(Number(query.$limit ?? LIMIT_DEFAULT), LIMIT_MAX)
  const offset = Number(query.$offset ?? 0)
  if (!Number.isInteger(limit) || !Number.isInteger(offset) || limit < 0 || offset < 0) {
    return refuse('Invalid $limit or $offset')
  }
  const ordered = query.$order === ':id' ? found : shuffle(found, controls.requests.length)
  const page = ordered.slice(offset, offset + limit)
  const isSweep = query.$offset !== undefined
  const isInMiddle = isSweep && offset === middleOffset(found.length, limit)
  if (isInMiddle && controls.fault === 'empty-page') return json([])
  if (isInMiddle && controls.fault === 'block-page') return blockPage()
  if (isInMiddle && controls.fault === 'truncated') {
    return truncated(JSON.stringify(page), 'application/json;charset=utf-8')
  }
  return json(page)
}

function rowsOf({ people, fault, requests }: SimulatorControls): WireRow[] {
  const rows = people.flatMap((person, position) =>
    fault === 'fewer' && !isKeptWhenFewer(position) ? [] : toRows(person, requests.length),
  )
  if (fault === 'missing-column') {
    for (const row of rows) delete row.expirationdate
  }
  const [first, ...others] = rows
  return fault === 'new-status' && first
    ? [{ ...first, status: 'HELD BY BOARD ORDER' }, ...others]
    : rows
}

type Test = (row: WireRow) => boolean

/** `upper(a) like 'X%' and b='y'`: all of the query language that is understood, else null. */
function compileWhere(where: string): Test | null {
  if (where.trim() === '') return () => true
  const tests = where.split(/ and /i).map(compileTerm)
  return tests.every((test) => test !== null) ? (row) => tests.every((test) => test(row)) : null
}

function compileTerm(term: string): Test | null {
  const match = /^\s*(upper\()?(\w+)\)?\s*(=|like)\s*'((?:[^']|'')*)'\s*$/i.exec(term)
  const [, upper, column = '', operator = '', quoted = ''] = match ?? []
  if (!match) return null
  const text = quoted.replaceAll("''", "'")
  const pattern = text
    .split('%')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
  const test = new RegExp(`^${pattern}$`)
  return (row) => {
    const cell = row[column]
    if (cell === undefined) return false
    const value = upper ? cell.toUpperCase() : cell
    return operator === '=' ? value === text : test.test(value)
  }
}

/** No order is implied: without `$order` every request sees another one. */
function shuffle(rows: WireRow[], seed: number): WireRow[] {
  const weight = (row: WireRow): number =>
    (Number(row.credentialid) * (7919 + seed * 104_729)) % 65_537
  return rows.toSorted((one, other) => weight(one) - weight(other))
}

const json = (value: unknown): Response =>
  new Response(`${JSON.stringify(value)}\n`, {
    headers: { 'content-type': 'application/json;charset=utf-8' },
  })

const refuse = (message: string): Response =>
  Response.json({ message, errorCode: 'query.compiler.malformed', error: true }, { status: 400 })

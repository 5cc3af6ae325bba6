/** New York's license service as it behaves on the wire, over invented people. */
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
import { LICENSED, PROFESSIONS, type SimulatedLicense, toLicenses } from './simulated-answers.ts'

/** Beside the faults of all simulators, what nobody knows of the real one and may come. */
export interface NysedControls extends SimulatorControls {
  /** The only key that is taken; null takes any that is not empty. */
  key: string | null
  refusalStatus: 401 | 403
  /** Whether a name is looked for at the beginning only. */
  matches: 'beginning' | 'anywhere'
  /** Most rows that one question ever shows, and that it then counts; null for no end. */
  rowsMax: number | null
  /** Pages beyond so many are empty although they are counted; null for no end. */
  pagesMax: number | null
  /** Shows the actions against those who have some, in a shape that nobody has recorded. */
  hasActions: boolean
  latencyMs: number
  /** Given instead of the next answers, in order. */
  instead: (() => Response)[]
}

const PAGE_SIZE_DEFAULT = 10

export const createSimulator = ((people) => {
  const controls: NysedControls = {
    people,
    fault: null,
    requests: [],
    key: null,
    refusalStatus: 401,
    matches: 'beginning',
    rowsMax: null,
    pagesMax: null,
    hasActions: false,
    latencyMs: 0,
    instead: [],
  }
  const app = new Hono()
  const roll = new Roll()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (pathname === '/robots.txt') return c.notFound()
    if (controls.latencyMs > 0) await sleep(controls.latencyMs)
    const instead = controls.instead.shift()
    if (instead) return instead()
    if (controls.fault === 'unavailable') return unavailable()
    if (!isKey(c.req.header('x-oapi-key'), controls)) return refuse(controls.refusalStatus)
    roll.refresh(controls)
    return await next()
  })
  app.get('/rosa/V2/professions', (c) => c.json(PROFESSIONS))
  app.get('/rosa/V2/byProfessionAndName', (c) => answerNames(roll, controls, c.req.query()))
  app.get('/rosa/V2/byProfessionAndLicenseNumber', (c) =>
    answerDetail(roll, controls, c.req.query()),
  )
  return { app, controls }
}) satisfies CreateSimulator

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const isKey = (sent: string | undefined, { key }: NysedControls): boolean =>
  key === null ? (sent ?? '') !== '' : sent === key

const refuse = (status: 401 | 403): Response =>
  Response.json({ message: 'Missing or invalid API key' }, { status })

/** Every license in the order of names, made once for a population. */
class Roll {
  licenses: SimulatedLicense[] = []
  byKey = new Map<string, SimulatedLicense>()
  /** The license in the middle of a sweep, and the letter with the most names: faults strike there. */
  middle: SimulatedLicense | undefined
  fullestLetter = ''
  firstKey = ''
  #people: InventedPerson[] | null = null
  #fault: Fault | null = null

  refresh({ people, fault }: SimulatorControls): void {
    if (people === this.#people && fault === this.#fault) return
    this.#people = people
    this.#fault = fault
    this.licenses = people
      .filter((_, position) => fault !== 'fewer' || isKeptWhenFewer(position))
      .flatMap(toLicenses)
      .sort((one, other) => compare(one.name, other.name) || compare(one.number, other.number))
    this.byKey = new Map(this.licenses.map((license) => [keyOf(license), license]))
    const own = this.licenses
      .filter(({ profession }) => profession === LICENSED)
      .sort((one, other) => compare(one.number, other.number))
    this.middle = own[Math.floor(own.length / 2)]
    this.firstKey = own[0] ? keyOf(own[0]) : ''
    const letters = Map.groupBy(own, ({ name }) => name.slice(0, 1))
    this.fullestLetter = [...letters].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? ''
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const keyOf = ({ profession, number }: { profession: string; number: string }): string =>
  `${profession}-${number}`

function answerNames(roll: Roll, controls: NysedControls, query: Record<string, string>): Response {
  const { rowsMax, pagesMax, fault } = controls
  const rows = findRows(roll, controls, query).slice(0, rowsMax ?? undefined)
  // `page` and `size` are other names for nothing.
  const size = Number(query.pageSize) > 0 ? Number(query.pageSize) : PAGE_SIZE_DEFAULT
  const number = Number(query.pageNumber) > 0 ? Number(query.pageNumber) : 0
  const isInMiddle =
    query.name === roll.fullestLetter && number * size === middleOffset(rows.length, size)
  const isEmpty = (isInMiddle && fault === 'empty-page') || number >= (pagesMax ?? Infinity)
  return Response.json({
    content: isEmpty ? [] : rows.slice(number * size, (number + 1) * size),
    totalPages: Math.ceil(rows.length / size),
    totalElements: rows.length,
    number,
    size,
  })
}

/** In the order of names; some come again behind all others. */
function findRows(
  { licenses }: Roll,
  { matches }: NysedControls,
  { name = '', professionCode = '' }: Record<string, string>,
): unknown[] {
  const wanted = name.trim().toUpperCase()
  const isAll = professionCode === 'ALL' || professionCode === '029'
  const found = licenses.filter(
    (license) =>
      (isAll || license.profession === professionCode) &&
      (matches === 'beginning' ? license.name.startsWith(wanted) : license.name.includes(wanted)),
  )
  return [...found, ...found.filter(({ isTwice }) => isTwice)].map(({ row }) => row)
}

function answerDetail(
  roll: Roll,
  controls: NysedControls,
  { professionCode = '', licenseNumber = '' }: Record<string, string>,
): Response {
  if (professionCode === 'ALL') return new Response('Request Timeout', { status: 408 })
  const license = roll.byKey.get(keyOf({ profession: professionCode, number: licenseNumber }))
  if (!license) return new Response(null, { status: 204 })
  const { fault } = controls
  const detail = { ...license.detail, ...toOddity(roll, controls, license) }
  if (fault === 'missing-column') delete detail.registeredThroughDate
  if (license === roll.middle && fault === 'block-page') return blockPage()
  if (license === roll.middle && fault === 'truncated') {
    return truncated(JSON.stringify(detail), 'application/json')
  }
  return Response.json(detail)
}

function toOddity(
  { firstKey }: Roll,
  { fault, hasActions }: NysedControls,
  license: SimulatedLicense,
): Record<string, unknown> {
  if (fault === 'new-status' && keyOf(license) === firstKey) {
    return { status: { label: 'Status', value: 'Held by Board Order' } }
  }
  return hasActions && license.isDisciplined
    ? { enforcementActions: [{ actionType: 'Censure', effectiveDate: 'June 05, 2003' }] }
    : {}
}

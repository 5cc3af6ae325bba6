/** New York's exclusion list as it is served, over invented people: a real workbook. */
import { Hono } from 'hono'
import { blockPage, isKeptWhenFewer, unavailable } from '../lib/simulated-faults.ts'
import type { CreateSimulator, Simulator, SimulatorControls } from '../lib/simulator.ts'
import type { InventedPerson } from '../population/person.ts'
import { inventStranger, toRow, type WireRow } from './simulated-rows.ts'
import { type Hand, type WireCell, writeWorkbook } from './simulated-workbook.ts'

export interface OmigControls extends SimulatorControls {
  /** Entries beside those of the people: 8,000 make it as long as the real list. */
  strangers: number
  /** How the workbook is written; nobody knows which the real one is. */
  hand: Hand
}

export type OmigSimulator = Simulator & { controls: OmigControls }

export const createSimulator = ((people: InventedPerson[]): OmigSimulator => {
  const controls: OmigControls = {
    people,
    fault: null,
    requests: [],
    strangers: people.length,
    hand: 'shared',
  }
  const app = new Hono()
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    controls.requests.push(`${c.req.method} ${pathname}${search}`)
    if (controls.fault === 'unavailable') return unavailable()
    return await next()
  })
  app.get('/exclusions/exporttoexcel.aspx', (c) => answer(controls, c.req.raw.headers))
  return { app, controls }
}) satisfies CreateSimulator

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function answer(controls: OmigControls, asked: Headers): Response {
  if (controls.fault === 'block-page') return blockPage()
  const body = writeWorkbook(toSheet(controls), controls.hand)
  const etag = `"${toChecksum(body)}"`
  if (asked.get('if-none-match') === etag) return new Response(null, { status: 304 })
  const isCut = controls.fault === 'truncated'
  return new Response(new Uint8Array(isCut ? body.subarray(0, body.length / 2) : body), {
    headers: {
      etag,
      'content-type': MEDIA_TYPE,
      'content-disposition': 'attachment; filename=ExclusionList.xlsx',
      'content-length': String(body.length),
      ...(isCut ? { connection: 'close' } : {}),
    },
  })
}

const HEADINGS = {
  name: 'Provider Name',
  license: 'License Num',
  npi: 'NPI Num',
  type: 'Provider Type',
  since: 'Exclusion Effective Date',
} satisfies Record<keyof WireRow, string>
const COLUMNS = ['name', 'license', 'npi', 'type', 'since'] as const

function toSheet({ people, fault, hand, strangers }: OmigControls): WireCell[][] {
  const columns = COLUMNS.filter((column) => fault !== 'missing-column' || column !== 'npi')
  const rows = [
    ...people.map(toRow).filter((row) => row !== null),
    ...Array.from({ length: strangers }, (_, index) => inventStranger(index)),
  ].sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)))
  const kept = rows.filter((_, position) => fault !== 'fewer' || isKeptWhenFewer(position))
  return [
    columns.map((column) => HEADINGS[column]),
    ...(fault === 'empty-page' ? [] : kept).map((row) =>
      columns.map((column) => toCell(row, column, hand)),
    ),
  ]
}

/** One hand writes everything as text, the other numbers as numbers and days as counts of days. */
function toCell(row: WireRow, column: keyof WireRow, hand: Hand): WireCell {
  const text = row[column]
  if (column === 'since') {
    const [year, month, day] = text.split('-')
    return hand === 'shared' ? `${month}/${day}/${year}` : toSerial(text)
  }
  return hand === 'inline' && /^[1-9]\d+$/.test(text) ? Number(text) : text
}

const toSerial = (day: string): number =>
  (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000

/** FNV-1a: the same bytes, the same text. */
function toChecksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16)
}

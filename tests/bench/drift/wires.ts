/** What the answers of each registry look like on the wire, as far as faults are put into them. */
import { parse } from 'csv-parse/sync'
import { type WireCell, writeWorkbook } from '#scrapers/ny-omig/simulated-workbook.ts'
import { readFirstSheet } from '#scrapers/ny-omig/workbook.ts'
import type { SimulatedRegistry } from '#tests/helpers/pipeline.ts'

export type Row = Record<string, unknown>

/** An answer taken apart: its rows, and how it is put together again. */
export interface Answer {
  rows: Row[]
  /** Names of the columns as they stand in the first line; null for JSON. */
  columns: string[] | null
  encode(): Uint8Array<ArrayBuffer>
  /** Adds to every total that the answer states; false where it states none. */
  raiseTotal(by: number): boolean
}

export interface Wire {
  format: 'json' | 'pipe' | 'csv' | 'xlsx'
  /** Dotted paths; null where a row says nothing of the kind. */
  fields: { id: string; status: string | null; date: string | null; swap: [string, string] }
  hasCookies: boolean
  hasViewState: boolean
}

const plain = { hasCookies: false, hasViewState: false }
export const WIRES: Record<SimulatedRegistry, Wire> = {
  'ny-nysed': {
    ...plain,
    format: 'json',
    fields: {
      id: 'licenseNumber',
      status: 'status.value',
      date: 'registeredThroughDate.value',
      swap: ['dateOfLicensure.value', 'registeredThroughDate.value'],
    },
  },
  'nj-dca': {
    format: 'pipe',
    fields: {
      id: 'license_no',
      status: 'license_status_name',
      date: 'expiration_date',
      swap: ['issue_date', 'expiration_date'],
    },
    hasCookies: true,
    hasViewState: true,
  },
  'ct-elicense': {
    ...plain,
    format: 'json',
    fields: {
      id: 'credentialid',
      status: 'status',
      date: 'expirationdate',
      swap: ['issuedate', 'expirationdate'],
    },
  },
  nppes: {
    ...plain,
    format: 'json',
    fields: {
      id: 'number',
      status: 'basic.status',
      date: 'basic.enumeration_date',
      swap: ['basic.first_name', 'basic.last_name'],
    },
  },
  aama: {
    format: 'json',
    fields: { id: 'id', status: null, date: null, swap: ['title', 'left'] },
    hasCookies: true,
    hasViewState: false,
  },
  leie: {
    ...plain,
    format: 'csv',
    fields: { id: 'NPI', status: 'EXCLTYPE', date: 'EXCLDATE', swap: ['LASTNAME', 'FIRSTNAME'] },
  },
  'ny-omig': {
    ...plain,
    format: 'xlsx',
    fields: {
      id: 'NPI Num',
      status: null,
      date: 'Exclusion Effective Date',
      swap: ['License Num', 'NPI Num'],
    },
  },
}

/** Takes an answer apart; null for one without rows about people, such as a form. */
export function readAnswer(wire: Wire, body: Uint8Array<ArrayBuffer>): Answer | null {
  if (wire.format === 'json') return readJson(wire, body)
  return wire.format === 'xlsx' ? readXlsx(body) : readLines(wire, body)
}

const TOTALS = ['count', 'totalElements', 'result_count', 'total_count']

function readJson(wire: Wire, body: Uint8Array): Answer | null {
  const value: unknown = tryJson(new TextDecoder().decode(body))
  if (typeof value !== 'object' || !value) return null
  const outer: Row = { ...value }
  const inner = outer.results ?? outer.content
  const list: unknown[] = Array.isArray(value) ? value : Array.isArray(inner) ? inner : [value]
  const rows = list.filter((row): row is Row => typeof row === 'object' && row !== null)
  const isAboutPeople = rows.some((row) => wire.fields.id in row)
  const states = (row: Row): boolean => TOTALS.some((name) => name in row)
  if (!isAboutPeople && !states(outer) && !rows.some(states)) return null
  const answer: Answer = {
    rows: isAboutPeople ? rows : [],
    columns: null,
    encode: () => bytes(JSON.stringify(wrap(answer.rows))),
    raiseTotal(by) {
      const stating = [outer, ...(isAboutPeople ? [] : rows)].filter(states)
      for (const row of stating) {
        for (const name of TOTALS) {
          if (typeof row[name] === 'number') row[name] += by
          if (typeof row[name] === 'string') row[name] = String(Number(row[name]) + by)
        }
      }
      return stating.length > 0
    },
  }
  const wrap = (changed: Row[]): unknown => {
    if (!isAboutPeople) return Array.isArray(value) ? rows : outer
    if (Array.isArray(value)) return changed
    if (Array.isArray(outer.results)) return { ...outer, results: changed }
    return Array.isArray(outer.content) ? { ...outer, content: changed } : (changed[0] ?? {})
  }
  return answer
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page for people among the answers: no rows in it.
    return null
  }
}

function readLines(wire: Wire, body: Uint8Array): Answer | null {
  const text = new TextDecoder().decode(body)
  const delimiter = wire.format === 'pipe' ? '|' : ','
  if (!text.slice(0, 400).includes(`${delimiter}${wire.fields.id}${delimiter}`)) return null
  const lines: string[][] =
    wire.format === 'pipe'
      ? text.split(/\r?\n/).map((line) => line.split('|'))
      : parse(text, { relax_column_count: true })
  const [columns = [], ...cells] = lines.filter(({ length }) => length > 1)
  const write = (line: WireCell[]): string =>
    wire.format === 'pipe'
      ? line.join('|')
      : line.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')
  return table(columns, cells, (all) => {
    const [first = [], ...rest] = all
    return bytes([first.join(delimiter), ...rest.map(write), ''].join('\r\n'))
  })
}

function readXlsx(body: Uint8Array): Answer | null {
  if (body[0] !== 0x50 || body[1] !== 0x4b) return null
  const [first = [], ...others] = readFirstSheet(body).map((line) =>
    line.map((cell) => (cell?.isNumber ? Number(cell.text) : (cell?.text ?? ''))),
  )
  return table(first.map(String), others, (all) => new Uint8Array(writeWorkbook(all, 'shared')))
}

function table(
  columns: string[],
  cells: WireCell[][],
  encode: (lines: WireCell[][]) => Uint8Array<ArrayBuffer>,
): Answer {
  const answer: Answer = {
    columns: [...columns],
    rows: cells.map((line) =>
      Object.fromEntries(columns.map((name, at) => [name, line[at] ?? ''])),
    ),
    raiseTotal: () => false,
    encode() {
      const names = answer.columns ?? []
      const toCell = (value: unknown): WireCell =>
        typeof value === 'number' ? value : typeof value === 'string' ? value : ''
      return encode([names, ...answer.rows.map((row) => names.map((name) => toCell(row[name])))])
    },
  }
  return answer
}

export const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text))

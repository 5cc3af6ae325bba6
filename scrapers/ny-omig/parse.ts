/** Rows of New York's exclusion list into records. Pure. */
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { stripDegrees, toDisplayName } from '#src/core/names.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { emptyContent, type RecordContent } from '#src/core/record.ts'
import { collectRows, requireColumns, type RowReading } from '../lib/collect.ts'
import { parseIsoDate, parseUsDate } from '../lib/dates.ts'
import { LayoutError } from '../lib/errors.ts'
import { readFields } from '../lib/fields.ts'
import type { Capture, CaptureContext, ParsedCapture } from '../source.ts'
import { SEARCH_PAGE } from './info.ts'
import { type Columns, readColumns, readRows, type Row } from './rows.ts'
import { BUSINESS_WORDS } from './words.ts'

/** Below so many rows a lack proves nothing. */
const ROWS_MIN = 20

export function parse(capture: Capture, settings: CaptureContext['settings'] = {}): ParsedCapture {
  const columns = readColumns(settings)
  const rows = readRows(capture, settings)
  requireColumns(rows, [columns.name, columns.date, columns.npi, columns.license], ROWS_MIN)
  const known = new Map<string, RecordContent>()
  return collectRows(
    rows,
    () => null,
    (row) => {
      const reading = parseRow(row, columns)
      if (reading) requireNoClash(known, reading)
      return reading
    },
  )
}

/** Null for a business. */
function parseRow(row: Row, columns: Columns): RowReading | null {
  const fields = readFields(row)
  const nameText = fields.required(columns.name)
  if (isBusiness(nameText)) return null
  const npiText = fields.optional(columns.npi)
  const npi = npiText !== null && isValidNpi(npiText) ? npiText : null
  const type = fields.optional(columns.type)
  const license = fields.optional(columns.license)
  const dateText = fields.optional(columns.date)
  const since = dateText === null ? null : parseDay(dateText)
  const content: RecordContent = {
    ...emptyContent(toName(nameText)),
    npi,
    licenseHints: toHints(type, license),
    // The list gives no reason.
    exclusions: [{ list: 'NY OMIG', since, reason: null }],
    link: SEARCH_PAGE,
    raw: {
      [columns.name]: nameText,
      [columns.npi]: npiText,
      [columns.type]: type,
      [columns.license]: license,
      [columns.date]: dateText,
    },
  }
  // As for every list without keys: made of this row alone, and two entries of one day are two people.
  const who = npi === null ? [nameText, type, license] : [npi, nameText]
  const key = `${since ?? 'no day'}:${who.map((text) => (text ?? '').replaceAll(/[:/]/g, ' ')).join('/')}`
  return {
    record: { key, scope: '', rank: 0, content },
    filled: fields.filled(),
    leftovers: fields.leftovers(),
    unknownWords: [],
    problems: [],
  }
}

/** A business taken for a person harms nobody; a person taken for a business would be lost. */
const isBusiness = (name: string): boolean =>
  name
    .toUpperCase()
    .split(/[^A-Z]+/)
    .some((word) => BUSINESS_WORDS.has(word))

/** `EXAMPLE, ALEX Q` and `EXAMPLE ALEX Q MD`: which part is the family name is not always told. */
function toName(text: string): RecordContent['name'] {
  const plain = stripDegrees(text)
  const [, family, given] = /^([^,]+),\s*([^,]+)$/.exec(plain) ?? []
  const full = family === undefined || given === undefined ? plain : `${given} ${family}`
  return { full: toDisplayName(full), given: null, middle: null, family: null, suffix: null }
}

function parseDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseIsoDate(text) : parseUsDate(text)
}

/** New York gives the same number out in every profession: without the profession it means nobody. */
function toHints(type: string | null, license: string | null): RecordContent['licenseHints'] {
  if (license === null || !/acupunct/i.test(type ?? '')) return []
  const number = normalizeLicenseNumber('NY', license)
  return number === null ? [] : [{ state: 'NY', number }]
}

function requireNoClash(known: Map<string, RecordContent>, { record }: RowReading): void {
  const twin = known.get(record.key)
  if (!twin) known.set(record.key, record.content)
  else if (JSON.stringify(twin) !== JSON.stringify(record.content)) {
    throw new LayoutError(
      `The entry ${record.key} came twice and says different things; the first one was kept.`,
    )
  }
}

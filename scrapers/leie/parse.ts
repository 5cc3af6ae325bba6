/** Rows of the exclusion list into records of persons. Pure. */
import { parse as parseCsv } from 'csv-parse/sync'
import { toDisplayName } from '#src/core/names.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { emptyContent, type ExclusionFact, type RecordContent } from '#src/core/record.ts'
import type { IsoDate } from '#src/core/words.ts'
import { collectRows, requireColumns, type RowReading } from '../lib/collect.ts'
import { parseIsoDate } from '../lib/dates.ts'
import { decodeText } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { type FieldReader, readFields } from '../lib/fields.ts'
import { toPostalCode } from '../lib/postal.ts'
import { toStateCode } from '../lib/us-states.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import { SEARCH_PAGE } from './info.ts'
import { readHeader } from './list.ts'
import { REASONS } from './words.ts'

/** Stand for "none": an NPI of ten zeros and a day of eight. */
const NONE_WORDS = ['0000000000', '00000000']

/** Below so many persons a lack proves nothing. */
const PERSONS_MIN = 20

/** A row by its header; null for one with more or fewer cells. */
type Row = Record<string, string> | null

export function parse(capture: Capture): ParsedCapture {
  const header = readHeader(capture.body.subarray(0, capture.body.indexOf(10) + 1))
  // The whole list comes again in parts, for memory's sake.
  if (capture.kind === 'list') return { records: [], problems: [], filled: {}, unknownWords: [] }
  const rows = readRows(capture, header)
  const persons = rows.filter((row) => row !== null && row.BUSNAME === '')
  requireColumns(persons, ['LASTNAME', 'FIRSTNAME'], PERSONS_MIN)
  const known = new Map<string, RecordContent>()
  return collectRows(
    rows,
    () => null,
    (row) => {
      const reading = parseRow(row)
      if (reading) requireNoClash(known, reading)
      return reading
    },
  )
}

function readRows(capture: Capture, header: string[]): Row[] {
  const lines = parseCsv(decodeText(capture), { relax_column_count: true, from: 2 })
  return lines.map((cells) =>
    cells.length === header.length
      ? Object.fromEntries(header.map((column, index) => [column, cells[index] ?? '']))
      : null,
  )
}

/** Null for a business. */
function parseRow(row: Row): RowReading | null {
  if (!row) throw new LayoutError('The row has more or fewer cells than the header.')
  const fields = readFields(row, { noneWords: NONE_WORDS })
  const family = fields.optional('LASTNAME')
  const business = fields.optional('BUSNAME')
  if (family === null && business !== null) return null
  if (family === null) throw new LayoutError('The row names neither a person nor a business.')
  // Blanked before it came here; and the street of a last known address may be a home.
  fields.ignore('DOB', 'ADDRESS')
  const name = toName(family, fields.optional('FIRSTNAME'), fields.optional('MIDNAME'))
  const npiText = fields.optional('NPI')
  const npi = npiText !== null && isValidNpi(npiText) ? npiText : null
  const exclusion = readExclusion(fields)
  const content: RecordContent = {
    ...emptyContent(name),
    npi,
    exclusions: [exclusion.fact],
    placeOfRecord: readPlace(fields),
    link: SEARCH_PAGE,
    raw: readRaw(fields),
  }
  return {
    record: { key: toKey(fields, npi), scope: '', rank: 0, content },
    filled: fields.filled(),
    leftovers: fields.leftovers(),
    unknownWords: exclusion.unknownWords,
    problems: [],
  }
}

function toName(family: string, given: string | null, middle: string | null) {
  const parts = [given, middle, family].map((part) => part && toDisplayName(part))
  const [givenName = null, middleName = null, familyName = null] = parts
  return {
    full: parts.filter(Boolean).join(' '),
    given: givenName,
    middle: middleName,
    family: familyName,
    suffix: null,
  }
}

function readExclusion(fields: FieldReader): { fact: ExclusionFact; unknownWords: string[] } {
  const type = fields.required('EXCLTYPE')
  const since = parseDay(fields.required('EXCLDATE'))
  if (fields.optional('REINDATE') !== null) {
    throw new LayoutError(
      'The row says that the person was reinstated; whoever was has left the list so far.',
    )
  }
  const waived = fields.optional('WAIVERDATE')
  const waiverState = fields.optional('WVRSTATE')
  const waiver =
    waived === null && waiverState === null
      ? ''
      : `; waived for ${waiverState ?? 'a state not named'}${waived === null ? '' : ` since ${parseDay(waived)}`}`
  const words = REASONS[type]
  return {
    fact: { list: 'LEIE', since, reason: `${type}${words ? `: ${words}` : ''}${waiver}` },
    unknownWords: words ? [] : [type],
  }
}

function parseDay(text: string): IsoDate {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  if (year === undefined) throw new LayoutError(`"${text}" is not a date of the form YYYYMMDD.`)
  return parseIsoDate(`${year}-${month}-${day}`)
}

function readPlace(fields: FieldReader): RecordContent['placeOfRecord'] {
  const city = fields.optional('CITY')
  const state = fields.optional('STATE')
  const zip = fields.optional('ZIP')
  return {
    city: city && toDisplayName(city),
    // `XX` stands for none of the states.
    state: state && toStateCode(state),
    postalCode: zip && toPostalCode(zip),
  }
}

/**
 * The list has no key: one is made of this row's own cells alone, so that it can never pass to
 * another person when rows come and go. In front stands the exclusion: two entries of one exclusion
 * are two people, entries of different ones may be the same person.
 */
function toKey(fields: FieldReader, npi: string | null): string {
  const who =
    npi === null
      ? ['LASTNAME', 'FIRSTNAME', 'MIDNAME', 'UPIN', 'CITY', 'STATE', 'ZIP']
      : ['NPI', 'LASTNAME', 'FIRSTNAME']
  const cells = who.map((column) => fields.optional(column)?.replaceAll(/[:/]/g, ' ') ?? '')
  return `${fields.required('EXCLTYPE')} ${fields.required('EXCLDATE')}:${cells.join('/')}`
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

const RAW_FIELDS = [
  'LASTNAME',
  'FIRSTNAME',
  'MIDNAME',
  'BUSNAME',
  'GENERAL',
  'SPECIALTY',
  'UPIN',
  'NPI',
  'STATE',
  'EXCLTYPE',
  'EXCLDATE',
  'WAIVERDATE',
  'WVRSTATE',
]

/** What is filled: of 83,000 entries most lack most. */
const readRaw = (fields: FieldReader): Record<string, string | null> =>
  Object.fromEntries(
    RAW_FIELDS.map((field) => [field, fields.optional(field)] as const).filter(([, text]) => text),
  )

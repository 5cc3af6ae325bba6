/** Rows of the open data set into records. Pure. */
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { toDisplayName } from '#src/core/names.ts'
import { emptyContent, type LicenseFact } from '#src/core/record.ts'
import type { IsoDate } from '#src/core/words.ts'
import { collectRows, requireColumns, type RowReading } from '../lib/collect.ts'
import { parseFloatingTimestamp } from '../lib/dates.ts'
import { LayoutError } from '../lib/errors.ts'
import { readFields, type FieldReader } from '../lib/fields.ts'
import { toPostalCode } from '../lib/postal.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import { LOOK_UP_PAGE } from './info.ts'
import { keyOf, readRows, type Row } from './rows.ts'
import { toStanding, type StandingReading } from './standing.ts'

/** No row of the 2.1 million of 2022 lacked one of these. */
const ALWAYS_PRESENT = ['type', 'fullcredentialcode', 'credential', 'status', 'active']
/** Null in some rows, never in so many together. */
const MOSTLY_PRESENT = ['name', 'credentialnumber', 'issuedate', 'expirationdate', 'city', 'zip']
const MOSTLY_PRESENT_ROWS_MIN = 20

/** The registry's stand-in for "no date", on 1,092 rows in 2022. */
const NO_DATE = '1800-12-27'

export function parse(capture: Capture): ParsedCapture {
  if (capture.kind === 'count') return { records: [], problems: [], filled: {}, unknownWords: [] }
  const rows = readRows(capture)
  requireColumns(rows, ALWAYS_PRESENT)
  requireColumns(rows, MOSTLY_PRESENT, MOSTLY_PRESENT_ROWS_MIN)
  return collectRows(rows, keyOf, parseRow)
}

/** Null for a business. */
function parseRow(row: Row): RowReading | null {
  const fields = readFields(row)
  if (fields.required('type') !== 'INDIVIDUAL') return null
  // Noise of the publisher's: new in every refresh, or different in rows that say the same.
  fields.ignore('recordrefreshedon', 'credentialid')
  // The street of an address of record may be a home; the business may be a person's name again.
  fields.ignore('address', 'businessname', 'dba', 'credentialsubcategory')
  const name = fields.required('name')
  const code = fields.required('fullcredentialcode')
  const expiresOn = readDate(fields, 'expirationdate')
  const reading = readStanding(fields, expiresOn)
  const license = readLicense(fields, code, reading, expiresOn)
  const content = {
    ...emptyContent({
      full: toDisplayName(name),
      given: null,
      middle: null,
      family: null,
      suffix: null,
    }),
    licenses: [license],
    placeOfRecord: readPlace(fields),
    link: LOOK_UP_PAGE,
  }
  const raw = readRaw(fields)
  return {
    record: { key: code, scope: '', rank: rankOf(license), content: { ...content, raw } },
    filled: fields.filled(),
    leftovers: fields.leftovers(),
    unknownWords: reading.unknownWords,
    problems: reading.problems,
  }
}

function readStanding(fields: FieldReader, expiresOn: IsoDate | null): StandingReading {
  return toStanding({
    status: fields.required('status'),
    statusReason: fields.optional('statusreason'),
    isActive: fields.oneOf('active', ['1', '0']) === '1',
    expiresOn,
  })
}

function readLicense(
  fields: FieldReader,
  code: string,
  reading: StandingReading,
  expiresOn: IsoDate | null,
): LicenseFact {
  const number = normalizeLicenseNumber('CT', code)
  if (number === null) {
    throw new LayoutError(`The code "${code}" has not the form of a Connecticut license.`)
  }
  return {
    state: 'CT',
    number,
    profession: fields.required('credential'),
    standing: reading.standing,
    registryStatus: fields.required('status'),
    statusReason: fields.optional('statusreason'),
    licensedOn: readDate(fields, 'issuedate'),
    expiresOn,
    registration: null,
    // The data set says nothing of discipline, good or bad.
    hasDiscipline: false,
  }
}

function readPlace(fields: FieldReader): {
  city: string | null
  state: string | null
  postalCode: string | null
} | null {
  const city = fields.optional('city')
  const state = fields.optional('state')
  const zip = fields.optional('zip')
  if (city === null && state === null && zip === null) return null
  return {
    city: city && toDisplayName(city),
    state: state?.toUpperCase() ?? null,
    postalCode: zip && toPostalCode(zip),
  }
}

function readDate(fields: FieldReader, name: string): IsoDate | null {
  const text = fields.optional(name)
  const date = text === null ? null : parseFloatingTimestamp(text)
  return date === NO_DATE ? null : date
}

const RAW_FIELDS = [
  'name',
  'fullcredentialcode',
  'credentialtype',
  'credentialnumber',
  'credential',
  'status',
  'statusreason',
  'active',
  'issuedate',
  'effectivedate',
  'expirationdate',
]

const readRaw = (fields: FieldReader): Record<string, string | null> =>
  Object.fromEntries(RAW_FIELDS.map((field) => [field, fields.optional(field)]))

/** Of several rows of one code an active one speaks, else the one that runs longest. */
function rankOf({ standing, expiresOn }: LicenseFact): number {
  const days = Number(expiresOn?.replaceAll('-', '') ?? 0)
  return (standing === 'active' ? 1_000_000_000 : 0) + days
}

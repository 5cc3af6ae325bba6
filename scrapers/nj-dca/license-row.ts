/** One row about one license, wherever it stood, into a record. Pure. */
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { toDisplayName } from '#src/core/names.ts'
import { emptyContent, type LicenseFact, type RecordContent } from '#src/core/record.ts'
import type { IsoDate } from '#src/core/words.ts'
import type { RowReading } from '../lib/collect.ts'
import { LayoutError } from '../lib/errors.ts'
import { readFields, type FieldReader } from '../lib/fields.ts'
import { toPostalCode } from '../lib/postal.ts'
import type { Assumptions } from './assumptions.ts'
import { LOOK_UP_PAGE } from './info.ts'
import { toRank, toStanding } from './standing.ts'

/** A row by the column names of the bulk file; a details page is put into the same names. */
export type LicenseRow = Record<string, string>

/** Columns that both the bulk file and a details page have: what a record is made of. */
export const RECORD_COLUMNS = [
  'full_name',
  'profession_name',
  'license_type_name',
  'license_no',
  'issue_date',
  'expiration_date',
  'addr_city',
  'addr_state',
  'addr_zipcode',
  'license_status_name',
] as const

/**
 * Left where they are: a home, an e-mail, and parts of the name that only the bulk file keeps apart.
 * A record says the same whether it came from the file or from the pages.
 */
const IGNORED_COLUMNS = [
  'first_name',
  'middle_name',
  'last_name',
  'name_suffix',
  'addr_line_1',
  'addr_line_2',
  'addr_county',
  'addr_email',
]

export const BULK_COLUMNS: readonly string[] = [...RECORD_COLUMNS, ...IGNORED_COLUMNS]

/** Only a details page has these, and not always. */
export const DETAILS_ONLY = ['change_reason', 'board_action'] as const

/** The number as compared, or null where the row has none: an application, no license. */
export function numberOf(row: LicenseRow): string | null {
  const text = (row.license_no ?? '').trim()
  if (text === '') return null
  return normalizeLicenseNumber('NJ', text) ?? text
}

export const isAcupuncturist = (row: LicenseRow, assumptions: Assumptions): boolean =>
  assumptions.isProfession(row.profession_name ?? '') &&
  assumptions.isLicenseType(row.license_type_name ?? '')

/** Throws `LayoutError` for a row that cannot be read. */
export function readLicenseRow(row: LicenseRow, assumptions: Assumptions): RowReading {
  const fields = readFields(row)
  fields.ignore(...IGNORED_COLUMNS)
  const name = fields.optional('full_name') ?? joinName(row)
  const status = fields.optional('license_status_name')
  const issuedOn = readDate(fields, 'issue_date', assumptions)
  const expiresOn = readDate(fields, 'expiration_date', assumptions)
  const reading = toStanding(status, expiresOn)
  const boardAction = fields.optional('board_action')
  const license: LicenseFact = {
    state: 'NJ',
    number: readNumber(fields),
    profession: fields.required('license_type_name'),
    standing: reading.standing,
    registryStatus: status ?? '',
    statusReason: fields.optional('change_reason'),
    licensedOn: issuedOn,
    expiresOn,
    registration: null,
    // Only a details page may speak of it; its silence means nothing.
    hasDiscipline: boardAction !== null,
  }
  const problems = [
    ...reading.problems,
    ...oddNumber(license.number, assumptions),
    ...(boardAction === null ? [] : [`The page speaks of a board action: "${boardAction}".`]),
  ]
  return {
    record: {
      key: license.number,
      scope: '',
      rank: toRank(status, expiresOn),
      content: toContent(name, license, fields),
    },
    // What one way of asking has and the other never would look to the gate like a field gone empty.
    filled: fields.filled().filter((name) => COMMON.has(name)),
    leftovers: fields.leftovers(),
    unknownWords: reading.unknownWords,
    problems,
  }
}

function toContent(name: string, license: LicenseFact, fields: FieldReader): RecordContent {
  const person = {
    full: toDisplayName(name),
    given: null,
    middle: null,
    family: null,
    suffix: null,
  }
  return {
    ...emptyContent(person),
    licenses: [license],
    placeOfRecord: readPlace(fields),
    link: LOOK_UP_PAGE,
    raw: readRaw(fields),
  }
}

const oddNumber = (number: string, { isNumber }: Assumptions): string[] =>
  isNumber(number) ? [] : [`The number "${number}" has not the form of an acupuncturist's.`]

function readNumber(fields: FieldReader): string {
  const text = fields.required('license_no')
  const number = normalizeLicenseNumber('NJ', text)
  if (number === null) throw new LayoutError(`"${text}" is no license number.`)
  return number
}

function readDate(fields: FieldReader, name: string, { parseDate }: Assumptions): IsoDate | null {
  const text = fields.optional(name)
  return text === null ? null : parseDate(text)
}

/** The file may leave the full name blank. */
function joinName(row: LicenseRow): string {
  const parts = [row.first_name, row.middle_name, row.last_name, row.name_suffix]
  const name = parts.filter(Boolean).join(' ').trim()
  if (name === '') throw new LayoutError('The row has no name.')
  return name
}

function readPlace(fields: FieldReader): RecordContent['placeOfRecord'] {
  const city = fields.optional('addr_city')
  const state = fields.optional('addr_state')
  const zip = fields.optional('addr_zipcode')
  if (city === null && state === null && zip === null) return null
  return {
    city: city && toDisplayName(city),
    state: state?.toUpperCase() ?? null,
    postalCode: zip && toPostalCode(zip),
  }
}

const COMMON: ReadonlySet<string> = new Set(RECORD_COLUMNS)

const RAW_FIELDS = RECORD_COLUMNS.filter((column) => !column.startsWith('addr_'))

/** What only a details page has is there only where it says something. */
function readRaw(fields: FieldReader): Record<string, string | null> {
  const more = DETAILS_ONLY.map((field) => [field, fields.optional(field)] as const)
  return Object.fromEntries([
    ...RAW_FIELDS.map((field) => [field, fields.optional(field)] as const),
    ...more.filter(([, value]) => value !== null),
  ])
}

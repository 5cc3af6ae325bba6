/** What New Jersey's list says of invented people, quirks and all. */
import type { IsoDate } from '#src/core/words.ts'
import { addDays } from '../population/calendar.ts'
import type { InventedLicense, InventedName, InventedPerson } from '../population/person.ts'

/** A row by the column names of the bulk file, in their order. */
export interface WireRow {
  full_name: string
  first_name: string
  middle_name: string
  last_name: string
  name_suffix: string
  profession_name: string
  license_type_name: string
  license_no: string
  issue_date: string
  expiration_date: string
  addr_line_1: string
  addr_line_2: string
  addr_city: string
  addr_state: string
  addr_zipcode: string
  addr_county: string
  addr_email: string
  license_status_name: string
}

export const PROFESSION = 'Acupuncture'
export const LICENSE_TYPE = 'Acupuncturist'

const WORDS: Record<InventedLicense['status'], string> = {
  active: 'Active',
  lapsed: 'Expired',
  inactive: 'Inactive',
  suspended: 'Suspended',
  revoked: 'Revoked',
  pending: 'Pending',
  deceased: 'Deceased',
}

/** All rows of a person: licenses with their history, applications, other types and professions. */
export function toRows(person: InventedPerson): WireRow[] {
  const rows = person.licenses
    .filter(({ state }) => state === 'NJ')
    .flatMap((license) => toHistory(person, license))
  const dentist = toRow(
    person,
    `22DI0${String(person.id).padStart(5, '0')}00`,
    'Active',
    person.name,
  )
  return person.id % 29 === 0
    ? [...rows, { ...dentist, profession_name: 'Dentistry', license_type_name: 'Dentist' }]
    : rows
}

function toHistory(person: InventedPerson, license: InventedLicense): WireRow[] {
  const name = license.nameOnRoll ?? person.name
  const row = {
    ...toRow(person, license.number, WORDS[license.status], name),
    issue_date: toUsDate(license.licensedOn, person.id),
    expiration_date: toUsDate(license.expiresOn, person.id),
  }
  // Who has only applied has no number and no dates.
  if (license.status === 'pending') return [withoutNumber(row, 'Pending')]
  return [...toEarlierRows(person, license, row), row, ...toOtherRows(person, row)]
}

/** What was true before, under the same number: the file keeps it. */
function toEarlierRows(person: InventedPerson, license: InventedLicense, row: WireRow): WireRow[] {
  const lapsed = license.status === 'lapsed' && person.id % 2 === 0
  if (lapsed) {
    return ['Reinstatement Pending', 'Deleted'].map((word) => ({
      ...row,
      license_status_name: word,
    }))
  }
  if (person.id % 9 !== 0 || license.expiresOn === null) return []
  const earlier = addDays(license.expiresOn, -731)
  return [{ ...row, license_status_name: 'Expired', expiration_date: toUsDate(earlier, person.id) }]
}

/** Applications that came to nothing, and another type of the same profession. */
function toOtherRows(person: InventedPerson, row: WireRow): WireRow[] {
  const other = {
    ...row,
    license_type_name: 'Guest Instructor',
    license_no: row.license_no.replace('MZ', 'MG'),
  }
  return [
    ...(person.id % 13 === 0 ? [withoutNumber(row, person.id % 2 ? 'Withdrawn' : 'Denied')] : []),
    ...(person.id % 17 === 0 ? [other] : []),
  ]
}

const withoutNumber = (row: WireRow, status: string): WireRow => ({
  ...row,
  license_no: '',
  issue_date: '',
  expiration_date: '',
  license_status_name: status,
})

function toRow(
  { home, id }: InventedPerson,
  number: string,
  status: string,
  { given, middle, family, suffix }: InventedName,
): WireRow {
  const [first, second, last, end] = [given, middle, family, suffix].map(toRollText)
  return {
    full_name: [first, second, last, end].filter(Boolean).join(' '),
    first_name: first ?? '',
    middle_name: second ?? '',
    last_name: last ?? '',
    name_suffix: end ?? '',
    profession_name: PROFESSION,
    license_type_name: LICENSE_TYPE,
    license_no: number,
    issue_date: '',
    expiration_date: '',
    addr_line_1: home.street.toUpperCase(),
    addr_line_2: id % 7 === 0 ? 'REAR' : '',
    addr_city: home.city.toUpperCase(),
    addr_state: home.state,
    addr_zipcode: id % 2 === 0 ? home.postalCode : `${home.postalCode}-${1000 + (id % 9000)}`,
    addr_county: home.state === 'NJ' ? 'INVENTED COUNTY' : '',
    addr_email: `PRIVATE MAILBOX ${id}`,
    license_status_name: status,
  }
}

/** Capitals without accents, and without the bar that parts the cells. */
const toRollText = (text: string | null): string =>
  (text ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('|', ' ').toUpperCase()

/** `6/30/2027`, or for some people `06/30/2027`. */
function toUsDate(day: IsoDate | null, id: number): string {
  if (day === null) return ''
  const [year = '', month = '', date = ''] = day.split('-')
  return id % 5 === 0 ? `${month}/${date}/${year}` : `${Number(month)}/${Number(date)}/${year}`
}

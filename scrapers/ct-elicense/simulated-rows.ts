/** What Connecticut's rows say of an invented person, quirks and all. */
import type { InventedLicense, InventedName, InventedPerson } from '../population/person.ts'

/** Every value is text, numbers too; null fields are left out. */
export type WireRow = Record<string, string>

const WORDS: Record<InventedLicense['status'], [status: string, reason: string | null]> = {
  active: ['ACTIVE', null],
  lapsed: ['INACTIVE', 'LAPSED DUE TO NON-RENEWAL'],
  inactive: ['INACTIVE', null],
  suspended: ['SUSPENDED', 'BOARD ORDER'],
  revoked: ['REVOKED', 'BOARD ORDER'],
  pending: ['PENDING', 'APPLICATION IN REVIEW'],
  deceased: ['INACTIVE', 'DECEASED'],
}

/** `refresh` stands for the day of the publisher's refresh, which touches every row. */
export function toRows(person: InventedPerson, refresh: number): WireRow[] {
  return person.licenses
    .filter(({ state }) => state === 'CT')
    .flatMap((license) => {
      const row = toRow(person, license, refresh)
      // Some rows come twice, with another id; some numbers belong to another profession as well.
      const twin = person.id % 37 === 0 ? [{ ...row, credentialid: id(person, 5_000_000) }] : []
      return [row, ...twin, ...(person.id % 11 === 0 ? [toMassageRow(person, row)] : [])]
    })
}

function toRow(person: InventedPerson, license: InventedLicense, refresh: number): WireRow {
  const [type = '', number = ''] = license.number.split('.')
  const [status, reason] = WORDS[license.status]
  const { home } = person
  const hasLongZip = person.id % 2 === 0
  return withoutNulls({
    credentialid: id(person, 900_000),
    name: toRollName(license.nameOnRoll ?? person.name),
    type: 'INDIVIDUAL',
    dba: person.practices[0]?.name ?? null,
    fullcredentialcode: license.number,
    credentialtype: type,
    credentialnumber: String(Number(number)),
    credential: 'Acupuncturist',
    status,
    statusreason: reason,
    active: license.status === 'active' ? '1' : '0',
    issuedate: `${license.licensedOn}T00:00:00.000`,
    effectivedate:
      person.id % 23 === 0 ? '1800-12-27T00:00:00.000' : `${license.licensedOn}T00:00:00.000`,
    expirationdate: license.expiresOn && `${license.expiresOn}T00:00:00.000`,
    address: home.street.toUpperCase(),
    city: person.id % 3 === 0 ? home.city : home.city.toUpperCase(),
    state: home.state,
    zip: hasLongZip ? `${home.postalCode}${String(1000 + (person.id % 9000))}` : home.postalCode,
    recordrefreshedon: `2026-11-${String(1 + (refresh % 28)).padStart(2, '0')}T00:00:00.000`,
  })
}

const toMassageRow = (person: InventedPerson, row: WireRow): WireRow => ({
  ...row,
  credentialid: id(person, 7_000_000),
  fullcredentialcode: `24.${(row.credentialnumber ?? '').padStart(6, '0')}`,
  credentialtype: '24',
  credential: 'Massage Therapist',
})

const id = (person: InventedPerson, base: number): string => String(base + person.id)

/** `ALEX M EXAMPLE JR`, without accents. */
const toRollName = ({ given, middle, family, suffix }: InventedName): string =>
  [given, middle?.charAt(0), family, suffix]
    .filter(Boolean)
    .join(' ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()

const withoutNulls = (row: Record<string, string | null>): WireRow =>
  Object.fromEntries(Object.entries(row).flatMap(([key, value]) => (value ? [[key, value]] : [])))

/** Entries of the three lists, as rows of the files that the command `link` reads. */
import type { LinkPerson } from '../../../src/core/linkage/person.ts'

export const COLUMNS = [
  'id',
  'given_name',
  'family_name',
  'full_name',
  'street',
  'city',
  'state',
  'postal_code',
  'phone',
  'npi',
  'license_state',
  'license_number',
  'credentials',
] as const

export type Row = Record<(typeof COLUMNS)[number], string>

export interface Entry {
  row: Row
  /** The stranger behind it. */
  of: number
  /** What was done to the entry. */
  tags: string[]
}

const BLANK: Row = {
  id: '',
  given_name: '',
  family_name: '',
  full_name: '',
  street: '',
  city: '',
  state: '',
  postal_code: '',
  phone: '',
  npi: '',
  license_state: '',
  license_number: '',
  credentials: '',
}

export const rowOf = (given: Partial<Row>): Row => ({ ...BLANK, ...given })

const filled = (text: string): string | null => (text === '' ? null : text)

/** The same row for the core; `isProven` where the license number is the list's own. */
export function personOf(row: Row, isProven: boolean): LinkPerson {
  return {
    names: [
      {
        full: filled(row.full_name),
        given: filled(row.given_name),
        middle: null,
        family: filled(row.family_name),
        suffix: null,
      },
    ],
    places: [
      {
        street: filled(row.street),
        city: filled(row.city),
        state: filled(row.state),
        postalCode: filled(row.postal_code),
        phone: filled(row.phone),
        point: null,
      },
    ],
    npi: filled(row.npi),
    licenses:
      row.license_number === ''
        ? []
        : [{ state: row.license_state, number: row.license_number, isProven }],
    gender: null,
    birthDate: null,
    personalNumber: null,
  }
}

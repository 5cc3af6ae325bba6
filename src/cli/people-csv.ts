/** A file of people, one a row, as `link` reads it. */
import { isValidNpi } from '#src/core/npi.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { toPhone } from '#scrapers/lib/phones.ts'
import { toPostalCode } from '#scrapers/lib/postal.ts'
import { toStateCode } from '#scrapers/lib/us-states.ts'
import type { FindPoint } from './points.ts'
import { lineError, readTable, type TableRow, type TableShape } from './read-csv.ts'

const COLUMNS = [
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
] as const
type PersonColumn = (typeof COLUMNS)[number]

const SHAPE: TableShape<PersonColumn> = {
  columns: COLUMNS,
  findMissing: (present) => {
    if (!present.has('id')) return 'the first line names no column id.'
    if (present.has('full_name') || (present.has('given_name') && present.has('family_name'))) {
      return null
    }
    return 'the first line names neither full_name nor given_name and family_name.'
  },
}

/**
 * Hands every person of the file to `take`, one after the other, and returns their ids in the same
 * order. A phone, ZIP, NPI or state that is none is not known. Throws `UsageError`, naming file and
 * line, for what `readTable` refuses, a row without id or name, and an id that comes twice.
 */
export async function readPeople(
  path: string,
  findPoint: FindPoint,
  take: (person: LinkPerson) => void,
): Promise<string[]> {
  const ids = createIds(path)
  await readTable(path, SHAPE, (row) => {
    ids.add(row.cell('id'), row.line)
    const name = toName(row)
    if (name === null) throw lineError(path, row.line, 'the row has no name.')
    take(toPerson(row, name, findPoint))
  })
  return ids.all
}

/** Ids that may come once. */
export function createIds(path: string) {
  const lines = new Map<string, number>()
  const all: string[] = []
  return {
    all,
    /** Throws `UsageError` for no id and for one that has come before. */
    add(given: string, line: number): void {
      if (given === '') throw lineError(path, line, 'the row has no id.')
      const before = lines.get(given)
      if (before !== undefined) {
        throw lineError(path, line, `the id ${given} stands on line ${before} already.`)
      }
      // A copy: a part of a text keeps the whole text in memory.
      const id = Buffer.from(given).toString()
      lines.set(id, line)
      all.push(id)
    },
  }
}

/** The parts where the file keeps both apart, else the whole; null for none. */
function toName(row: TableRow<PersonColumn>): LinkPerson['names'][number] | null {
  const full = row.cell('full_name')
  const given = row.cell('given_name')
  const family = row.cell('family_name')
  if (full === '' && given === '' && family === '') return null
  const isWhole = full !== '' && (given === '' || family === '')
  return {
    full: isWhole ? full : null,
    given: isWhole ? null : given || null,
    middle: null,
    family: isWhole ? null : family || null,
    suffix: null,
  }
}

function toPerson(
  row: TableRow<PersonColumn>,
  name: LinkPerson['names'][number],
  findPoint: FindPoint,
): LinkPerson {
  const npi = row.cell('npi')
  const number = row.cell('license_number')
  // A number without a state is one of the state that the person is in.
  const licenseState = toStateCode(row.cell('license_state') || row.cell('state'))
  return {
    names: [name],
    places: [toPlace(row, findPoint)],
    npi: isValidNpi(npi) ? npi : null,
    // Nothing in a file says who stands behind a number.
    licenses:
      number === '' || licenseState === null
        ? []
        : [{ state: licenseState, number, isProven: false }],
    gender: null,
    birthDate: null,
    personalNumber: null,
  }
}

function toPlace(row: TableRow<PersonColumn>, findPoint: FindPoint): LinkPerson['places'][number] {
  const city = row.cell('city')
  const state = toStateCode(row.cell('state')) ?? row.cell('state').toUpperCase()
  const postalCode = toPostalCode(row.cell('postal_code'))
  return {
    street: row.cell('street') || null,
    city: city || null,
    state: state || null,
    postalCode,
    phone: toPhone(row.cell('phone')),
    point: findPoint(postalCode, city, state),
  }
}

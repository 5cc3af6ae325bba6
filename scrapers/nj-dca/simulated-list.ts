/** All rows of the simulated registry, what a search finds among them, and the bulk file. */
import { isKeptWhenFewer } from '../lib/simulated-faults.ts'
import type { Fault } from '../lib/simulator.ts'
import type { InventedPerson } from '../population/person.ts'
import { LICENSE_TYPE, PROFESSION, toRows, type WireRow } from './simulated-rows.ts'

/** Fields of the search form by their names on the wire. */
export type SearchFields = Record<string, string>

/** Made once for a population and a fault: replace `controls.people` to change it. */
export class SimulatedList {
  #rows: WireRow[] = []
  #people: InventedPerson[] | null = null
  #fault: Fault | null = null

  /** In the order of names, as the site lists them. */
  rows(people: InventedPerson[], fault: Fault | null): WireRow[] {
    if (people === this.#people && fault === this.#fault) return this.#rows
    this.#people = people
    this.#fault = fault
    const kept = people.filter((_, position) => fault !== 'fewer' || isKeptWhenFewer(position))
    const keys = new Map<WireRow, string>()
    this.#rows = kept.flatMap(toRows)
    for (const row of this.#rows) keys.set(row, `${row.last_name} ${row.first_name}`)
    this.#rows.sort((one, other) => ((keys.get(one) ?? '') < (keys.get(other) ?? '') ? -1 : 1))
    if (fault === 'new-status') {
      const strange = this.#rows.find(
        (row) => row.license_status_name === 'Active' && row.license_type_name === LICENSE_TYPE,
      )
      if (strange) strange.license_status_name = 'Held by Consent'
    }
    return this.#rows
  }
}

/** Names and numbers by their beginnings, whatever the case; a star stands for anything. */
export function findRows(rows: WireRow[], fields: SearchFields): WireRow[] {
  const wanted = (name: string): string => (fields[`t_web_lookup__${name}`] ?? '').trim()
  const begins = (value: string, name: string): boolean =>
    value.toUpperCase().startsWith(wanted(name).replace(/\*$/, '').toUpperCase())
  const equals = (value: string, name: string): boolean =>
    wanted(name) === '' || value === wanted(name)
  return rows.filter(
    (row) =>
      equals(row.profession_name, 'profession_name') &&
      equals(row.license_type_name, 'license_type_name') &&
      begins(row.first_name, 'first_name') &&
      begins(row.last_name, 'last_name') &&
      begins(row.license_no, 'license_no') &&
      begins(row.addr_city, 'addr_city'),
  )
}

/** True for a search that a sweep makes: the whole profession. */
export const isWholeProfession = (fields: SearchFields): boolean =>
  ['first_name', 'last_name', 'license_no'].every((name) => !fields[`t_web_lookup__${name}`]) &&
  fields.t_web_lookup__profession_name === PROFESSION

const COLUMNS = (
  'full_name first_name middle_name last_name name_suffix profession_name license_type_name ' +
  'license_no issue_date expiration_date addr_line_1 addr_line_2 addr_city addr_state ' +
  'addr_zipcode addr_county addr_email license_status_name'
).split(' ')

/** Cells between bars, a bar at the end of every line. */
export function renderFile(rows: WireRow[], without: string[]): string {
  const columns = COLUMNS.filter((column) => !without.includes(column))
  const lines = rows.map((row) => {
    const cells = new Map<string, string>(Object.entries(row))
    return columns.map((column) => `${cells.get(column) ?? ''}|`).join('')
  })
  return [columns.map((column) => `${column}|`).join(''), ...lines, ''].join('\r\n')
}

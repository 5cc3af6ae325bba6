/** People of a JSON body as the table that a file of them would be. */
import { type CsvTable, ROWS_MAX } from '../csv/read-table.ts'
import type { CsvRow } from '../csv/split.ts'
import { COLUMN_FIELDS, type ColumnMapping } from './map-columns.ts'

const FIELDS: readonly string[] = COLUMN_FIELDS

/** Each column of such a table is the field of its name. */
export const PEOPLE_MAPPING: ColumnMapping = Object.fromEntries(
  COLUMN_FIELDS.map((field, column) => [field, column]),
)

/** The line of a row is its place in the list, from 1; what is no person is a row with a problem. */
export function toPeopleTable(people: readonly unknown[]): CsvTable {
  if (people.length === 0) return { kind: 'refused', problem: 'The list `people` is empty.' }
  if (people.length > ROWS_MAX) {
    const problem = `The list has more than ${ROWS_MAX.toLocaleString('en-US')} people. Send it in parts.`
    return { kind: 'refused', problem }
  }
  const rows = people.map((person, index) => toRow(person, index + 1))
  return { kind: 'table', delimiter: ',', header: [...FIELDS], rows }
}

function toRow(person: unknown, line: number): CsvRow {
  if (typeof person !== 'object' || person === null || Array.isArray(person)) {
    return { line, problem: 'This is no object with fields of a person.' }
  }
  const texts = new Map<string, string>()
  for (const [field, value] of Object.entries(person)) {
    if (!FIELDS.includes(field)) {
      return { line, problem: `Nothing is known by “${field.slice(0, 40)}”: ${FIELDS.join(', ')}.` }
    }
    const text = value === null ? '' : toText(value)
    if (text === null) return { line, problem: `The field ${field} is not text.` }
    texts.set(field, text.trim())
  }
  return { line, cells: FIELDS.map((field) => texts.get(field) ?? '') }
}

/** Null for what is none. A number may come as one, as long as it is exact. */
function toText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  const isText = typeof value === 'string' && !value.includes('\0') && value.isWellFormed()
  return isText ? value : null
}

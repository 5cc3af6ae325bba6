/** The bulk file into records, one a number. Pure. */
import { nameTokens } from '#src/core/names.ts'
import { collectRows, type RowReading } from '../lib/collect.ts'
import { LayoutError } from '../lib/errors.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import type { Assumptions } from './assumptions.ts'
import { type BulkRow, readBulkFile } from './bulk-file.ts'
import { isAcupuncturist, type LicenseRow, numberOf, readLicenseRow } from './license-row.ts'

/** All rows of one number, or one row that does not fit the header. */
interface Group {
  number: string | null
  rows: BulkRow[]
}

/**
 * Several rows of one number are the history of one license: the one of highest rank speaks. Where
 * one of them cannot be read, or they stand for different people, none of them does: the row that
 * is left might say the opposite.
 */
export function parseBulk(capture: Capture, assumptions: Assumptions): ParsedCapture {
  const groups = groupRows(readBulkFile(capture), assumptions)
  return collectRows(
    groups,
    ({ number }) => number,
    (group) => readGroup(group, assumptions),
  )
}

function groupRows(rows: BulkRow[], assumptions: Assumptions): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const number = row.fields && numberOf(row.fields)
    if (!row.fields || number === null || !isAcupuncturist(row.fields, assumptions)) continue
    const group = groups.get(number)
    if (group) group.rows.push(row)
    else groups.set(number, { number, rows: [row] })
  }
  const broken = rows.filter(({ fields }) => fields === null)
  for (const row of broken) {
    const known = row.cells.map((cell) => groups.get(cell)).find((group) => group !== undefined)
    if (known) known.rows.push(row)
    else groups.set(`line ${row.line}`, { number: null, rows: [row] })
  }
  return [...groups.values()]
}

function readGroup({ rows }: Group, assumptions: Assumptions): RowReading {
  const readings = rows.map(({ line, cells, fields }) => {
    if (!fields) {
      throw new LayoutError(`Line ${line} of the file has ${cells.length} cells, or lacks its bar.`)
    }
    return readLine(line, fields, assumptions)
  })
  const [first, ...others] = readings.toSorted(byRank)
  if (!first) throw new LayoutError('A license number has no rows.')
  for (const other of others) requireSamePerson(first, other)
  return { ...first, unknownWords: readings.flatMap(({ unknownWords }) => unknownWords) }
}

/** Equals in an order of their own, so that the file's order means nothing. */
function byRank(one: RowReading, other: RowReading): number {
  const ranks = other.record.rank - one.record.rank
  if (ranks !== 0) return ranks
  return JSON.stringify(one.record.content) < JSON.stringify(other.record.content) ? -1 : 1
}

function readLine(line: number, fields: LicenseRow, assumptions: Assumptions): RowReading {
  try {
    return readLicenseRow(fields, assumptions)
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error
    throw new LayoutError(`Line ${line} of the file: ${error.message}`, { cause: error })
  }
}

/** A person may marry between two rows; the first day of the license and part of the name stay. */
function requireSamePerson(one: RowReading, other: RowReading): void {
  const [name, otherName] = [one, other].map(({ record }) => record.content.name.full)
  const [words, otherWords] = [name, otherName].map((text) => nameTokens(text ?? '').words)
  const shared = words?.filter((word) => otherWords?.includes(word)) ?? []
  const [day, otherDay] = [one, other].map(({ record }) => record.content.licenses[0]?.licensedOn)
  const isSameName = words?.join(' ') === otherWords?.join(' ')
  const isOtherDay = Boolean(day && otherDay && day !== otherDay)
  if (shared.length > 0 && (isSameName || !isOtherDay)) return
  throw new LayoutError(
    `The number ${one.record.key} stands for two people, "${name}" and "${otherName}".`,
  )
}

/** Row by row into records: an odd row becomes a counted problem, a changed layout stops the run. */
import { findContradiction } from '#src/core/contradiction.ts'
import type { ParsedCapture, ParsedRecord, ParseProblem } from '../source.ts'
import { LayoutError } from './errors.ts'

/** What one row says. */
export interface RowReading {
  record: ParsedRecord
  /** Fields that had a value. */
  filled: string[]
  /** Fields that nobody has seen before. */
  leftovers: string[]
  unknownWords: string[]
  /** Sentences about what is odd in a row that can be used all the same. */
  problems: string[]
}

/** So many rows of a page must fail together before the page counts as unreadable. */
const UNREADABLE_ROWS_MIN = 5

/**
 * Reads every row with `read`, which returns null for a row that is ignored by name and throws
 * `LayoutError` for one it cannot read. A record that contradicts itself counts as unreadable.
 * Several rows of one key become the one of highest rank.
 */
export function collectRows<Row>(
  rows: Row[],
  keyOf: (row: Row) => string | null,
  read: (row: Row) => RowReading | null,
): ParsedCapture {
  const readings = new Map<string, RowReading>()
  const problems: ParseProblem[] = []
  const unreadable: string[] = []
  for (const [index, row] of rows.entries()) {
    const key = keyOf(row)
    try {
      const reading = read(row)
      const contradiction = reading && findContradiction(reading.record.content)
      if (contradiction) throw new LayoutError(contradiction)
      const rival = reading && readings.get(reading.record.key)
      if (!reading || (rival && rival.record.rank >= reading.record.rank)) continue
      readings.set(reading.record.key, reading)
    } catch (error) {
      if (!(error instanceof LayoutError)) throw error
      unreadable.push(error.message)
      problems.push({ level: 'row', key, detail: `Row ${index + 1}: ${error.message}` })
    }
  }
  if (unreadable.length === rows.length && rows.length >= UNREADABLE_ROWS_MIN) {
    throw new LayoutError(
      `None of the ${rows.length} rows can be read. The first one: ${unreadable[0]}`,
    )
  }
  return summarize([...readings.values()], problems)
}

function summarize(readings: RowReading[], problems: ParseProblem[]): ParsedCapture {
  const odd = readings.flatMap(({ record, problems }) =>
    problems.map((detail) => ({ level: 'row' as const, key: record.key, detail })),
  )
  const unseen = Object.entries(tally(readings.map(({ leftovers }) => leftovers))).map(
    ([field, count]) => ({
      level: 'page' as const,
      key: null,
      detail: `The field ${field}, in ${count === 1 ? '1 row' : `${count} rows`}, was never seen before; it is left aside until somebody decides what it means.`,
    }),
  )
  return {
    records: readings.map(({ record }) => record),
    problems: [...problems, ...odd, ...unseen],
    filled: tally(readings.map(({ filled }) => filled)),
    unknownWords: [...new Set(readings.flatMap(({ unknownWords }) => unknownWords))],
  }
}

/** How many of the lists have each word, words in order. */
function tally(lists: string[][]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const word of lists.flatMap((list) => [...new Set(list)])) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * Throws `LayoutError` for a column that no row has, a path such as `basic.sex` included. Below
 * `rowsMin` rows the lack proves nothing.
 */
export function requireColumns(rows: unknown[], columns: readonly string[], rowsMin = 1): void {
  if (rows.length < rowsMin) return
  for (const column of columns) {
    const path = column.split('.')
    if (!rows.some((row) => hasValue(row, path))) {
      throw new LayoutError(`The column ${column} is gone from all ${rows.length} rows.`)
    }
  }
}

function hasValue(row: unknown, path: string[]): boolean {
  let value: unknown = row
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return false
    value = Object.entries(value).find(([key]) => key === name)?.[1]
  }
  return value !== undefined && value !== null && value !== ''
}

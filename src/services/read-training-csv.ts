/** A file of comma-separated values into rows about training. */
import { CsvError, parse } from 'csv-parse/sync'
import {
  findTrainingColumn,
  TRAINING_COLUMNS,
  type TrainingColumn,
  toTrainingRow,
} from '#src/core/training-row.ts'
import type { GivenRow } from './take-training-rows.ts'

/** The bytes are no list; the message says what is wrong and where. */
export class TrainingFileError extends Error {
  override name = 'TrainingFileError'
}

/** What the desk takes at once; the command line takes any. */
export const LIST_MAX_BYTES = 1024 * 1024

export interface TrainingFile {
  rows: GivenRow[]
  /** Headers that mean no column of a list about training. */
  ignored: string[]
}

/** Throws `TrainingFileError` for bytes that are no such file, saying what is wrong and where. */
export function readTrainingCsv(body: Uint8Array): TrainingFile {
  const [header, ...lines] = readLines(body)
  if (!header)
    throw new TrainingFileError('The file is empty; its first line must name the columns.')
  const columns = header.cells.map(findTrainingColumn)
  requireColumns(header.cells, columns)
  return {
    rows: lines.map(({ line, cells }) =>
      cells.length === columns.length
        ? { line, row: toTrainingRow(toCells(columns, cells)) }
        : {
            line,
            problem: `The row has ${cells.length} cells where the first line names ${columns.length}.`,
          },
    ),
    ignored: header.cells.filter((name, index) => columns[index] === null && name.trim() !== ''),
  }
}

const toCells = (columns: (TrainingColumn | null)[], cells: string[]) =>
  Object.fromEntries(
    columns.flatMap((column, index) => (column === null ? [] : [[column, cells[index] ?? null]])),
  )

interface Line {
  /** On which the row begins, from 1. */
  line: number
  cells: string[]
}

function readLines(body: Uint8Array): Line[] {
  // One kind of line break: two would be counted as two lines inside of quotes.
  const text = decode(body).replaceAll(/\r\n?/g, '\n')
  if (text.includes('\0')) throw new TrainingFileError('The file is no text.')
  const ends: number[] = []
  try {
    const rows: string[][] = parse(text, {
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        ends.push(lines)
        return cells
      },
    })
    return rows.flatMap((cells, index) => {
      const inside = cells.join('').match(/\n/g)?.length ?? 0
      const line = (ends[index] ?? 0) - inside
      return cells.every((cell) => cell.trim() === '') ? [] : [{ line, cells }]
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new TrainingFileError(`The file is no CSV: ${error.message.replace(/\.?$/, '.')}`)
  }
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new TrainingFileError(
      'The file is not in UTF-8, so names could come out wrong: save it as "CSV UTF-8".',
    )
  }
}

function requireColumns(header: string[], columns: (TrainingColumn | null)[]): void {
  for (const column of TRAINING_COLUMNS) {
    const named = header.filter((_, index) => columns[index] === column)
    if (named.length > 1) {
      throw new TrainingFileError(`The columns ${named.join(' and ')} mean the same; keep one.`)
    }
  }
  if (!columns.includes('name'))
    throw new TrainingFileError('The first line names no column "name".')
  if (!columns.includes('school') && !columns.includes('program')) {
    throw new TrainingFileError(
      'The first line names neither a column "school" nor a column "programme".',
    )
  }
}

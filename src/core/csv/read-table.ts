/** A file of people into a header and rows, within limits. */
import { decodeCsv } from './decode.ts'
import { type CsvRow, type Delimiter, DELIMITERS, splitCsv } from './split.ts'

export const ROWS_MAX = 10_000
export const COLUMNS_MAX = 200

export type CsvTable =
  | { kind: 'table'; delimiter: Delimiter; header: string[]; rows: CsvRow[] }
  /** Nothing of the file is used, and this is why. */
  | { kind: 'refused'; problem: string }

/** The first row is the header; each row behind it has as many cells, or a problem. */
export function readTable(bytes: Uint8Array): CsvTable {
  const decoded = decodeCsv(bytes)
  if ('problem' in decoded) return refuse(decoded.problem)
  const delimiter = findDelimiter(decoded.text)
  const all = splitCsv(decoded.text, delimiter)
  const first = all.next()
  if (first.done === true) return refuse('The file is empty.')
  const header = readHeader(first.value)
  if (typeof header === 'string') return refuse(header)
  const rows: CsvRow[] = []
  for (const row of all) {
    const checked = checkRow(row, header.length)
    if (checked === null) continue
    if (rows.length === ROWS_MAX) {
      return refuse(`The file has more than ${toCount(ROWS_MAX)} rows. Send it in parts.`)
    }
    rows.push(checked)
  }
  if (rows.length === 0) return refuse('The file has a header and no rows.')
  return { kind: 'table', delimiter, header, rows }
}

const refuse = (problem: string): CsvTable => ({ kind: 'refused', problem })

const toCount = (count: number): string => count.toLocaleString('en-US')

/** What separates most cells of the first line that has any text. */
function findDelimiter(text: string): Delimiter {
  const line = /[^\r\n]+/.exec(text)?.[0] ?? ''
  const bare = line.slice(0, 20_000).replaceAll(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length)
  const most = Math.max(...counts)
  return DELIMITERS.find((_, index) => counts[index] === most) ?? ','
}

function readHeader(row: CsvRow): string[] | string {
  if ('problem' in row) return `The header in line ${row.line} cannot be read. ${row.problem}`
  if (row.cells.length > COLUMNS_MAX) {
    return `The file has ${toCount(row.cells.length)} columns; at most ${COLUMNS_MAX} are read.`
  }
  const header = row.cells.map((cell) => cell.trim())
  if (header.some(hasNul)) return 'The header has NUL characters. Save it as “CSV UTF-8”.'
  return header.some((cell) => cell !== '') ? header : 'The header has no names of columns.'
}

/** Null for a row without any text. Missing cells at the end are empty. */
function checkRow(row: CsvRow, width: number): CsvRow | null {
  if ('problem' in row) return row
  const { line } = row
  const last = row.cells.findLastIndex((cell) => cell.trim() !== '')
  if (last === -1) return null
  if (last >= width) {
    return { line, problem: `The row has ${toCount(last + 1)} cells, the header ${width}.` }
  }
  if (row.cells.some(hasNul)) return { line, problem: 'The row has NUL characters.' }
  return { line, cells: Array.from({ length: width }, (_, at) => (row.cells[at] ?? '').trim()) }
}

const hasNul = (cell: string): boolean => cell.includes('\0')

/** Text of comma-separated values, piece by piece, into rows; it knows the line of everything. */
import { UsageError } from './usage.ts'

export interface CsvRow {
  /** On which the row begins, from 1. */
  line: number
  cells: string[]
}

/** A quote that nobody closes would otherwise swallow the rest of the file, and all memory. */
const ROW_CHARS_MAX = 1_000_000

export class CsvSplitter {
  private readonly path: string
  /** What is not yet a whole row. */
  private rest = ''
  /** Of the first character of the rest. */
  private line = 1
  /** The last piece ended in a carriage return, whose line feed may come with the next. */
  private endsInReturn = false

  /** `path` is how problems name the file. */
  constructor(path: string) {
    this.path = path
  }

  /** The rows that this piece ends. Throws `UsageError` for a quote where none may be. */
  push(text: string): CsvRow[] {
    const whole = this.endsInReturn ? `\r${text}` : text
    this.endsInReturn = whole.endsWith('\r')
    const ended = this.endsInReturn ? whole.slice(0, -1) : whole
    const plain = ended.includes('\r') ? ended.replaceAll(/\r\n?/g, '\n') : ended
    return this.split(this.rest + plain, false)
  }

  /** The last row, where no line break ends it. */
  end(): CsvRow[] {
    return this.rest === '' ? [] : this.split(`${this.rest}\n`, true)
  }

  /** The number of the line that begins `breaks` line breaks behind what has been pushed. */
  lineAfter(breaks: number): number {
    return this.line + countBreaks(this.rest) + breaks
  }

  private split(text: string, isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let start = 0
    let quote = text.indexOf('"')
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start)
      if (quote === -1 || quote > end) {
        if (end > start) rows.push({ line: this.line, cells: text.slice(start, end).split(',') })
        start = end + 1
        this.line += 1
        continue
      }
      const mayWait = !isLast && text.length - start <= ROW_CHARS_MAX
      const row = this.readQuoted(text, start, mayWait)
      if (row === null) break
      rows.push({ line: this.line, cells: row.cells })
      this.line += countBreaks(text.slice(start, row.end))
      start = row.end
    }
    this.rest = text.slice(start)
    if (this.rest.length > ROW_CHARS_MAX) {
      this.refuse(this.line, `the row has more than ${ROW_CHARS_MAX} characters.`)
    }
    return rows
  }

  /** A row with quotes, and where the next begins; null where the text ends first and may. */
  private readQuoted(text: string, from: number, mayWait: boolean) {
    const cells: string[] = []
    for (let at = from; ;) {
      const cell = text[at] === '"' ? readQuotedCell(text, at) : readPlainCell(text, at)
      if (cell === null && mayWait) return null
      if (cell === null || 'problem' in cell) {
        const problem = cell?.problem ?? 'a quote is opened here and never closed.'
        return this.refuse(this.line + countBreaks(text.slice(from, at)), problem)
      }
      cells.push(cell.value)
      if (text[cell.end] === '\n') return { cells, end: cell.end + 1 }
      at = cell.end + 1
    }
  }

  private refuse(line: number, problem: string): never {
    throw new UsageError(`${this.path}, line ${line}: ${problem}`)
  }
}

/** What is in a cell and where it ends, or what is wrong with it. */
type Cell = { value: string; end: number } | { problem: string }

function readPlainCell(text: string, from: number): Cell | null {
  let end = from
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') {
    if (text[end] === '"') {
      return {
        problem: 'a quote inside a cell: put the whole cell in quotes and write this one twice.',
      }
    }
    end += 1
  }
  return end === text.length ? null : { value: text.slice(from, end), end }
}

/** Null where the text ends before the cell does. */
function readQuotedCell(text: string, from: number): Cell | null {
  let close = text.indexOf('"', from + 1)
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  const end = close + 1
  if (close === -1 || end === text.length) return null
  if (text[end] === ',' || text[end] === '\n') {
    return { value: text.slice(from + 1, close).replaceAll('""', '"'), end }
  }
  const breaks = countBreaks(text.slice(from, end))
  const where = breaks === 0 ? '' : ` ${breaks} lines further down`
  return {
    problem: `the quotes do not pair up: behind the one that closes the cell${where} stands "${text[end]}", where a comma or the end of the line belongs.`,
  }
}

function countBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** Text of separated values into rows. A row that cannot be read is told, and reading goes on. */

export type CsvRow =
  /** `line` is the one on which the row begins, from 1. */
  { line: number; cells: string[] } | { line: number; problem: string }

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Far more than a row about a person; a quote that nobody closes ends here. */
export const ROW_CHARS_MAX = 20_000

/**
 * The rows of a text, one at a time; empty lines are left out. Behind a row that cannot be read it
 * goes on with the next line.
 */
export function* splitCsv(text: string, delimiter: Delimiter = ','): Generator<CsvRow> {
  const plain = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
  // Remembered, because looking for the next quote from every line would read the rest each time.
  let quote = plain.indexOf('"')
  for (let start = 0, line = 1; start < plain.length;) {
    const end = endOfLine(plain, start)
    if (quote !== -1 && quote < start) quote = plain.indexOf('"', start)
    if (quote === -1 || quote > end) {
      if (end > start) yield readPlain(plain, start, end, line, delimiter)
      start = end + 1
      line += 1
      continue
    }
    const row = readQuoted(plain, start, delimiter)
    if (typeof row === 'string') yield { line, problem: row }
    else yield { line, cells: row.cells }
    const next = typeof row === 'string' ? end + 1 : row.next
    line += countBreaks(plain, start, next)
    start = next
  }
}

function readPlain(
  text: string,
  start: number,
  end: number,
  line: number,
  delimiter: Delimiter,
): CsvRow {
  return end - start > ROW_CHARS_MAX
    ? { line, problem: TOO_LONG }
    : { line, cells: text.slice(start, end).split(delimiter) }
}

const TOO_LONG = `The row has more than ${ROW_CHARS_MAX.toLocaleString('en-US')} characters.`
const UNCLOSED = 'A quotation mark is opened and not closed.'
const UNPAIRED = 'A quotation mark is closed and more text follows in the same cell.'

/** The cells from `start` on and where the next row begins, or what is wrong. */
function readQuoted(
  text: string,
  start: number,
  delimiter: Delimiter,
): { cells: string[]; next: number } | string {
  const stop = start + ROW_CHARS_MAX
  const cells: string[] = []
  for (let at = start; ;) {
    const isQuoted = text[at] === '"'
    const end = isQuoted ? endOfQuoted(text, at, stop) : endOfCell(text, at, delimiter)
    if (end === null) return stop < text.length ? `${UNCLOSED} ${TOO_LONG}` : UNCLOSED
    if (end > stop) return TOO_LONG
    const next = text[end]
    if (next !== undefined && next !== delimiter && next !== '\n') return UNPAIRED
    cells.push(isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end))
    if (next !== delimiter) return { cells, next: end + 1 }
    at = end + 1
  }
}

/** Behind the quote that closes the one at `open`, or null where none does before `stop`. */
function endOfQuoted(text: string, open: number, stop: number): number | null {
  for (let at = open + 1; ;) {
    const close = text.indexOf('"', at)
    if (close === -1 || close >= stop) return null
    if (text[close + 1] !== '"') return close + 1
    at = close + 2
  }
}

function endOfCell(text: string, start: number, delimiter: Delimiter): number {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1
  return end
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end === -1 ? text.length : end
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count += 1
  }
  return count
}

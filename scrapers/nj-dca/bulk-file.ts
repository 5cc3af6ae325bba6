/** The bulk file: cells between bars, every line ends in a bar, no quoting. Pure. */
import { decodeText } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { foldSpaces } from '../lib/text.ts'
import type { Capture } from '../source.ts'
import { BULK_COLUMNS, type LicenseRow } from './license-row.ts'

export interface BulkRow {
  /** From 1, the header's, as an editor counts. */
  line: number
  cells: string[]
  /** By column; null where the cells do not fit the header. */
  fields: LicenseRow | null
}

/** True for an answer that is the file and no page, whatever its media type says. */
export const isBulkFile = (capture: Capture): boolean =>
  /^[\w ]+\|/.test(new TextDecoder().decode(capture.body.subarray(0, 200)).replace(/^\uFEFF/, ''))

/** The rows; throws `LayoutError` for a file that breaks off or lacks a column. */
export function readBulkFile(capture: Capture): BulkRow[] {
  const lines = decodeText(capture)
    .split(/\r?\n/)
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => text !== '')
  const header = lines[0]
  const last = lines.at(-1)
  if (!header || !last) throw new LayoutError('The bulk file is empty: it lacks even its header.')
  const columns = readHeader(header.text)
  const fits = (text: string): boolean =>
    text.endsWith('|') && splitLine(text).length === columns.length
  // Cut off behind a cell, a line has its bar and lacks the rest.
  const isCutOff = !last.text.endsWith('|') || splitLine(last.text).length < columns.length
  if (isCutOff) throw new LayoutError(`The bulk file breaks off in line ${last.line}.`)
  return lines.slice(1).map(({ text, line }) => {
    const cells = splitLine(text)
    const fields = fits(text)
      ? Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
      : null
    return { line, cells, fields }
  })
}

/** The cells before the bar at the end. */
const splitLine = (text: string): string[] => text.replace(/\|$/, '').split('|').map(foldSpaces)

function readHeader(text: string): string[] {
  const columns = splitLine(text)
  const missing = BULK_COLUMNS.filter((column) => !columns.includes(column))
  if (missing.length > 0) {
    throw new LayoutError(`The bulk file lacks the column ${missing.join(', ')}.`)
  }
  if (new Set(columns).size !== columns.length) {
    throw new LayoutError(`The bulk file has a column twice: ${columns.join(', ')}.`)
  }
  return columns
}

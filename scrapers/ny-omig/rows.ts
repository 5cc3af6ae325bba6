/** The sheet as rows by heading; headings are what nobody could confirm. */
import { AssumptionError } from '../lib/errors.ts'
import { getSetting } from '../lib/settings.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { info } from './info.ts'
import { type Cell, readFirstSheet, toDay } from './workbook.ts'

/** Values by heading; empty for none. A day kept as a number has become `YYYY-MM-DD`. */
export type Row = Record<string, string>

/** The headings in force, by what stands under them. */
export interface Columns {
  name: string
  npi: string
  type: string
  license: string
  date: string
}

type Settings = CaptureContext['settings']

export function readColumns(settings: Settings): Columns {
  const read = (name: string): string => toHeading(getSetting(info, settings, name).value)
  return {
    name: read('nameColumn'),
    npi: read('npiColumn'),
    type: read('typeColumn'),
    license: read('licenseColumn'),
    date: read('dateColumn'),
  }
}

/**
 * The rows under the headings, which are the first row. Throws `AssumptionError` where a heading is
 * not there, `LayoutError` for an answer that is no workbook.
 */
export function readRows(capture: Capture, settings: Settings): Row[] {
  const [first = [], ...others] = readFirstSheet(capture.body)
  const headings = first.map((cell) => toHeading(cell?.text ?? ''))
  requireHeadings(headings, settings)
  const { date } = readColumns(settings)
  return others.map((cells) =>
    Object.fromEntries(
      headings.flatMap((heading, index) =>
        heading === '' ? [] : [[heading, toValue(cells[index] ?? null, heading === date)]],
      ),
    ),
  )
}

/** `Provider Name` → `provider_name` */
export const toHeading = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')

function requireHeadings(headings: string[], settings: Settings): void {
  for (const name of Object.keys(info.settings)) {
    const { value, env } = getSetting(info, settings, name)
    const count = headings.filter((heading) => heading === toHeading(value)).length
    if (count === 1) continue
    throw new AssumptionError(
      `The list does not fit the setting ${name} (${env}): expected one column "${value}", found ${count === 0 ? 'none' : count} among "${headings.join('", "')}".`,
    )
  }
}

/** Nothing, and what people type for it: `NA`, `N/A`, `None`, dashes, underscores. */
const isNone = (text: string): boolean => /^(n\s*\/?\s*a|none|null|[-_.\s]*)$/i.test(text.trim())

function toValue(cell: Cell, isDate: boolean): string {
  if (!cell || isNone(cell.text)) return ''
  // A number that is no day goes on as it is: the parser has a word on it.
  return (isDate && cell.isNumber ? toDay(cell.text) : null) ?? cell.text
}

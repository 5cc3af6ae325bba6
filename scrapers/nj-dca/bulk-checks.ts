/** Whether a bulk file is what the settings assume, and what of it is left out. */
import { LayoutError } from '../lib/errors.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { fail, quote, readAssumptions } from './assumptions.ts'
import { readBulkFile } from './bulk-file.ts'
import { isAcupuncturist, type LicenseRow, numberOf } from './license-row.ts'

/** Fewer rows prove nothing about a format. */
const ROWS_MIN = 5

/** True where the file has its header and nobody. */
export const isEmptyFile = (capture: Capture): boolean =>
  capture.body.length === 0 || readBulkFile(capture).length === 0

/** Throws `AssumptionError` for a setting that no row bears out; returns notes for the run. */
export function checkBulkFile(capture: Capture, settings: CaptureContext['settings']): string[] {
  const rows = readBulkFile(capture).flatMap(({ fields }) => (fields ? [fields] : []))
  const assumptions = readAssumptions(settings)
  const ours = rows.filter((row) => isAcupuncturist(row, assumptions))
  if (ours.length === 0 && rows.length > 0) {
    const types = rows.map((row) => `${row.profession_name}: ${row.license_type_name}`)
    fail(settings, 'licenseType', 'rows of a license type that matches', quote(types))
  }
  const licenses = ours.filter((row) => numberOf(row) !== null)
  const numbers = licenses.flatMap((row) => numberOf(row) ?? [])
  if (numbers.length >= ROWS_MIN && !numbers.some(assumptions.isNumber)) {
    fail(settings, 'numberPattern', 'numbers that match', quote(numbers.slice(0, 3)))
  }
  const dates = licenses.flatMap(({ issue_date, expiration_date }) =>
    [issue_date, expiration_date].filter((text) => text !== undefined && text !== ''),
  )
  if (
    dates.length >= ROWS_MIN &&
    !dates.some((text) => isDate(text ?? '', assumptions.parseDate))
  ) {
    fail(settings, 'dateFormat', 'dates of that form', quote(dates.slice(0, 3).map(String)))
  }
  return describeLeftOut({
    noNumber: ours.filter((row) => numberOf(row) === null).map(statusOf),
    otherTypes: rows
      .filter((row) => !isAcupuncturist(row, assumptions))
      .map((row) => row.license_type_name ?? ''),
  })
}

/** Sentences about what is no license of an acupuncturist; none where nothing was left out. */
export function describeLeftOut(leftOut: { noNumber: string[]; otherTypes: string[] }): string[] {
  const { noNumber, otherTypes } = leftOut
  return [
    ...(noNumber.length === 0
      ? []
      : [
          `Rows without a license number, which are applications and no licenses, were left out: ${tally(noNumber)}.`,
        ]),
    ...(otherTypes.length === 0
      ? []
      : [`Rows of other license types were left out: ${tally(otherTypes)}.`]),
  ]
}

export const statusOf = (row: LicenseRow): string => row.license_status_name || 'no status'

function isDate(text: string, parseDate: (text: string) => string): boolean {
  try {
    parseDate(text)
    return true
  } catch (error) {
    if (error instanceof LayoutError) return false
    throw error
  }
}

/** `3 Denied, 12 Pending` */
function tally(words: string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([word, count]) => `${count} ${word}`)
    .join(', ')
}

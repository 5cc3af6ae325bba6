import { decodeJson } from '../lib/decode.ts'
import { AssumptionError, LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import { getSetting } from '../lib/settings.ts'
import { foldSpaces } from '../lib/text.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { info } from './info.ts'

export type Row = Record<string, unknown>

/** The rows of an answer; one that is no list of objects is a `LayoutError`. */
export function readRows(capture: Capture): Row[] {
  const answer = decodeJson(capture)
  if (!Array.isArray(answer) || !answer.every(isRow)) {
    throw new LayoutError('The answer is no list of rows.')
  }
  return answer
}

/** The row's permanent key; rows that differ in `credentialid` alone share it. */
export const keyOf = (row: Row): string | null =>
  typeof row.fullcredentialcode === 'string' ? row.fullcredentialcode.trim() : null

/** Throws `AssumptionError` for a credential label that nobody expects here. */
export function requireLabels(rows: Row[], settings: CaptureContext['settings']): void {
  const { value, env } = getSetting(info, settings, 'credentialLabels')
  const expected = new Set(value.split('|').map(foldLabel))
  const found = [...new Set(rows.map((row) => String(row.credential)))]
  const strange = found.filter((label) => !expected.has(foldLabel(label)))
  if (strange.length === 0) return
  throw new AssumptionError(
    `The credential labels do not fit the setting credentialLabels (${env}): expected ${quote(value.split('|'))}, found ${quote(found.sort())}.`,
  )
}

/** Throws `AssumptionError`: no row at all means that the query asks for something else. */
export function failEmpty(settings: CaptureContext['settings']): never {
  const { value, env } = getSetting(info, settings, 'credentialPrefix')
  throw new AssumptionError(
    `No credential begins with the setting credentialPrefix (${env}): expected rows for "${value}", labels found: none.`,
  )
}

/** The same label is spaced and capitalised differently in the two systems of the state. */
const foldLabel = (label: string): string =>
  foldSpaces(label)
    .toLowerCase()
    .replaceAll(/\s*\/\s*/g, '/')

const quote = (labels: string[]): string => labels.map((label) => `"${label.trim()}"`).join(', ')

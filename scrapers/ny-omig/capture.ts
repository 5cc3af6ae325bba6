/** One pass over New York's exclusion list: one workbook. */
import type { Json } from '#src/core/words.ts'
import { joinUrl } from '../lib/base-url.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { readRows } from './rows.ts'

/** Older servers name a workbook otherwise; what counts is the shape, and that is checked. */
const MEDIA_TYPES = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/octet-stream',
]
/** The server makes the workbook anew for everyone who asks. */
const TIMEOUT_MS = 120_000

export async function* sweep(
  context: CaptureContext,
  cursor: Json | null,
): AsyncIterable<SweepStep> {
  if (isRow(cursor) && cursor.isDone === true) return
  const capture = await fetchList(context)
  const rows = readRows(capture, context.settings).length
  if (rows === 0) throw new LayoutError('The exclusion list of New York holds nobody.')
  yield {
    captures: [capture],
    cursor: { isDone: true },
    progress: { done: rows, total: rows, unit: 'rows' },
    // The list does not say how many it holds.
    registryTotal: null,
    completeScopes: [''],
  }
}

export async function fetchList({ http, baseUrl }: CaptureContext): Promise<Capture> {
  const url = joinUrl(baseUrl, '/exclusions/exporttoexcel.aspx')
  return await http.fetch('list', url, { accept: MEDIA_TYPES, timeoutMs: TIMEOUT_MS })
}

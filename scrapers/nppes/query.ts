import { joinUrl } from '../lib/base-url.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { ACUPUNCTURIST_TEXT } from './info.ts'

/** The registry cuts longer pages to this without a word. */
export const PAGE_ROWS = 200
/** Beyond this the same page comes again and again. */
export const SKIP_MAX = 1000

export async function ask(
  context: CaptureContext,
  kind: string,
  parameters: Record<string, string | number | null>,
): Promise<Capture> {
  const url = joinUrl(context.baseUrl, '/api/', { version: '2.1', ...parameters })
  // It once said text/plain for months; what counts is the shape, and that is checked.
  return await context.http.fetch(kind, url, { accept: ['application/json', 'text/plain'] })
}

/** Acupuncturists with an address in a state, and in ZIPs that begin so, if a beginning is given. */
export async function askPage(
  context: CaptureContext,
  partition: string,
  skip: number,
  limit = PAGE_ROWS,
): Promise<Capture> {
  const [state = '', postalPrefix] = partition.split(':')
  return await ask(context, 'page', {
    enumeration_type: 'NPI-1',
    taxonomy_description: ACUPUNCTURIST_TEXT,
    state,
    postal_code: postalPrefix === undefined ? null : `${postalPrefix}*`,
    limit,
    skip,
  })
}

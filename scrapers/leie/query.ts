import { joinUrl } from '../lib/base-url.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { type List, toList } from './list.ts'

/** Fifteen megabytes take their time. */
const TIMEOUT_MS = 180_000

export interface ListAnswer {
  /** The whole list; the registry's own validators lead back to it. */
  capture: Capture
  list: List
}

/**
 * The whole list in one answer, asked for conditionally. The body is what was received without the
 * dates of birth: they are never part of a capture. (No other registry of the directory states one,
 * so nothing could be matched by them; they are blanked before anything else happens.)
 */
export async function fetchList({ http, baseUrl }: CaptureContext): Promise<ListAnswer> {
  const url = joinUrl(baseUrl, '/exclusions/downloadables/UPDATED.csv')
  const received = await http.fetch('list', url, { accept: ['text/csv'], timeoutMs: TIMEOUT_MS })
  const list = toList(received.body)
  return { capture: { ...received, body: list.bytes }, list }
}

/**
 * A part of the list as a capture of its own. It carries no validators: an answer to a later
 * question must never be mistaken for the whole list.
 */
export const toPart = (
  { capture }: ListAnswer,
  kind: 'rows' | 'look-up',
  fragment: string,
  body: Uint8Array,
): Capture => ({
  ...capture,
  kind,
  url: `${capture.url}#${fragment}`,
  body,
  etag: null,
  lastModified: null,
})

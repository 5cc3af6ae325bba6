/**
 * One pass over the exclusion list: one download, handed on in parts so that memory stays flat and a
 * kill costs no more than a part. The whole list is the first capture, for the next conditional
 * request; whoever goes on after a kill gets it back from there when nothing has changed.
 */
import type { Json } from '#src/core/words.ts'
import { LayoutError, UnavailableError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { sliceRows } from './list.ts'
import { fetchList, toPart } from './query.ts'

const PART_ROWS = 2000

/** What is known behind a step: all that is needed to go on. */
interface Position {
  /** Tells this list from a newer one. */
  fingerprint: string
  /** Rows handed on so far. */
  done: number
  total: number
}

/** The sweep with parts of another size, for tests. */
export function createSweep(partRows = PART_ROWS) {
  return async function* sweep(
    context: CaptureContext,
    cursor: Json | null,
  ): AsyncIterable<SweepStep> {
    const earlier = readCursor(cursor)
    if (earlier && earlier.done >= earlier.total) return
    const answer = await fetchList(context)
    const total = answer.list.rowStarts.length
    if (total === 0) throw new LayoutError('The exclusion list holds nobody.')
    const fingerprint = await toFingerprint(answer.list.bytes)
    let done = continueFrom(earlier, fingerprint)
    if (!earlier) yield toStep({ fingerprint, done, total }, answer.capture)
    while (done < total) {
      const end = Math.min(done + partRows, total)
      // The header is row 1 of the file.
      const fragment = `row=${done + 2}-${end + 1}`
      const part = toPart(answer, 'rows', fragment, sliceRows(answer.list, done, end))
      done = end
      yield toStep({ fingerprint, done, total }, part)
    }
  }
}

function continueFrom(earlier: Position | null, fingerprint: string): number {
  if (earlier && earlier.fingerprint !== fingerprint) {
    // Half of one list and half of another would make people appear or vanish who did neither.
    throw new UnavailableError(
      'The exclusion list was replaced by another one while it was being read; refresh it again.',
    )
  }
  return earlier?.done ?? 0
}

const toStep = (position: Position, capture: Capture): SweepStep => ({
  captures: [capture],
  cursor: { ...position },
  progress: { done: position.done, total: position.total, unit: 'rows' },
  // The list does not say how many it holds.
  registryTotal: null,
  ...(position.done === position.total ? { completeScopes: [''] } : {}),
})

async function toFingerprint(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function readCursor(cursor: Json | null): Position | null {
  if (!isRow(cursor) || typeof cursor.fingerprint !== 'string') return null
  return {
    fingerprint: cursor.fingerprint,
    done: Number(cursor.done),
    total: Number(cursor.total),
  }
}

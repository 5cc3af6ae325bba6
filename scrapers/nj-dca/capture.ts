/** One pass over New Jersey's acupuncturists: the bulk file, or where there is none the search. */
import type { Json } from '#src/core/words.ts'
import { UnavailableError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { CaptureContext, SweepStep } from '../source.ts'
import { type BulkOutcome, downloadBulk } from './bulk.ts'
import { checkBulkFile, isEmptyFile } from './bulk-checks.ts'
import { readPosition, START } from './position.ts'
import { sweepSearch } from './sweep-search.ts'
import { withFreshVisits } from './visit.ts'

/** Pages of one search that the site shows; what lies beyond is cut off without a word. */
const PAGES_MAX = 80

/** The sweep with another cap of the search, for tests. */
export function createSweep(pagesMax = PAGES_MAX) {
  return async function* sweep(
    context: CaptureContext,
    cursor: Json | null,
  ): AsyncIterable<SweepStep> {
    if (isRow(cursor) && cursor.way === 'bulk') return
    const position = readPosition(cursor)
    if (position) {
      yield* sweepSearch(context, position, pagesMax)
      return
    }
    const bulk = await withFreshVisits(() => downloadFilled(context))
    if ('bounced' in bulk) {
      const note = `The bulk download does not work: ${bulk.bounced}. The search pages were read instead.`
      yield* sweepSearch(context, START, pagesMax, [note])
      return
    }
    yield {
      captures: [bulk.capture],
      cursor: { way: 'bulk' },
      progress: { done: 1, total: 1, unit: 'files' },
      registryTotal: null,
      completeScopes: [''],
      notes: checkBulkFile(bulk.capture, context.settings),
    }
  }
}

/** A file with nobody in it is asked for once more, and then not believed. */
async function downloadFilled(context: CaptureContext): Promise<BulkOutcome> {
  for (let tries = 1; tries <= 2; tries += 1) {
    const bulk = await downloadBulk(context)
    if ('bounced' in bulk || !isEmptyFile(bulk.capture)) return bulk
  }
  throw new UnavailableError('New Jersey sent a bulk file with nobody in it, twice.')
}

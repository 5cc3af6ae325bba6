import type { Context } from 'hono'
import type { Batch } from '#db/queries/batches.ts'
import { RefusedError } from '#src/services/errors.ts'
import type { DeskSite } from '../desk.ts'
import { originOf } from '../run-check.ts'
import { sendLines } from '../send-lines.ts'
import { resultLines } from './results.ts'

/**
 * The export of a list. Throws `RefusedError` for one that is not over: whoever filed it would not see
 * what is missing.
 */
export function sendResults(site: DeskSite, c: Context, batch: Batch): Response {
  if (batch.status === 'mapping') throw new RefusedError('Start the list first.')
  if (batch.status === 'running') {
    throw new RefusedError(
      `${batch.done} of ${batch.total} rows are checked; take the results when all are, or cancel the list.`,
    )
  }
  const isWhole = batch.status === 'done'
  return sendLines(c, site.now(), {
    fileName: `checks-${batch.id}${isWhole ? '' : '-partial'}.csv`,
    mediaType: 'text/csv',
    parts: resultLines(site.database(c), batch, originOf(site, c)),
  })
}

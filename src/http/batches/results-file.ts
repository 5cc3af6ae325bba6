import type { Context } from 'hono'
import type { Batch } from '#db/queries/batches.ts'
import type { DeskSite } from '../desk.ts'
import { keepNothing } from '../run-check.ts'
import { streamResults } from './results.ts'

/** The export of a list. */
export function sendResults(site: DeskSite, c: Context, batch: Batch): Response {
  const base = site.publicUrl?.replace(/\/$/, '') ?? new URL(c.req.url).origin
  keepNothing(c)
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="checks-${batch.id}.csv"`)
  // One of its own each time: to make one from the contents the whole stream would be read first.
  c.header('ETag', `"${batch.id}-${site.now().getTime()}"`)
  return c.body(streamResults(site.database(c), batch, base))
}

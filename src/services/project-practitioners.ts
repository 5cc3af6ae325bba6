/** Shows practitioners anew: facts and search row, built from the records linked to them. */
import type { Db } from '#db/client.ts'
import { listLeftOut } from '#db/queries/left-out.ts'
import { toSearchRow } from '#src/core/search/row.ts'
import { buildViews } from './build-views.ts'
import type { ServiceContext } from './context.ts'
import { writeFacts } from './write-facts.ts'
import { writeSearchRows } from './write-search-rows.ts'

/** A statement's memory is never given back by PGlite, so it stays small. */
const BATCH_PRACTITIONERS = 500

/**
 * Rebuilds what is shown of each. One that has no records left is shown no more; one that asked to
 * be left out of searches has facts and no search row.
 */
export async function projectPractitioners(
  ctx: ServiceContext,
  tx: Db,
  ids: number[],
): Promise<void> {
  if (ids.length === 0) return
  const leftOut = await listLeftOut(tx)
  for (let start = 0; start < ids.length; start += BATCH_PRACTITIONERS) {
    await projectBatch(ctx, tx, ids.slice(start, start + BATCH_PRACTITIONERS), leftOut)
  }
}

async function projectBatch(
  ctx: ServiceContext,
  tx: Db,
  ids: number[],
  leftOut: Set<number>,
): Promise<void> {
  const infos = ctx.registries.map(({ info }) => info)
  const projected = await buildViews(infos, tx, ids)
  const rows = projected.map(({ id, publicId, view }) =>
    toSearchRow(id, publicId, leftOut.has(id), view),
  )
  await Promise.all([writeFacts(tx, ids, projected), writeSearchRows(tx, ids, rows, ctx.now())])
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/client.ts'
import type { ServiceContext } from './context.ts'
import { linkEverything } from './link-everything.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { RULES } from './score-inputs.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Keys, pairs and groups of all records anew, from nothing but the records, the model in force and
 * what people judged. Where nothing was amiss every practitioner is as before.
 */
export async function rebuildLinks(
  ctx: ServiceContext,
): Promise<{ records: number; practitioners: number; changed: number }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const changed = await linkEverything(ctx, tx, { hasKeys: false, actor: RULES, runId: null })
    await projectPractitioners(ctx, tx, changed)
    const [counts] = await rowsOf<{ records: number; practitioners: number }>(
      tx,
      sql`select count(*)::int as records, count(distinct practitioner_id)::int as practitioners
          from links where superseded_at is null`,
    )
    return { records: 0, practitioners: 0, ...counts, changed: changed.length }
  })
}

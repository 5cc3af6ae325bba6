import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import type { Judge } from './give-judgements.ts'
import { linkEverything } from './link-everything.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { RULES } from './score-inputs.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Keys, pairs and groups of all records anew, from nothing but the records, the model in force and
 * what people judged. Where nothing was amiss every practitioner is as before. The rules decide; who
 * had them do so is in the audit log.
 */
export async function rebuildLinks(
  ctx: ServiceContext,
  { by, note }: Judge,
): Promise<{ records: number; practitioners: number; changed: number }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const before = await countLinks(tx)
    const changed = await linkEverything(ctx, tx, { hasKeys: false, actor: RULES, runId: null })
    await projectPractitioners(ctx, tx, changed)
    const after = { ...(await countLinks(tx)), changed: changed.length }
    const event = {
      actor: by,
      action: 'rebuild-links',
      subject: { type: 'directory', id: 'links' },
      why: note,
      before: { ...before },
      after,
    }
    await appendAudit(tx, event, ctx.now())
    return after
  })
}

async function countLinks(tx: Db): Promise<{ records: number; practitioners: number }> {
  const [counts] = await rowsOf<{ records: number; practitioners: number }>(
    tx,
    sql`select count(*)::int as records, count(distinct practitioner_id)::int as practitioners
        from links where superseded_at is null`,
  )
  return counts ?? { records: 0, practitioners: 0 }
}

import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findLastDecision } from '#db/queries/last-decision.ts'
import { registrySchedules } from '#db/schema/index.ts'
import type { Json } from '#src/core/words.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'

export type ScheduleRow = typeof registrySchedules.$inferSelect

export interface ScheduleChange {
  registry: string
  by: string
  why: string
  /** Of the schedule that whoever changes it has seen; 0 where there was none. */
  revision: number
  /** What is left out stays; `null` goes back to the registry's own cadence. */
  isPaused?: boolean | undefined
  cadenceHours?: number | null | undefined
}

/**
 * Pauses or resumes a registry, or changes how often it is swept. Throws `RefusedError` where
 * somebody else has changed it meanwhile, saying who.
 */
export async function setSchedule(
  ctx: ServiceContext,
  change: ScheduleChange,
): Promise<ScheduleRow> {
  if (!ctx.registries.some(({ info }) => info.id === change.registry)) {
    throw new NotFoundError(`There is no registry ${change.registry}.`)
  }
  const at = ctx.now()
  return ctx.db.transaction(async (tx) => {
    const before = await lockSchedule(tx, change)
    const isPaused = change.isPaused ?? before.pausedAt !== null
    const isNewPause = isPaused && before.pausedAt === null
    const paused = isPaused
      ? { pausedAt: at, pausedBy: change.by, pausedWhy: change.why }
      : { pausedAt: null, pausedBy: null, pausedWhy: null }
    const values = {
      ...(isPaused && !isNewPause ? {} : paused),
      cadenceHours: change.cadenceHours === undefined ? before.cadenceHours : change.cadenceHours,
      revision: before.revision + 1,
    }
    await tx
      .update(registrySchedules)
      .set(values)
      .where(eq(registrySchedules.registry, change.registry))
    const after = { ...before, ...values }
    await appendAudit(
      tx,
      {
        actor: change.by,
        action: actionOf(before, after),
        subject: { type: 'registry', id: change.registry },
        why: change.why,
        before: toAudit(before),
        after: toAudit(after),
      },
      at,
    )
    return after
  })
}

async function lockSchedule(tx: Db, change: ScheduleChange): Promise<ScheduleRow> {
  const { registry } = change
  await tx.insert(registrySchedules).values({ registry, revision: 0 }).onConflictDoNothing()
  const [row] = await tx
    .select()
    .from(registrySchedules)
    .where(eq(registrySchedules.registry, registry))
    .for('update')
  if (row?.revision === change.revision) return row
  const last = await findLastDecision(tx, { type: 'registry', id: registry })
  throw new RefusedError(
    `${last?.by ?? 'Somebody'} has changed the schedule of ${registry} meanwhile. Look at it again.`,
  )
}

function actionOf(before: ScheduleRow, after: ScheduleRow): string {
  if (before.pausedAt === null && after.pausedAt !== null) return 'pause-registry'
  if (before.pausedAt !== null && after.pausedAt === null) return 'resume-registry'
  return 'schedule-registry'
}

const toAudit = ({ cadenceHours, pausedAt }: ScheduleRow): Json => ({
  cadence_hours: cadenceHours,
  paused: pausedAt !== null,
})

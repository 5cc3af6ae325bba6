/** What a person may do with a run: stop it, or decide on one that the gate holds. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { publishRun } from './publish-run.ts'
import { registryOf } from './work-run.ts'

export interface Decision {
  runId: string
  by: string
  note: string
}

/** Publishes a held run after all. Throws `RefusedError` where it is not held (any more). */
export async function releaseRun(ctx: ServiceContext, input: Decision): Promise<RefreshRunRow> {
  const run = await getRun(ctx, input.runId)
  if (run.status !== 'held') throw refusal(run, 'released')
  const reasons = [...run.reasons, `Released by ${input.by}: ${input.note}`]
  const published = await publishRun(ctx, registryOf(ctx, run.registry), run, 'held')
  await ctx.db.update(refreshRuns).set({ reasons }).where(eq(refreshRuns.id, run.id))
  return { ...published, reasons }
}

/** Drops what a held run has read; its captures stay. */
export const rejectRun = (ctx: ServiceContext, input: Decision): Promise<RefreshRunRow> =>
  endRun(ctx, input, ['held'], 'Rejected')

/** Stops a run that is queued or under way; a process that works on it notices at its next step. */
export const cancelRun = (ctx: ServiceContext, input: Decision): Promise<RefreshRunRow> =>
  endRun(ctx, input, ['queued', 'running'], 'Cancelled')

async function endRun(
  ctx: ServiceContext,
  input: Decision,
  from: ('held' | 'queued' | 'running')[],
  word: 'Rejected' | 'Cancelled',
): Promise<RefreshRunRow> {
  const run = await getRun(ctx, input.runId)
  return ctx.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(refreshRuns)
      .set({
        status: 'cancelled',
        reasons: [...run.reasons, `${word} by ${input.by}: ${input.note}`],
        finishedAt: ctx.now(),
        leaseUntil: null,
      })
      .where(and(eq(refreshRuns.id, run.id), inArray(refreshRuns.status, from)))
      .returning()
    if (!ended) throw refusal(run, word.toLowerCase())
    await tx.execute(sql`delete from staged_records where run_id = ${run.id}`)
    return ended
  })
}

async function getRun(ctx: ServiceContext, runId: string): Promise<RefreshRunRow> {
  const [run] = await ctx.db.select().from(refreshRuns).where(eq(refreshRuns.id, runId))
  if (!run) throw new NotFoundError(`There is no run ${runId}.`)
  return run
}

const refusal = (run: RefreshRunRow, verb: string): RefusedError =>
  new RefusedError(`Run ${run.id} is ${run.status} and cannot be ${verb}.`)

/** What a person may do with a run: stop it, or decide on one that the gate holds. */
import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findLastDecision } from '#db/queries/last-decision.ts'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { LeaseLostError, NotFoundError, RefusedError } from './errors.ts'
import { publishRun } from './publish-run.ts'
import { registryOf } from './work-run.ts'

export interface Decision {
  runId: string
  by: string
  /** Why; kept in the audit log, while the run only says what was decided. */
  note: string
}

type Verb = 'released' | 'rejected' | 'cancelled'

const ACTIONS = {
  released: 'release-run',
  rejected: 'reject-run',
  cancelled: 'cancel-run',
} as const

/** Publishes a held run after all. Throws `RefusedError` where it is not held (any more). */
export async function releaseRun(ctx: ServiceContext, input: Decision): Promise<RefreshRunRow> {
  const held = await getRun(ctx.db, input.runId)
  if (held.status !== 'held') throw await refusal(ctx.db, held, 'released')
  const run = { ...held, reasons: [...held.reasons, toReason('released')] }
  try {
    return await publishRun(ctx, registryOf(ctx, run.registry), run, {
      from: 'held',
      alongside: (tx, published) => noteDecision(ctx, tx, 'released', input, held, published),
    })
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error
    throw await refusal(ctx.db, await getRun(ctx.db, input.runId), 'released')
  }
}

/** Drops what a held run has read; its captures stay. */
export const rejectRun = (ctx: ServiceContext, input: Decision): Promise<RefreshRunRow> =>
  endRun(ctx, input, ['held'], 'rejected')

/** Stops a run that is queued or under way; a process that works on it notices at its next step. */
export const cancelRun = (ctx: ServiceContext, input: Decision): Promise<RefreshRunRow> =>
  endRun(ctx, input, ['queued', 'running'], 'cancelled')

function endRun(
  ctx: ServiceContext,
  input: Decision,
  from: RefreshRunRow['status'][],
  verb: 'rejected' | 'cancelled',
): Promise<RefreshRunRow> {
  return ctx.db.transaction(async (tx) => {
    const [run] = await tx
      .select()
      .from(refreshRuns)
      .where(eq(refreshRuns.id, input.runId))
      .for('update')
    if (!run) throw unknownRun(input.runId)
    if (!from.includes(run.status)) throw await refusal(tx, run, verb)
    const values = {
      status: 'cancelled' as const,
      reasons: [...run.reasons, toReason(verb)],
      finishedAt: ctx.now(),
      leaseUntil: null,
    }
    await tx.update(refreshRuns).set(values).where(eq(refreshRuns.id, run.id))
    await tx.execute(sql`delete from staged_records where run_id = ${run.id}`)
    const ended = { ...run, ...values }
    await noteDecision(ctx, tx, verb, input, run, ended)
    return ended
  })
}

/** Everybody may read it: it names nobody. */
const toReason = (verb: Verb): string => `An admin ${verb} it.`

const noteDecision = (
  ctx: ServiceContext,
  tx: Db,
  verb: Verb,
  { by, note }: Decision,
  before: RefreshRunRow,
  after: RefreshRunRow,
): Promise<void> =>
  appendAudit(
    tx,
    {
      actor: by,
      action: ACTIONS[verb],
      subject: { type: 'run', id: before.id },
      why: note,
      before: { registry: before.registry, status: before.status, reasons: before.reasons },
      after: { registry: after.registry, status: after.status, ...countsOf(after) },
    },
    after.finishedAt ?? ctx.now(),
  )

const countsOf = ({ seen, new: added, changed, unchanged, notSeen }: RefreshRunRow) => ({
  seen,
  new: added,
  changed,
  unchanged,
  not_seen: notSeen,
})

async function getRun(db: Db, runId: string): Promise<RefreshRunRow> {
  const [run] = await db.select().from(refreshRuns).where(eq(refreshRuns.id, runId))
  if (!run) throw unknownRun(runId)
  return run
}

const unknownRun = (runId: string) => new NotFoundError(`There is no run ${runId}.`)

/** Says also who was faster, where it was a person. */
async function refusal(db: Db, run: RefreshRunRow, verb: Verb): Promise<RefusedError> {
  const last = await findLastDecision(db, { type: 'run', id: run.id })
  const [done] = Object.entries(ACTIONS).find(([, action]) => action === last?.action) ?? []
  const who = last && done ? `: ${last.by} has ${done} it already` : ''
  return new RefusedError(`Run ${run.id} is ${run.status} and cannot be ${verb}${who}.`)
}

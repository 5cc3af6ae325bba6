import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type CorrectionEntry, findCorrection } from '#db/queries/corrections.ts'
import { corrections } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { bringBack, leaveOut } from './leave-out.ts'
import { takeTurn } from './take-turn.ts'

export type CorrectionOutcome = 'done' | 'declined'

/** `answer` is shown to everybody on the practitioner's page. */
interface Decision {
  id: number
  outcome: CorrectionOutcome
  answer: string
  by: string
}

/**
 * Answers what somebody asked for. A removal that is `done` takes the practitioner out of searches;
 * one that is declined brings back whom no other keeps out, such as who inherited the wish. Throws `NotFoundError`, and `RefusedError` where somebody has answered already.
 */
export async function decideCorrection(
  ctx: ServiceContext,
  { id, outcome, answer, by }: Decision,
): Promise<void> {
  const { kind } = await requireCorrection(ctx.db, id)
  const decidedAt = ctx.now()
  await ctx.db.transaction(async (tx) => {
    if (kind === 'remove') await takeTurn(tx)
    const [decided] = await tx
      .update(corrections)
      .set({ outcome, answer, decidedAt, decidedBy: by })
      .where(and(eq(corrections.id, id), isNull(corrections.decidedAt)))
      .returning({ practitionerId: corrections.practitionerId })
    const asked = await requireCorrection(tx, id)
    if (!decided) throw new RefusedError(whoWasFaster(asked))
    const isLeftOut =
      kind === 'remove'
        ? await settleRemoval(ctx, tx, { ...decided, by, isGranted: outcome === 'done' })
        : asked.isLeftOut
    const about = { practitioner: asked.practitioner.id, kind }
    const event = {
      actor: by,
      action: 'decide-correction',
      subject: { type: 'correction', id: String(id) },
      why: answer,
      before: { ...about, outcome: null, left_out: asked.isLeftOut },
      after: { ...about, outcome, left_out: isLeftOut },
    }
    await appendAudit(tx, event, decidedAt)
  })
}

/** Returns whether the practitioner is out of searches now. */
async function settleRemoval(
  ctx: ServiceContext,
  tx: Db,
  { practitionerId, by, isGranted }: { practitionerId: number; by: string; isGranted: boolean },
): Promise<boolean> {
  if (!isGranted) return (await bringBack(ctx, tx, practitionerId)) !== null
  await leaveOut(ctx, tx, { practitionerId, by })
  return true
}

/**
 * Takes back a removal: the request stands as declined with `answer` as the reason, and the
 * practitioner is in searches again. Where another request to be left out stands for them they stay
 * out, because that wish was never taken back; its id is returned, else null. Throws `NotFoundError`,
 * and `RefusedError` where nothing is to undo.
 */
export async function undoRemoval(
  ctx: ServiceContext,
  { id, answer, by }: Omit<Decision, 'outcome'>,
): Promise<{ keptOutBy: number | null }> {
  const decidedAt = ctx.now()
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const asked = await requireCorrection(tx, id)
    const [undone] = await tx
      .update(corrections)
      .set({ outcome: 'declined', answer, decidedAt, decidedBy: by })
      .where(
        and(
          eq(corrections.id, id),
          eq(corrections.kind, 'remove'),
          eq(corrections.outcome, 'done'),
        ),
      )
      .returning({ practitionerId: corrections.practitionerId })
    if (!undone) throw new RefusedError(whyNotUndone(asked))
    const keptOutBy = await bringBack(ctx, tx, undone.practitionerId)
    const about = { practitioner: asked.practitioner.id, kind: asked.kind }
    const event = {
      actor: by,
      action: 'undo-removal',
      subject: { type: 'correction', id: String(id) },
      why: answer,
      before: { ...about, outcome: 'done', answer: asked.answer, left_out: asked.isLeftOut },
      after: { ...about, outcome: 'declined', left_out: keptOutBy !== null },
    }
    await appendAudit(tx, event, decidedAt)
    return { keptOutBy }
  })
}

async function requireCorrection(db: Db, id: number): Promise<CorrectionEntry> {
  const found = await findCorrection(db, id)
  if (!found) throw new NotFoundError(`There is no correction ${id}.`)
  return found
}

const whoWasFaster = ({ id, decidedBy, outcome }: CorrectionEntry): string =>
  `${decidedBy} has answered correction ${id} already: ${outcome}.`

const whyNotUndone = ({ id, kind, outcome, decidedBy }: CorrectionEntry): string =>
  kind !== 'remove' || outcome === null
    ? `Correction ${id} took nobody out of searches.`
    : `Correction ${id} stands as declined by ${decidedBy}: there is nothing to undo.`

import { and, eq, isNull } from 'drizzle-orm'
import { findJudgements } from '#db/queries/linkage.ts'
import { judgements } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { regroupJudged, requireNoContradiction } from './give-judgements.ts'
import { takeTurn } from './take-turn.ts'

const PAIR = {
  left: judgements.leftRecordId,
  right: judgements.rightRecordId,
  verdict: judgements.verdict,
}

/**
 * Takes a judgement back: what it had replaced is in force again, and practitioners and their public
 * ids are as they would be without it. Throws `NotFoundError`, and `RefusedError` where it is taken
 * back already or what comes into force again contradicts what was judged since.
 */
export async function undoJudgement(
  ctx: ServiceContext,
  { judgement, by }: { judgement: string; by: string },
): Promise<{ pairs: number }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const ofAct = eq(judgements.actId, judgement)
    const [known] = await tx.select({ id: judgements.id }).from(judgements).where(ofAct).limit(1)
    if (!known) throw new NotFoundError(`There is no judgement ${judgement}.`)
    const undone = await tx
      .update(judgements)
      .set({ supersededAt: ctx.now(), supersededBy: by })
      .where(and(ofAct, isNull(judgements.supersededAt)))
      .returning(PAIR)
    if (undone.length === 0) {
      throw new RefusedError(`Judgement ${judgement} is not in force any more.`)
    }
    const others = await findJudgements(tx)
    const revived = await tx
      .update(judgements)
      .set({ supersededAt: null, supersededBy: null, supersededInAct: null })
      .where(eq(judgements.supersededInAct, judgement))
      .returning(PAIR)
    requireNoContradiction(others, revived)
    await regroupJudged(ctx, tx, [...undone, ...revived], by)
    return { pairs: undone.length }
  })
}

import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findAct, findLastWord, type JudgementRow } from '#db/queries/judgements.ts'
import { findJudgements } from '#db/queries/linkage.ts'
import { judgements } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { type GivenVerdict, regroupJudged, requireNoContradiction } from './give-judgements.ts'
import { standingOf, withMates } from './record-owners.ts'
import { takeTurn } from './take-turn.ts'

const PAIR = {
  left: judgements.leftRecordId,
  right: judgements.rightRecordId,
  verdict: judgements.verdict,
}

/**
 * Takes a judgement back: what it had replaced is in force again, and practitioners and their public
 * ids are as they would be without it. Judgements of a pair are taken back in the reverse order: to
 * bring back what an act replaced beneath a later one would put two words on a pair in force. Throws
 * `NotFoundError`, and `RefusedError` where it is taken back already, where any pair of it was judged
 * anew, or where what comes into force again contradicts what was judged since.
 */
export async function undoJudgement(
  ctx: ServiceContext,
  { judgement, by, note = '' }: { judgement: string; by: string; note?: string },
): Promise<{ pairs: GivenVerdict[] }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const act = await findAct(tx, judgement)
    if (!act) throw new NotFoundError(`There is no judgement ${judgement}.`)
    if (act.first.ended) throw new RefusedError(await whyNotInForce(tx, act.first, act.first.ended))
    const others = await findJudgements(tx)
    const undone = await tx
      .update(judgements)
      .set({ supersededAt: ctx.now(), supersededBy: by })
      .where(and(eq(judgements.actId, judgement), isNull(judgements.supersededAt)))
      .returning(PAIR)
    const revived = await tx
      .update(judgements)
      .set({ supersededAt: null, supersededBy: null, supersededInAct: null })
      .where(eq(judgements.supersededInAct, judgement))
      .returning(PAIR)
    const staying = others.filter(({ actId }) => actId !== judgement)
    await requireNoContradiction(tx, staying, revived)
    const touched = await withMates(
      tx,
      [...undone, ...revived].flatMap(({ left, right }) => [left, right]),
    )
    const before = await standingOf(tx, touched)
    await regroupJudged(ctx, tx, [...undone, ...revived], by)
    const event = {
      actor: by,
      action: 'undo-judgement',
      subject: { type: 'judgement', id: judgement },
      why: note,
      before: { verdicts: [...new Set(undone.map(({ verdict }) => verdict))], records: before },
      after: {
        verdicts: [...new Set(revived.map(({ verdict }) => verdict))],
        records: await standingOf(tx, touched),
      },
    }
    await appendAudit(tx, event, ctx.now())
    return { pairs: undone }
  })
}

async function whyNotInForce(
  tx: Db,
  { actId, left, right }: JudgementRow,
  { byName, how }: NonNullable<JudgementRow['ended']>,
): Promise<string> {
  const gone = `Judgement ${actId} is not in force any more`
  if (how === 'taken back') return `${gone}: ${byName} has taken it back already.`
  const later = await findLastWord(tx, left, right)
  return later && !later.ended
    ? `${gone} for each of its pairs: ${later.byName} has judged anew. Undo judgement ${later.actId} first.`
    : `${gone}: ${byName} has judged anew.`
}

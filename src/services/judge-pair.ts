import { inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findLastWord, type JudgementRow } from '#db/queries/judgements.ts'
import { records, type Verdict } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { giveJudgements, type GivenVerdict, type Judge } from './give-judgements.ts'
import { ownersOf, standingOf, withMates } from './record-owners.ts'
import { takeTurn } from './take-turn.ts'

/** The judgement in force that whoever decides has seen, null for none; left out by who saw none. */
interface Seen {
  expected?: string | null
}

/**
 * A person's word on whether two records are one person. It wins over every rule and over the model;
 * `unsure` only says that somebody looked. One of the same pair given before is replaced, if it is the
 * one `expected`. The same word twice is one. Throws `NotFoundError`, and `RefusedError` where somebody
 * else was faster or where it contradicts what was judged of others.
 */
export async function judgePair(
  ctx: ServiceContext,
  { left, right, verdict, by, note, expected }: GivenVerdict & Judge & Seen,
): Promise<{ judgement: string; practitioners: (string | null)[] }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    await requireRecords(tx, [left, right])
    const last = await findLastWord(tx, Math.min(left, right), Math.max(left, right))
    const current = last && !last.ended ? last : null
    if (current?.by === by && current.verdict === verdict && current.note === note) {
      return { judgement: current.actId, practitioners: await ownersOf(tx, [left, right]) }
    }
    if (expected !== undefined && expected !== (current?.actId ?? null)) {
      throw new RefusedError(whoWasFaster(last))
    }
    const touched = await withMates(tx, [left, right])
    const before = await standingOf(tx, touched)
    const verdicts = [{ left, right, verdict }]
    const judgement = await giveJudgements(ctx, tx, { verdicts, by, note })
    const practitioners = await ownersOf(tx, [left, right])
    const event = {
      actor: by,
      action: 'judge-pair',
      subject: { type: 'pair', id: `${Math.min(left, right)}-${Math.max(left, right)}` },
      why: note,
      before: { verdict: current?.verdict ?? null, records: before },
      after: { verdict, judgement, records: await standingOf(tx, touched) },
    }
    await appendAudit(tx, event, ctx.now())
    return { judgement, practitioners }
  })
}

async function requireRecords(tx: Db, ids: number[]): Promise<void> {
  const found = await tx.select({ id: records.id }).from(records).where(inArray(records.id, ids))
  const missing = ids.filter((id) => found.every((one) => one.id !== id))
  if (missing.length > 0) throw new NotFoundError(`There is no record ${missing.join(' and ')}.`)
}

const VERDICT_WORDS: Record<Verdict, string> = {
  same: 'the same person',
  different: 'not the same person',
  unsure: 'unsure',
}

function whoWasFaster(last: JudgementRow | null): string {
  if (!last) return 'These two have not been judged. Look at them again.'
  return last.ended
    ? `${last.ended.byName} has taken back what was judged of these two. Look at them again.`
    : `${last.byName} has judged these two already: ${VERDICT_WORDS[last.verdict]}. Look at them again.`
}

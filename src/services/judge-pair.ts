import { inArray } from 'drizzle-orm'
import { records } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError } from './errors.ts'
import { giveJudgements, type GivenVerdict, type Judge } from './give-judgements.ts'
import { takeTurn } from './take-turn.ts'

/**
 * A person's word on whether two records are one person. It wins over every rule and over the model;
 * `unsure` only says that somebody looked. One of the same pair given before is replaced. Throws
 * `NotFoundError`, and `RefusedError` where it contradicts what was judged of others.
 */
export async function judgePair(
  ctx: ServiceContext,
  { left, right, verdict, by, note }: GivenVerdict & Judge,
): Promise<{ judgement: string }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const found = await tx
      .select({ id: records.id })
      .from(records)
      .where(inArray(records.id, [left, right]))
    const missing = [left, right].filter((id) => found.every((one) => one.id !== id))
    if (missing.length > 0) throw new NotFoundError(`There is no record ${missing.join(' and ')}.`)
    const verdicts = [{ left, right, verdict }]
    return { judgement: await giveJudgements(ctx, tx, { verdicts, by, note }) }
  })
}

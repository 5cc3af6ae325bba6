import type { Db } from '#db/client.ts'
import { findDecisive } from '#db/queries/judgements.ts'
import { findPairs } from '#db/queries/linkage.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { findPractitionerRecords, type OwnRecord } from './find-practitioner-records.ts'
import { giveJudgements, type GivenVerdict, type Judge } from './give-judgements.ts'
import { loadInputs } from './load-link-input.ts'
import { standingOf } from './record-owners.ts'
import { mayShare, toKnown } from './regroup-records.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Makes two practitioners one. The older public id stays, the other leads to it. Throws
 * `NotFoundError`, and `RefusedError` where they are one already or somebody told them apart.
 */
export async function mergePractitioners(
  ctx: ServiceContext,
  { practitioners: [one, other], by, note }: { practitioners: [string, string] } & Judge,
): Promise<{ judgement: string; practitioner: string }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const [left, right] = [
      await findPractitionerRecords(tx, one),
      await findPractitionerRecords(tx, other),
    ]
    const ids = [...left.records, ...right.records].map(({ id }) => id)
    if (left.id === right.id) throw await oneAlready(tx, [one, other], ids)
    const before = await standingOf(tx, ids)
    const verdicts = await toVerdicts(ctx, tx, left.records, right.records)
    const judgement = await giveJudgements(ctx, tx, { verdicts, by, note })
    const { publicId } = await findPractitionerRecords(tx, one)
    const event = {
      actor: by,
      action: 'merge-practitioners',
      subject: { type: 'practitioner', id: publicId },
      why: note,
      before: { records: before },
      after: { judgement, records: await standingOf(tx, ids) },
    }
    await appendAudit(tx, event, ctx.now())
    return { judgement, practitioner: publicId }
  })
}

async function oneAlready(
  tx: Db,
  [one, other]: [string, string],
  ids: number[],
): Promise<RefusedError> {
  const judged = await findDecisive(tx, 'same', ids, ids)
  const who = judged ? `: ${judged.byName} has judged so` : ''
  return new RefusedError(`${one} and ${other} are one practitioner already${who}.`)
}

/** The two are one, and so is every pair across that the rules alone would keep apart. */
async function toVerdicts(
  ctx: ServiceContext,
  tx: Db,
  left: OwnRecord[],
  right: OwnRecord[],
): Promise<GivenVerdict[]> {
  const [first, second] = [left[0], right[0]]
  if (!first || !second) throw new NotFoundError('One of the two has no records.')
  const ids = [...left, ...right].map(({ id }) => id)
  const known = toKnown(await loadInputs(ctx, tx, ids))
  const pairs = await findPairs(tx, ids, ['match', 'review'])
  const paired = new Set(pairs.map((pair) => `${pair.left} ${pair.right}`))
  const isApart = (a: OwnRecord, b: OwnRecord): boolean => !mayShare(known, paired, a.id, b.id)
  return left.flatMap((a) =>
    right
      .filter((b) => (a === first && b === second) || isApart(a, b))
      .map((b): GivenVerdict => ({ left: a.id, right: b.id, verdict: 'same' })),
  )
}

/** What an admin decides about training: claims sent in, and doubtful rows of lists. */
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { findReview, findSubmission } from '#db/queries/training-desk.ts'
import { trainingReviews, trainingSubmissions } from '#db/schema/index.ts'
import { parseTrainingClaim, type TrainingClaim } from '#src/core/training-row.ts'
import type { Tier } from '#src/core/words.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { type Giver, giveTraining } from './give-training.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { toClaim } from './submit-training.ts'
import { sentenceOr } from './take-training-rows.ts'
import { takeTurn } from './take-turn.ts'

export interface Decision {
  id: number
  /** As the audit log names them. */
  by: string
  /** Why; an approval may go without. */
  reason: string
}

/**
 * Approves a claim that somebody sent in, at a tier, or rejects it (`tier` null). Throws
 * `NotFoundError`, and `RefusedError` where it is decided already or a reason is missing.
 */
export async function decideSubmission(
  ctx: ServiceContext,
  { id, tier, by, reason }: Decision & { tier: Tier | null },
): Promise<void> {
  if (tier === null) requireReason(reason)
  await ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const at = ctx.now()
    const found = await findSubmission(tx, id)
    if (!found) throw new NotFoundError(`There is no claim ${id} that was sent in.`)
    if (found.decidedAt) {
      const what = found.tier ? `approved as ${found.tier}` : `rejected: ${found.reason}`
      throw decidedAlready(found, what)
    }
    const decision = tier === null ? ('rejected' as const) : ('approved' as const)
    await tx
      .update(trainingSubmissions)
      .set({ decidedAt: at, decidedBy: by, decision, tier, reason })
      .where(eq(trainingSubmissions.id, id))
    const hasFile = found.fileSha256 !== null
    const claim =
      tier === null ? null : toClaim(found, { tier, hasFile, thisYear: at.getUTCFullYear() })
    const whom = await findIdentity(tx, found.publicId)
    if (claim && whom) await give(ctx, tx, whom.id, claim, { ...found, actor: by, at })
    await appendAudit(
      tx,
      {
        actor: by,
        action: tier === null ? 'reject-training' : 'approve-training',
        subject: { type: 'training-submission', id: String(id) },
        why: reason,
        before: null,
        after: { practitioner: whom?.publicId ?? found.publicId, claim: claim && claimJson(claim) },
      },
      at,
    )
  })
}

/**
 * Says whom a doubtful row of a list means, at the tier of the row or another; with `practitioner`
 * null, nobody. Throws `NotFoundError`, and `RefusedError` where it is decided already.
 */
export async function decideReview(
  ctx: ServiceContext,
  input: Decision & { practitioner: string | null; tier: Tier | null },
): Promise<void> {
  const { id, practitioner, tier, by, reason } = input
  if (practitioner === null) requireReason(reason)
  await ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const at = ctx.now()
    const found = await findReview(tx, id)
    if (!found) throw new NotFoundError(`There is no row ${id} of a list to decide on.`)
    if (found.decidedAt) throw decidedAlready(found, found.decision ?? '')
    const whom = practitioner === null ? null : await findIdentity(tx, practitioner)
    if (practitioner !== null && !whom) {
      throw new NotFoundError(`There is no practitioner ${practitioner}.`)
    }
    const row = { ...found.row, tier: tier ?? found.row.tier }
    const claim = whom && sentenceOr(() => parseTrainingClaim(row, at.getUTCFullYear()))
    if (typeof claim === 'string') throw new RefusedError(claim)
    const decision =
      whom && claim ? `given to ${whom.publicId} as ${claim.tier}` : `nobody here: ${reason}`
    await tx
      .update(trainingReviews)
      .set({ decidedAt: at, decidedBy: by, decision })
      .where(eq(trainingReviews.id, id))
    if (whom && claim) await give(ctx, tx, whom.id, claim, { ...found, actor: by, at })
    await appendAudit(
      tx,
      {
        actor: by,
        action: 'decide-training-row',
        subject: { type: 'training-review', id: String(id) },
        why: reason,
        before: { name: found.row.name, candidates: found.candidates },
        after: { practitioner: whom?.publicId ?? null, claim: claim && claimJson(claim) },
      },
      at,
    )
  })
}

/** An admin decides again, so that what was withdrawn may come back. */
async function give(
  ctx: ServiceContext,
  tx: Db,
  practitionerId: number,
  claim: TrainingClaim,
  { givenBy, actor, at }: Giver & { at: Date },
): Promise<void> {
  const became = await giveTraining(tx, practitionerId, claim, {
    givenBy,
    actor,
    at,
    revives: true,
  })
  if (became === 'given') await projectPractitioners(ctx, tx, [practitionerId])
}

/** Throws `RefusedError` where nothing is said. */
export function requireReason(reason: string): void {
  if (reason.trim() === '') throw new RefusedError('Say why.')
}

/** What whoever comes second is told. */
export function decidedAlready(
  { decidedAt, decidedBy }: { decidedAt: Date | null; decidedBy: string | null },
  what: string,
): RefusedError {
  const day = decidedAt?.toISOString().slice(0, 10) ?? 'an unknown day'
  return new RefusedError(
    `${decidedBy ?? 'Somebody'} has decided that already, on ${day}: ${what.replace(/\.?$/, '.')}`,
  )
}

/** As the audit log keeps a claim. */
export const claimJson = ({ program, tier, evidence, evidenceUrl }: TrainingClaim) => ({
  program,
  tier,
  evidence,
  evidence_url: evidenceUrl,
})

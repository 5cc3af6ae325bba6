import { and, eq, isNull } from 'drizzle-orm'
import { findIdentity } from '#db/queries/practitioners.ts'
import { findClaim } from '#db/queries/training-desk.ts'
import { changes, trainingClaims } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { claimJson, decidedAlready, type Decision, requireReason } from './decide-training.ts'
import { NotFoundError } from './errors.ts'
import { describeClaim } from './give-training.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Takes back a claim that a person gave: it is kept and shown no more. Throws `NotFoundError`, and
 * `RefusedError` where it is withdrawn already or the reason is missing.
 */
export async function withdrawTraining(
  ctx: ServiceContext,
  { id, by, reason }: Decision,
): Promise<void> {
  requireReason(reason)
  await ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const at = ctx.now()
    const [withdrawn] = await tx
      .update(trainingClaims)
      .set({ withdrawnAt: at, withdrawnBy: by })
      .where(
        and(
          eq(trainingClaims.id, id),
          isNull(trainingClaims.recordId),
          isNull(trainingClaims.withdrawnAt),
        ),
      )
      .returning()
    const found = await findClaim(tx, id)
    if (!found) throw new NotFoundError(`There is no claim ${id} that somebody gave.`)
    if (!withdrawn) {
      throw decidedAlready(
        { decidedAt: found.withdrawnAt, decidedBy: found.withdrawnBy },
        'withdrawn',
      )
    }
    const { practitionerId } = withdrawn
    await tx.insert(changes).values({
      at,
      kind: 'evidence',
      practitionerId,
      actor: by,
      fields: [{ path: 'training', before: describeClaim(withdrawn), after: null }],
    })
    const whom = await findIdentity(tx, found.publicId)
    await projectPractitioners(ctx, tx, [whom?.id ?? practitionerId])
    await appendAudit(
      tx,
      {
        actor: by,
        action: 'withdraw-training',
        subject: { type: 'practitioner', id: whom?.publicId ?? found.publicId },
        why: reason,
        before: { claim: id, ...claimJson(withdrawn), given_by: withdrawn.givenBy },
        after: null,
      },
      at,
    )
  })
}

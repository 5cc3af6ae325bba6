import { findIdentity } from '#db/queries/practitioners.ts'
import { badgeLinks, changes } from '#db/schema/index.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError } from './errors.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Puts a checked badge address beside a practitioner's certification, as evidence for whoever reads
 * it; nothing is concluded from it. Attaching the same one again changes nothing.
 */
export async function attachBadge(
  ctx: ServiceContext,
  input: { publicId: string; url: string; by: string },
): Promise<{ isNew: boolean }> {
  return ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const identity = await findIdentity(tx, input.publicId)
    if (!identity) throw new NotFoundError(`There is no practitioner ${input.publicId}.`)
    const practitionerId = identity.id
    const at = ctx.now()
    const added = await tx
      .insert(badgeLinks)
      .values({ practitionerId, url: input.url, givenBy: input.by, givenAt: at })
      .onConflictDoNothing()
      .returning({ id: badgeLinks.id })
    if (added.length === 0) return { isNew: false }
    await tx.insert(changes).values({
      at,
      kind: 'evidence',
      practitionerId,
      actor: input.by,
      fields: [{ path: 'badges', before: null, after: input.url }],
    })
    await projectPractitioners(ctx, tx, [practitionerId])
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'attach-badge',
        subject: { type: 'practitioner', id: input.publicId },
        why: '',
        before: null,
        after: input.url,
      },
      at,
    )
    return { isNew: true }
  })
}

/** Taking back what lets somebody in: an account with all that came of it, or an invitation. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { actorName } from '#db/queries/actor-name.ts'
import type { Db } from '#db/client.ts'
import { auditEntries, invitations, users } from '#db/schema/index.ts'
import { appendAudit, type AuditEvent } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { endAccess } from './end-access.ts'
import { NotFoundError, RefusedError } from './errors.ts'

interface Removal {
  id: string
  by: string
  why: string
}

/**
 * Removes an account; its sessions end at once, and so does what `endAccess` says. Throws
 * `RefusedError` for the last admin and for an account that somebody else has removed,
 * `NotFoundError` for none.
 */
export async function removeUser(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  input: Removal,
): Promise<void> {
  const at = ctx.now()
  const actor = `user:${input.id}`
  await ctx.db.transaction(async (tx) => {
    // All admins are locked, in one order: of two who remove each other one stays.
    const admins = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.role, 'admin'))
      .orderBy(asc(users.id))
      .for('update')
    const [user] = await tx
      .delete(users)
      .where(eq(users.id, input.id))
      .returning({ name: users.name, email: users.email, role: users.role })
    if (!user) throw await whyNobody(tx, input.id)
    if (user.role === 'admin' && admins.length === 1) {
      throw new RefusedError('This is the last admin. Invite another one first.')
    }
    const { keys } = await endAccess(tx, { actor, isAccount: true, by: input.by, at })
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'remove-user',
        subject: { type: 'user', id: input.id },
        why: input.why,
        before: { ...user, keys },
        after: null,
      },
      at,
    )
  })
}

async function whyNobody(tx: Db, id: string): Promise<RefusedError | NotFoundError> {
  const by = await findDecider(tx, { type: 'user', id }, 'remove-user')
  return by === null
    ? new NotFoundError('There is no such account.')
    : new RefusedError(`This account was removed already, by ${by}.`)
}

/** Who has done something to a subject last; null for nobody. */
async function findDecider(
  tx: Db,
  { type, id }: AuditEvent['subject'],
  action: string,
): Promise<string | null> {
  const [entry] = await tx
    .select({ by: actorName(sql`${auditEntries.actor}`).mapWith(String) })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, type),
        eq(auditEntries.subjectId, id),
        eq(auditEntries.action, action),
      ),
    )
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  return entry?.by ?? null
}

/** Spends a link that nobody has used. Throws `RefusedError` where it no longer works. */
export async function withdrawInvitation(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  input: Removal,
): Promise<void> {
  const at = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const [spent] = await tx
      .update(invitations)
      .set({ usedAt: at })
      .where(and(eq(invitations.id, input.id), isNull(invitations.usedAt)))
      .returning({ email: invitations.email, role: invitations.role })
    if (!spent) throw await whySpent(tx, input.id)
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'withdraw-invitation',
        subject: { type: 'invitation', id: input.id },
        why: input.why,
        before: spent,
        after: null,
      },
      at,
    )
  })
}

async function whySpent(tx: Db, id: string): Promise<RefusedError | NotFoundError> {
  const [found] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(eq(invitations.id, id))
  if (!found) return new NotFoundError('There is no such invitation.')
  const by = await findDecider(tx, { type: 'invitation', id }, 'withdraw-invitation')
  return new RefusedError(
    by === null
      ? 'This invitation was used already, or a newer one took its place.'
      : `This invitation was withdrawn already, by ${by}.`,
  )
}

/** The list of an account: whom it watches, and the secret of its feeds. */
import { randomBytes } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { watchEvents, watches, watchLists, webhookEndpoints } from '#db/schema/index.ts'
import { sha256 } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { evaluateWatches } from './evaluate-watches.ts'

export const WATCHES_MAX = 10_000

/**
 * Puts somebody on the list and looks at them at once. Whoever is on it already keeps their watch,
 * under the new label. Throws `NotFoundError` for an unknown id.
 */
export async function watchPractitioner(
  ctx: ServiceContext,
  input: { account: string; publicId: string; label: string },
): Promise<{ id: string; isNew: boolean }> {
  const { account, label } = input
  const identity = await findIdentity(ctx.db, input.publicId)
  if (!identity) throw new NotFoundError('No practitioner has this id.')
  const newId = ctx.newId()
  const id = await ctx.db.transaction(async (tx) => {
    await keepList(tx, account, ctx.now())
    const [list] = await tx
      .select({ watched: count() })
      .from(watches)
      .where(eq(watches.account, account))
    const [watch] = await tx
      .insert(watches)
      .values({ id: newId, account, practitionerId: identity.id, label, createdAt: ctx.now() })
      .onConflictDoUpdate({ target: [watches.account, watches.practitionerId], set: { label } })
      .returning({ id: watches.id })
    if (!watch) throw new Error('The watch could not be kept.')
    if (watch.id === newId && (list?.watched ?? 0) >= WATCHES_MAX) {
      throw new RefusedError(`A list holds at most ${WATCHES_MAX} practitioners.`)
    }
    return watch.id
  })
  await evaluateWatches(ctx, id)
  return { id, isNew: id === newId }
}

/** Locks the list, so that two who add to it at once count one another. */
async function keepList(tx: Db, account: string, createdAt: Date): Promise<void> {
  await tx
    .insert(watchLists)
    // Of a token that nobody has: the feeds open with `renewFeed`.
    .values({ account, createdAt, feedTokenHash: sha256(newToken()) })
    .onConflictDoNothing()
  await tx.select().from(watchLists).where(eq(watchLists.account, account)).for('update')
}

const newToken = (): string => randomBytes(32).toString('base64url')

/** Ends a watch; what it told stays in the account's log. Throws `NotFoundError`. */
export async function unwatch(
  ctx: Pick<ServiceContext, 'db'>,
  { account, id }: { account: string; id: string },
): Promise<void> {
  const [gone] = await ctx.db
    .delete(watches)
    .where(and(eq(watches.account, account), eq(watches.id, id)))
    .returning({ id: watches.id })
  if (!gone) throw new NotFoundError('There is no such watch.')
}

/** A new secret for feed and calendar; addresses with the one before lead nowhere any more. */
export async function renewFeed(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  account: string,
): Promise<string> {
  const token = newToken()
  const feedTokenHash = sha256(token)
  await ctx.db
    .insert(watchLists)
    .values({ account, createdAt: ctx.now(), feedTokenHash })
    .onConflictDoUpdate({ target: watchLists.account, set: { feedTokenHash } })
  return token
}

/** Deletes the list, what it told, and the webhooks of an account. */
export async function forgetWatches(
  ctx: Pick<ServiceContext, 'db'>,
  account: string,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.account, account))
    await tx.delete(watchEvents).where(eq(watchEvents.account, account))
    await tx.delete(watchLists).where(eq(watchLists.account, account))
  })
}

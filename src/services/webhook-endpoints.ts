/** Where an account wants to be told: added, turned off and on, given another secret, removed. */
import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { webhookDeliveries, webhookEndpoints } from '#db/schema/index.ts'
import { refuseWebhookUrl } from '#src/core/watches/webhook-url.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { newWebhookSecret, sealSecret } from './webhook-secrets.ts'

export const ENDPOINTS_MAX = 10
/** A replaced secret signs beside the new one for so long. */
export const ROTATION_HOURS = 24
const HOUR_MS = 3_600_000

export interface EndpointKey {
  account: string
  id: string
}

/**
 * Adds a webhook and returns its secret, which nobody is shown again. `secret` is the service's own.
 * Throws `RefusedError` for an address that no webhook may go to.
 */
export async function addEndpoint(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'newId'>,
  secret: string,
  { account, url }: { account: string; url: string },
): Promise<{ id: string; secret: string }> {
  const refusal = refuseWebhookUrl(url)
  if (refusal) throw new RefusedError(refusal)
  const [existing] = await ctx.db
    .select({ endpoints: count() })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.account, account))
  if ((existing?.endpoints ?? 0) >= ENDPOINTS_MAX) {
    throw new RefusedError(`An account has at most ${ENDPOINTS_MAX} webhooks.`)
  }
  const id = ctx.newId()
  const plain = newWebhookSecret()
  await ctx.db.insert(webhookEndpoints).values({
    id,
    account,
    url: new URL(url).href,
    sealedSecret: sealSecret(secret, plain),
    isEnabled: true,
    createdAt: ctx.now(),
  })
  return { id, secret: plain }
}

/** Replaces the secret and returns the new one; for a day both sign. Throws `NotFoundError`. */
export async function rotateEndpoint(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  secret: string,
  key: EndpointKey,
): Promise<string> {
  const plain = newWebhookSecret()
  await ctx.db.transaction(async (tx) => {
    const { sealedSecret } = await lockEndpoint(tx, key)
    await tx
      .update(webhookEndpoints)
      .set({
        sealedSecret: sealSecret(secret, plain),
        previousSealedSecret: sealedSecret,
        previousUntil: new Date(ctx.now().getTime() + ROTATION_HOURS * HOUR_MS),
      })
      .where(eq(webhookEndpoints.id, key.id))
  })
  return plain
}

/** Turned off, what still waits is not sent, also not later. Throws `NotFoundError`. */
export async function switchEndpoint(
  ctx: Pick<ServiceContext, 'db'>,
  key: EndpointKey,
  isEnabled: boolean,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockEndpoint(tx, key)
    if (isEnabled) {
      await tx
        .update(webhookEndpoints)
        .set({ isEnabled, disabledWhy: null })
        .where(eq(webhookEndpoints.id, key.id))
    } else await disableEndpoint(tx, key.id, 'turned off by the account')
  })
}

/** Ends what is sent to a webhook, and says why. */
export async function disableEndpoint(tx: Db, id: string, why: string): Promise<void> {
  await tx
    .update(webhookEndpoints)
    .set({ isEnabled: false, disabledWhy: why })
    .where(eq(webhookEndpoints.id, id))
  await tx
    .update(webhookDeliveries)
    .set({ state: 'cancelled', leaseOwner: null, leaseUntil: null })
    .where(and(eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.state, 'waiting')))
}

/** Removes a webhook with its log. Throws `NotFoundError`. */
export async function removeEndpoint(
  ctx: Pick<ServiceContext, 'db'>,
  { account, id }: EndpointKey,
): Promise<void> {
  const [gone] = await ctx.db
    .delete(webhookEndpoints)
    .where(and(eq(webhookEndpoints.account, account), eq(webhookEndpoints.id, id)))
    .returning({ id: webhookEndpoints.id })
  if (!gone) throw new NotFoundError('There is no such webhook.')
}

/** The webhook, if it is the account's; nobody else changes it until the transaction ends. */
export async function lockEndpoint(
  tx: Db,
  { account, id }: EndpointKey,
): Promise<typeof webhookEndpoints.$inferSelect> {
  const [found] = await tx
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.account, account), eq(webhookEndpoints.id, id)))
    .for('update')
  if (!found) throw new NotFoundError('There is no such webhook.')
  return found
}

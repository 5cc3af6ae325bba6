/** Sends an event again, or a test. */
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { watchEvents, webhookDeliveries } from '#db/schema/index.ts'
import { TEST_EVENT } from '#src/core/watches/events.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { type EndpointKey, lockEndpoint } from './webhook-endpoints.ts'

async function lockEnabled(tx: Db, key: EndpointKey): Promise<void> {
  const { isEnabled } = await lockEndpoint(tx, key)
  if (!isEnabled) throw new RefusedError('This webhook is off. Turn it on first.')
}

/**
 * Sends a delivery again from the first try on, with the id and the text that it had: whoever took
 * it already knows it by its id. Throws `NotFoundError`, and `RefusedError` where the webhook is off.
 */
export async function replayDelivery(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  endpoint: EndpointKey,
  deliveryId: string,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockEnabled(tx, endpoint)
    const [replayed] = await tx
      .update(webhookDeliveries)
      .set({
        state: 'waiting',
        attempts: 0,
        nextAt: ctx.now(),
        deliveredAt: null,
        leaseOwner: null,
        leaseUntil: null,
      })
      .where(
        and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.endpointId, endpoint.id)),
      )
      .returning({ id: webhookDeliveries.id })
    if (!replayed) throw new NotFoundError('There is no such delivery.')
  })
}

/** Sends an event that says nothing but that the webhook works. Returns the delivery. */
export async function sendTestEvent(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'newId'>,
  endpoint: EndpointKey,
): Promise<string> {
  const at = ctx.now()
  const eventId = `evt_${ctx.newId()}`
  const deliveryId = ctx.newId()
  await ctx.db.transaction(async (tx) => {
    await lockEnabled(tx, endpoint)
    await tx.insert(watchEvents).values({
      id: eventId,
      account: endpoint.account,
      watchId: 'test',
      practitionerId: 0,
      type: TEST_EVENT,
      key: eventId,
      at,
      data: { summary: 'This is a test. Nothing happened.', watch: null, practitioner: null },
    })
    await tx.insert(webhookDeliveries).values({
      id: deliveryId,
      eventId,
      endpointId: endpoint.id,
      state: 'waiting',
      nextAt: at,
      createdAt: at,
    })
  })
  return deliveryId
}

/** The webhooks of an account and the log of what was sent to them. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../client.ts'
import {
  watchEvents,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
} from '../schema/index.ts'

const SHOWN = {
  id: webhookEndpoints.id,
  url: webhookEndpoints.url,
  isEnabled: webhookEndpoints.isEnabled,
  disabledWhy: webhookEndpoints.disabledWhy,
  createdAt: webhookEndpoints.createdAt,
}

export interface ShownEndpoint {
  id: string
  url: string
  isEnabled: boolean
  disabledWhy: string | null
  createdAt: Date
}

export const listEndpoints = (db: Db, account: string): Promise<ShownEndpoint[]> =>
  db
    .select(SHOWN)
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.account, account))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))

/** Null for one that is not the account's. */
export async function findEndpoint(
  db: Db,
  account: string,
  id: string,
): Promise<ShownEndpoint | null> {
  const [found] = await db
    .select(SHOWN)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.account, account), eq(webhookEndpoints.id, id)))
  return found ?? null
}

export interface ShownDelivery {
  id: string
  eventId: string
  type: string
  state: 'waiting' | 'delivered' | 'failed' | 'cancelled'
  createdAt: Date
  nextAt: Date
  deliveredAt: Date | null
  attempts: { at: Date; status: number | null; ms: number; detail: string }[]
}

/** The newest first, each with every try. */
export async function listDeliveries(
  db: Db,
  endpointId: string,
  limit: number,
): Promise<ShownDelivery[]> {
  const found = await db
    .select({
      id: webhookDeliveries.id,
      eventId: webhookDeliveries.eventId,
      type: watchEvents.type,
      state: webhookDeliveries.state,
      createdAt: webhookDeliveries.createdAt,
      nextAt: webhookDeliveries.nextAt,
      deliveredAt: webhookDeliveries.deliveredAt,
    })
    .from(webhookDeliveries)
    .innerJoin(watchEvents, eq(watchEvents.id, webhookDeliveries.eventId))
    .where(eq(webhookDeliveries.endpointId, endpointId))
    .orderBy(desc(webhookDeliveries.createdAt), asc(webhookDeliveries.id))
    .limit(limit)
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const tries = await db
    .select()
    .from(webhookAttempts)
    .where(inArray(webhookAttempts.deliveryId, ids))
    .orderBy(asc(webhookAttempts.id))
  return found.map((delivery) => ({
    ...delivery,
    attempts: tries
      .filter(({ deliveryId }) => deliveryId === delivery.id)
      .map(({ at, status, ms, detail }) => ({ at, status, ms, detail })),
  }))
}

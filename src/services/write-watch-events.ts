import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { watchEvents, webhookDeliveries, webhookEndpoints } from '#db/schema/index.ts'
import type { Json } from '#src/core/words.ts'
import type { ServiceContext } from './context.ts'

export interface NewWatchEvent {
  account: string
  watchId: string
  practitionerId: number
  type: string
  key: string
  data: Record<string, Json>
}

/** Rows of one statement, so that it stays below what a database takes. */
const ROWS = 1000

/**
 * Writes events that are not there yet, each with a delivery to every webhook of its account that is
 * on. Returns how many there are now that were not.
 */
export async function writeWatchEvents(
  ctx: Pick<ServiceContext, 'now' | 'newId'>,
  tx: Db,
  events: NewWatchEvent[],
): Promise<number> {
  const at = ctx.now()
  let written = 0
  for (let start = 0; start < events.length; start += ROWS) {
    const rows = events
      .slice(start, start + ROWS)
      .map((event) => ({ ...event, id: `evt_${ctx.newId()}`, at }))
    const added = await tx
      .insert(watchEvents)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: watchEvents.id, account: watchEvents.account })
    await addDeliveries(ctx, tx, added)
    written += added.length
  }
  return written
}

async function addDeliveries(
  ctx: Pick<ServiceContext, 'now' | 'newId'>,
  tx: Db,
  events: { id: string; account: string }[],
): Promise<void> {
  if (events.length === 0) return
  const accounts = [...new Set(events.map(({ account }) => account))]
  const endpoints = await tx
    .select({ id: webhookEndpoints.id, account: webhookEndpoints.account })
    .from(webhookEndpoints)
    .where(and(inArray(webhookEndpoints.account, accounts), eq(webhookEndpoints.isEnabled, true)))
  const at = ctx.now()
  const deliveries = events.flatMap((event) =>
    endpoints
      .filter(({ account }) => account === event.account)
      .map((endpoint) => ({
        id: ctx.newId(),
        eventId: event.id,
        endpointId: endpoint.id,
        state: 'waiting' as const,
        nextAt: at,
        createdAt: at,
      })),
  )
  for (let start = 0; start < deliveries.length; start += ROWS) {
    await tx.insert(webhookDeliveries).values(deliveries.slice(start, start + ROWS))
  }
}

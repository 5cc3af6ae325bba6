/**
 * Deliveries that are due are taken by one sender at a time, for as long as its lease. Of each webhook
 * only a few are under way at once, so that one that does not answer holds up no other.
 */
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { webhookDeliveries } from '#db/schema/index.ts'
import type { Json } from '#src/core/words.ts'

/** Longer than any try may take: only of a sender that is gone is anything taken over. */
export const DELIVERY_LEASE_MS = 30_000
/** Of one webhook. */
const EACH_AT_ONCE = 4

export interface ClaimedDelivery {
  id: string
  attempts: number
  endpointId: string
  url: string
  sealedSecret: string
  /** Null where no other secret signs beside it, or no longer. */
  previousSealedSecret: string | null
  event: { id: string; type: string; at: string; data: Json }
}

/**
 * Takes up to `limit`, first of the webhooks that have the fewest under way. Counts the try, so that
 * one whose sender was killed is counted as well.
 */
export async function claimDeliveries(
  db: Db,
  { owner, now, leaseMs, limit }: { owner: string; now: Date; leaseMs: number; limit: number },
): Promise<ClaimedDelivery[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const until = new Date(now.getTime() + leaseMs).toISOString()
  const rows = await rowsOf<{ claimed: ClaimedDelivery }>(
    db,
    sql`with claimed as (
          update webhook_deliveries set lease_owner = ${owner},
            lease_until = ${until}::timestamptz, attempts = attempts + 1
          where id in (
            select due.id from webhook_endpoints p
            cross join lateral (
              select count(*)::int as busy from webhook_deliveries
              where endpoint_id = p.id and state = 'waiting' and lease_until >= ${at}) now
            cross join lateral (
              select id, next_at from webhook_deliveries
              where endpoint_id = p.id and state = 'waiting' and next_at <= ${at}
                and (lease_until is null or lease_until < ${at})
              order by next_at, id limit greatest(0, ${EACH_AT_ONCE}::int - now.busy)
              for update skip locked) due
            order by now.busy, due.next_at, due.id limit ${limit}::int)
          returning id, attempts, event_id, endpoint_id)
        select jsonb_build_object('id', c.id, 'attempts', c.attempts, 'endpointId', p.id,
          'url', p.url, 'sealedSecret', p.sealed_secret,
          'previousSealedSecret', case when p.previous_until > ${at} then p.previous_sealed_secret end,
          'event', jsonb_build_object('id', e.id, 'type', e.type, 'at', e.at, 'data', e.data)) as claimed
        from claimed c
        join webhook_endpoints p on p.id = c.endpoint_id
        join watch_events e on e.id = c.event_id`,
  )
  return rows.map(({ claimed }) => claimed)
}

/** Frees what senders hold that are known to be gone, so that nobody waits for a lease to end. */
export async function releaseDeliveries(db: Db): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({ leaseOwner: null, leaseUntil: null })
    .where(and(eq(webhookDeliveries.state, 'waiting'), isNotNull(webhookDeliveries.leaseOwner)))
}

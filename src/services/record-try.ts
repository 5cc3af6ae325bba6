/** Writes down what became of a try to send a webhook. */
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { webhookAttempts } from '#db/schema/index.ts'
import type { Next } from '#src/core/watches/schedule.ts'
import type { ServiceContext } from './context.ts'
import { disableEndpoint } from './webhook-endpoints.ts'

export interface Tried {
  id: string
  endpointId: string
  startedAt: Date
  endedAt: Date
  /** Null where nobody answered. */
  status: number | null
  detail: string
  next: Next
}

const DETAIL_MAX = 500
/** Without any success for so long, a webhook is turned off. */
const SILENT_DAYS = 5
const DAY_MS = 86_400_000

/** Of a delivery that `owner` still holds; one that was taken over, replayed or cancelled stays. */
export async function recordTry(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  owner: string,
  tried: Tried,
): Promise<void> {
  const now = ctx.now()
  const { id, startedAt, endedAt, status, detail } = tried
  await ctx.db.transaction(async (tx) => {
    if (!(await setState(tx, owner, tried, now))) return
    await tx.insert(webhookAttempts).values({
      deliveryId: id,
      at: startedAt,
      status,
      ms: endedAt.getTime() - startedAt.getTime(),
      detail: toStorable(detail),
    })
    await disableUseless(tx, tried, now)
  })
}

/** Whether the delivery is still there. */
async function setState(tx: Db, owner: string, tried: Tried, now: Date): Promise<boolean> {
  const { id, next } = tried
  const at = sql`${now.toISOString()}::timestamptz`
  // What is gone has failed; what else waits for it is cancelled with the webhook.
  const state = next.state === 'gone' ? 'failed' : next.state
  const wait = next.state === 'waiting' ? next.waitSeconds : 0
  await tx.execute(sql`
    update webhook_deliveries set state = ${state}, lease_owner = null, lease_until = null,
      next_at = ${at} + ${wait}::float8 * interval '1 second',
      delivered_at = ${state === 'delivered' ? at : null}
    where id = ${id} and state = 'waiting' and lease_owner = ${owner}`)
  const left = await rowsOf(tx, sql`select from webhook_deliveries where id = ${id} for key share`)
  return left.length > 0
}

/** Control characters are no part of a log, and Postgres keeps no NUL. */
const toStorable = (detail: string): string =>
  detail
    .replaceAll(/\p{Cc}/gu, ' ')
    .toWellFormed()
    .slice(0, DETAIL_MAX)

async function disableUseless(tx: Db, { endpointId, next }: Tried, now: Date): Promise<void> {
  if (next.state === 'gone') await disableEndpoint(tx, endpointId, 'it answered 410 Gone')
  if (next.state !== 'failed') return
  const before = new Date(now.getTime() - SILENT_DAYS * DAY_MS).toISOString()
  const silent = await rowsOf(
    tx,
    sql`select from webhook_endpoints p
        where id = ${endpointId} and is_enabled and created_at < ${before}::timestamptz
          and not exists (select from webhook_deliveries d
            where d.endpoint_id = p.id and d.delivered_at > ${before}::timestamptz)`,
  )
  if (silent.length > 0) {
    await disableEndpoint(tx, endpointId, `it took nothing for ${SILENT_DAYS} days`)
  }
}

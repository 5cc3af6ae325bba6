/** Writes down what became of tries to send webhooks. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
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

/** Of deliveries that `owner` still holds; one that was taken over, replayed or cancelled stays. */
export async function recordTries(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  owner: string,
  tried: Tried[],
): Promise<void> {
  const now = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const known = await setStates(tx, owner, tried, now)
    const attempts = tried
      .filter(({ id }) => known.has(id))
      .map(({ id, startedAt, endedAt, status, detail }) => ({
        deliveryId: id,
        at: startedAt,
        status,
        ms: endedAt.getTime() - startedAt.getTime(),
        detail: toStorable(detail),
      }))
    if (attempts.length > 0) await tx.insert(webhookAttempts).values(attempts)
    await disableUseless(tx, tried, now)
  })
}

/** Which of the deliveries are still there. */
async function setStates(tx: Db, owner: string, tried: Tried[], now: Date): Promise<Set<string>> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = tried.map(({ id, next }) => ({
    id,
    // What is gone has failed; what else waits for it is cancelled with the webhook.
    state: next.state === 'gone' ? 'failed' : next.state,
    wait: next.state === 'waiting' ? next.waitSeconds : 0,
  }))
  await tx.execute(sql`
    update webhook_deliveries d set state = r.state, lease_owner = null, lease_until = null,
      next_at = ${at} + r.wait * interval '1 second',
      delivered_at = case when r.state = 'delivered' then ${at} end
    from jsonb_to_recordset(${jsonRows(rows)}) as r(id text, state text, wait float8)
    where d.id = r.id and d.state = 'waiting' and d.lease_owner = ${owner}`)
  const left = await rowsOf<{ id: string }>(
    tx,
    sql`select id from webhook_deliveries
        where id in (select jsonb_array_elements_text(${jsonRows(tried.map(({ id }) => id))}))
        for key share`,
  )
  return new Set(left.map(({ id }) => id))
}

/** Control characters are no part of a log, and Postgres keeps no NUL. */
const toStorable = (detail: string): string =>
  detail
    .replaceAll(/\p{Cc}/gu, ' ')
    .toWellFormed()
    .slice(0, DETAIL_MAX)

async function disableUseless(tx: Db, tried: Tried[], now: Date): Promise<void> {
  const gone = new Set(
    tried.filter(({ next }) => next.state === 'gone').map(({ endpointId }) => endpointId),
  )
  for (const id of gone) await disableEndpoint(tx, id, 'it answered 410 Gone')
  const failed = new Set(
    tried.filter(({ next }) => next.state === 'failed').map(({ endpointId }) => endpointId),
  )
  if (failed.size === 0) return
  const before = new Date(now.getTime() - SILENT_DAYS * DAY_MS).toISOString()
  const silent = await rowsOf<{ id: string }>(
    tx,
    sql`select id from webhook_endpoints p
        where id in (select jsonb_array_elements_text(${jsonRows([...failed])}))
          and is_enabled and created_at < ${before}::timestamptz
          and not exists (select from webhook_deliveries d
            where d.endpoint_id = p.id and d.delivered_at > ${before}::timestamptz)`,
  )
  for (const { id } of silent) {
    await disableEndpoint(tx, id, `it took nothing for ${SILENT_DAYS} days`)
  }
}

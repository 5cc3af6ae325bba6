/**
 * Sends webhooks as Standard Webhooks wants them. An event keeps its id and its text on every try.
 * A try whose answer was lost is made again, so a receiver can get an event more than once: it knows
 * it by `webhook-id`.
 */
import { Webhook } from 'standardwebhooks'
import { canonicalJson } from '#src/core/canonical-json.ts'
import { afterTry, type Next } from '#src/core/watches/schedule.ts'
import { type ClaimedDelivery, claimDeliveries, DELIVERY_LEASE_MS } from './claim-deliveries.ts'
import type { ServiceContext } from './context.ts'
import { describeError } from './errors.ts'
import { recordTry, type Tried } from './record-try.ts'
import { openSecret } from './webhook-secrets.ts'

/** What a receiver answered. */
export interface Posted {
  status: number
  retryAfter: string | null
  /** The beginning of its answer. */
  detail: string
}

/** Posts to an address of the public network only; throws where nobody answers in time. */
export type PostWebhook = (
  url: string,
  headers: Record<string, string>,
  body: string,
) => Promise<Posted>

export interface SendOptions {
  /** Which sender this is. */
  owner: string
  /** The secret of the service. */
  secret: string
  post: PostWebhook
  /** From 0 to below 1. */
  random: () => number
  /** When to try again, where it is not the schedule of Standard Webhooks. */
  next?: typeof afterTry
  /** Longer than `post` ever takes. */
  leaseMs?: number
}

/** Sent side by side. */
const AT_ONCE = 20

export interface Sender {
  /** Starts a try of deliveries that are due, as many as there is room for. Returns how many. */
  startDue(): Promise<number>
  /** Resolves when one of the tries under way ends; never while there are none. */
  whenFree(): Promise<void>
  whenAllEnd(): Promise<void>
}

/** What cannot be written down is logged, and tried again once its lease is over. */
export function createSender(ctx: ServiceContext, options: SendOptions): Sender {
  const { owner, leaseMs = DELIVERY_LEASE_MS } = options
  const underWay = new Set<Promise<void>>()
  const send = async (delivery: ClaimedDelivery): Promise<void> => {
    try {
      await recordTry(ctx, owner, await attempt(ctx, options, delivery))
    } catch (error) {
      const reason = describeError(error)
      ctx.log({ level: 'error', event: 'delivery not recorded', delivery: delivery.id, reason })
    }
  }
  return {
    async startDue() {
      const limit = AT_ONCE - underWay.size
      if (limit === 0) return 0
      const claimed = await claimDeliveries(ctx.db, { owner, now: ctx.now(), leaseMs, limit })
      for (const delivery of claimed) {
        const trying = send(delivery).finally(() => underWay.delete(trying))
        underWay.add(trying)
      }
      return claimed.length
    },
    whenFree: () => Promise.race(underWay),
    async whenAllEnd() {
      await Promise.all(underWay)
    },
  }
}

async function attempt(
  ctx: ServiceContext,
  { secret, post, random, next = afterTry }: SendOptions,
  delivery: ClaimedDelivery,
): Promise<Tried> {
  const startedAt = ctx.now()
  const follow = (status: number | null, retryAfter: string | null): Next =>
    next({ status, retryAfter }, delivery.attempts, random(), ctx.now())
  const common = { id: delivery.id, endpointId: delivery.endpointId, startedAt }
  try {
    const body = bodyOf(delivery)
    const headers = headersOf(secret, delivery, startedAt, body)
    const { status, retryAfter, detail } = await post(delivery.url, headers, body)
    return { ...common, status, detail, endedAt: ctx.now(), next: follow(status, retryAfter) }
  } catch (error) {
    const detail = describeError(error)
    return { ...common, status: null, detail, endedAt: ctx.now(), next: follow(null, null) }
  }
}

/** One text for an event, whatever order the database keeps its parts in. */
const bodyOf = ({ event }: ClaimedDelivery): string =>
  canonicalJson({
    type: event.type,
    timestamp: new Date(event.at).toISOString(),
    data: event.data,
  })

function headersOf(
  secret: string,
  { event, sealedSecret, previousSealedSecret }: ClaimedDelivery,
  at: Date,
  body: string,
): Record<string, string> {
  const sealed = [sealedSecret, ...(previousSealedSecret === null ? [] : [previousSealedSecret])]
  const signatures = sealed.map((one) =>
    new Webhook(openSecret(secret, one)).sign(event.id, at, body),
  )
  return {
    'content-type': 'application/json',
    'user-agent': 'Tri-State-Acupuncture-Directory-Webhooks/1',
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}

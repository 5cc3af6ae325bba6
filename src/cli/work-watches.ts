/** The part of a process that watches: looks at who is due and sends what is to be sent. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { readDirectoryVersion } from '#db/queries/watches.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { Desk } from '#src/http/desk.ts'
import { ageOutEvents } from '#src/services/age-out-events.ts'
import { releaseDeliveries } from '#src/services/claim-deliveries.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { describeError } from '#src/services/errors.ts'
import { evaluateWatches } from '#src/services/evaluate-watches.ts'
import { type PostWebhook, sendDeliveries } from '#src/services/send-deliveries.ts'
import { createPostWebhook } from './post-webhook.ts'

const PAUSE_MS = 2_000
/** Registries grow stale without anything being published. */
const LOOK_AGAIN_MS = 10 * 60_000

export interface WatchWork {
  /** Waits for the tries under way. */
  stop(): Promise<void>
}

export interface WatchWorkOptions {
  desk: Pick<Desk, 'ctx' | 'secret'>
  /** No other process works on this database, so whoever held a delivery there is gone. */
  isAlone: boolean
  post?: PostWebhook
}

/** Starts it; whatever fails is logged and tried again. */
export async function startWatchWork(options: WatchWorkOptions): Promise<WatchWork> {
  const { desk, isAlone, post = createPostWebhook() } = options
  const { ctx, secret } = desk
  if (isAlone) await releaseDeliveries(ctx.db)
  const owner = `process-${process.pid}-${randomUUID()}`
  const sending = { owner, secret, post, random: Math.random }
  const evaluate = createEvaluator(ctx)
  const stopping = new AbortController()
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await evaluate()
        while (!stopping.signal.aborted && (await sendDeliveries(ctx, sending)) > 0);
      } catch (error) {
        ctx.log({ level: 'error', event: 'watches failed', reason: describeError(error) })
      }
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const working = work()
  return {
    async stop() {
      stopping.abort()
      await working
    },
  }
}

/** Evaluates where something was published, on each new day, and every ten minutes. */
function createEvaluator(ctx: ServiceContext): () => Promise<void> {
  let last = { version: -1, day: '', at: 0 }
  return async function evaluate() {
    const now = ctx.now()
    const next = {
      version: await readDirectoryVersion(ctx.db),
      day: newYorkDay(now),
      at: now.getTime(),
    }
    const isNewDay = next.day !== last.day
    const isQuiet = next.version === last.version && !isNewDay
    if (isQuiet && next.at - last.at < LOOK_AGAIN_MS) return
    const { watches, events } = await evaluateWatches(ctx)
    if (isNewDay) await ageOutEvents(ctx)
    last = next
    if (events > 0) ctx.log({ level: 'info', event: 'watches evaluated', watches, events })
  }
}

/**
 * The part of a process that watches: looks at who is due, sends what is to be sent, and asks
 * registries about those whom no sweep has seen for long.
 */
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
import { recheckNext } from '#src/services/recheck-watched.ts'
import { createSender, type PostWebhook } from '#src/services/send-deliveries.ts'
import { createPostWebhook } from './post-webhook.ts'

const PAUSE_MS = 2_000
/** Registries grow stale without anything being published. */
const LOOK_AGAIN_MS = 10 * 60_000
/** Before each look for people whose facts have grown old. */
const RECHECK_MS = 3_600_000

export interface WatchWork {
  /** Waits for the tries under way. */
  stop(): Promise<void>
}

export interface WatchWorkOptions {
  desk: Pick<Desk, 'ctx' | 'secret' | 'askLive'>
  /** No other process works on this database, so whoever held a delivery there is gone. */
  isAlone: boolean
  post?: PostWebhook
}

/** Starts it; whatever fails is logged and tried again. */
export async function startWatchWork(options: WatchWorkOptions): Promise<WatchWork> {
  const { desk, isAlone, post = createPostWebhook() } = options
  const { ctx, secret, askLive } = desk
  if (isAlone) await releaseDeliveries(ctx.db)
  const owner = `process-${process.pid}-${randomUUID()}`
  const sender = createSender(ctx, { owner, secret, post, random: Math.random })
  const evaluate = createEvaluator(ctx)
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => {})
  const looking = repeat(ctx, signal, async () => {
    await evaluate()
    await pause(PAUSE_MS)
  })
  const telling = repeat(ctx, signal, async () => {
    if ((await sender.startDue()) > 0) return
    await Promise.race([pause(PAUSE_MS), sender.whenFree()])
  })
  const asking = repeat(ctx, signal, async () => {
    // First the sweeps that are due have their turn.
    await pause(RECHECK_MS)
    if (askLive) while (!signal.aborted && (await recheckNext(ctx, askLive)));
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all([looking, telling, asking])
      await sender.whenAllEnd()
    },
  }
}

async function repeat(
  ctx: ServiceContext,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
    } catch (error) {
      ctx.log({ level: 'error', event: 'watches failed', reason: describeError(error) })
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {})
    }
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

/** The job queue: pg-boss on whichever database is open, handing runs to this process to work on. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { fromPglite, PgBoss } from 'pg-boss'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import { missingSettings } from '#src/config.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { describeError } from '#src/services/errors.ts'
import { pruneLimits } from '#src/services/consume-limit.ts'
import { LEASE_MS, renewLease } from '#src/services/lease.ts'
import { queueDueRuns } from '#src/services/queue-due-runs.ts'
import { workRun } from '#src/services/work-run.ts'
import { captureContextFor } from './capture-context.ts'
import type { Opened } from './open.ts'

export interface RefreshQueue {
  /** Hands a run to whichever process is free. */
  enqueue(runId: string): Promise<void>
  /** Queues every run that is due, now. */
  tick(): Promise<void>
  /** Lets go of runs under way, where they stand, and ends the queue. */
  stop(): Promise<void>
}

export interface QueueOptions {
  /** Queue runs as they fall due, each minute. */
  schedules: boolean
  onProgress?: (run: RefreshRunRow) => void
}

const REFRESH = 'refresh'
const DUE = 'refresh-due'
/** A run that is not over by then has its job dropped; its lease, not the job, says who works on it. */
const JOB_EXPIRES_SECONDS = 12 * 3600

export async function startQueue(opened: Opened, options: QueueOptions): Promise<RefreshQueue> {
  const { ctx, database, settings } = opened
  const abort = new AbortController()
  const owner = `process-${process.pid}-${randomUUID()}`
  const boss = new PgBoss(
    database.kind === 'pglite'
      ? { db: fromPglite(database.pglite), backend: 'pglite' }
      : { connectionString: settings.DATABASE_URL ?? '', max: 4 },
  )
  boss.on('error', (error) =>
    ctx.log({ level: 'error', event: 'queue error', reason: describeError(error) }),
  )
  await boss.start()
  for (const name of [REFRESH, DUE]) {
    await boss.createQueue(name, { retryLimit: 0, expireInSeconds: JOB_EXPIRES_SECONDS })
  }

  const enqueue = async (runId: string): Promise<void> => {
    await boss.send(REFRESH, { runId })
  }
  const tick = async (): Promise<void> => {
    const due = await queueDueRuns(ctx, (info) => missingSettings(settings, info).length === 0)
    for (const run of due) await enqueue(run.id)
    await pruneLimits(ctx.db, ctx.now())
  }
  const work = async (runId: string): Promise<void> => {
    const heartbeat = setInterval(() => {
      renewLease(ctx, runId, owner).catch((error: unknown) =>
        ctx.log({ level: 'warn', event: 'lease not renewed', reason: describeError(error) }),
      )
    }, LEASE_MS / 3)
    try {
      await workRun(ctx, runId, {
        owner,
        signal: abort.signal,
        captureContext: (registry, signal) =>
          captureContextFor(settings, database.db, registry, signal),
        ...(options.onProgress ? { onProgress: options.onProgress } : {}),
      })
    } finally {
      clearInterval(heartbeat)
    }
  }

  await boss.work<{ runId: string }>(
    REFRESH,
    { pollingIntervalSeconds: 0.5, localConcurrency: runsAtOnce(opened) },
    async (jobs) => {
      for (const { data } of jobs) await work(data.runId)
    },
  )
  if (options.schedules) {
    await boss.work(DUE, { pollingIntervalSeconds: 5 }, tick)
    await boss.schedule(DUE, '* * * * *')
  }
  return {
    enqueue,
    tick,
    async stop() {
      abort.abort(new Error('The process is stopping.'))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

/** The embedded database shares this process's memory and works on one thing at a time. */
const EMBEDDED_RUNS_AT_ONCE = 2

const runsAtOnce = ({ ctx, database }: Opened): number =>
  database.kind === 'pglite' ? EMBEDDED_RUNS_AT_ONCE : ctx.registries.length

const POLL_MS = 150
const HAND_OUT_AGAIN_MS = 3_000

/** Waits until a run is over; one that another process left behind is handed out again. */
export async function waitForRun(
  ctx: ServiceContext,
  queue: RefreshQueue,
  runId: string,
): Promise<RefreshRunRow> {
  let handedOutAt = ctx.now().getTime()
  for (;;) {
    const [run] = await ctx.db.select().from(refreshRuns).where(eq(refreshRuns.id, runId))
    if (!run) throw new Error(`Run ${runId} is gone from the database.`)
    if (run.status !== 'queued' && run.status !== 'running') return run
    const now = ctx.now().getTime()
    const isSilent = (run.leaseUntil?.getTime() ?? 0) < now
    if (isSilent && now - handedOutAt > HAND_OUT_AGAIN_MS) {
      handedOutAt = now
      await queue.enqueue(runId)
    }
    await sleep(POLL_MS)
  }
}

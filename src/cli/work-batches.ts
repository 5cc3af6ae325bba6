/** Works on lists of people to be checked, a set at a time, as long as the process runs. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Directory } from '#db/queries/search.ts'
import type { Desk } from '#src/http/desk.ts'
import type { CheckContext } from '#src/services/check-person.ts'
import { ageOut } from '#src/services/age-out.ts'
import { deleteOldBatches, releaseBatches } from '#src/services/delete-batch.ts'
import { describeError, LeaseLostError } from '#src/services/errors.ts'
import { type BatchWorker, failBatch, takeBatch, workSet } from '#src/services/work-batch.ts'

export interface BatchLoop {
  /** Ends behind the set under way. */
  stop(): Promise<void>
}

export interface BatchLoopOptions {
  desk: Pick<Desk, 'ctx' | 'signer' | 'softwareVersion'>
  directory: Directory
  /** No other process has this database open: what is leased was left behind. */
  isAlone: boolean
}

const IDLE_MS = 500
const CLEAN_MS = 3_600_000
const FAILURES_MAX = 5

export function startBatchLoop(options: BatchLoopOptions): BatchLoop {
  const abort = new AbortController()
  const running = loop(options, abort.signal)
  return {
    async stop() {
      abort.abort()
      await running
    },
  }
}

async function loop(options: BatchLoopOptions, signal: AbortSignal): Promise<void> {
  const { ctx } = options.desk
  const owner = `process-${process.pid}-${randomUUID()}`
  const failures = new Map<string, number>()
  let cleanedAt = 0
  if (options.isAlone) await logged(ctx.log, () => releaseBatches(ctx))
  while (!signal.aborted) {
    if (ctx.now().getTime() - cleanedAt > CLEAN_MS) {
      cleanedAt = ctx.now().getTime()
      await logged(ctx.log, () => deleteOldBatches(ctx))
      await logged(ctx.log, () => ageOut(ctx.db, ctx.now()))
    }
    const isBusy = await logged(ctx.log, async () =>
      workOnce({ context: await contextOf(options), owner, log: ctx.log }, failures),
    )
    // A pause behind each set lets requests through.
    await sleep(isBusy ? 1 : IDLE_MS, undefined, { signal }).catch(() => {})
  }
}

const contextOf = async ({ desk, directory }: BatchLoopOptions): Promise<CheckContext> => ({
  db: desk.ctx.db,
  directory,
  infos: desk.ctx.registries.map(({ info }) => info),
  now: desk.ctx.now(),
  newId: desk.ctx.newId,
  signer: await desk.signer(),
  softwareVersion: desk.softwareVersion,
})

/** False where no list waits, or this one has to wait a moment. */
async function workOnce(worker: BatchWorker, failures: Map<string, number>): Promise<boolean> {
  const batch = await takeBatch(worker)
  if (!batch) return false
  try {
    await workSet(worker, batch)
    failures.delete(batch.id)
    return true
  } catch (error) {
    if (error instanceof LeaseLostError) return true
    const count = (failures.get(batch.id) ?? 0) + 1
    failures.set(batch.id, count)
    if (count >= FAILURES_MAX) {
      failures.delete(batch.id)
      await failBatch(worker, batch, 'The rest could not be checked. It has been noted.')
    }
    throw error
  }
}

async function logged<T>(
  log: (entry: { level: 'error'; event: string; reason: string }) => void,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    log({ level: 'error', event: 'list not worked on', reason: describeError(error) })
    return null
  }
}

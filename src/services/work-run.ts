/** Works on a run from where it stands until it is published, held or failed. */
import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { rowsOf } from '#db/client.ts'
import { compareRun } from '#db/queries/compare-run.ts'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import type { CaptureContext, ParsedCapture, Registry, SweepStep } from '#scrapers/source.ts'
import { judgeComparison } from '#src/core/drift.ts'
import { judgeRun, type RunStats } from '#src/core/gate.ts'
import type { ServiceContext } from './context.ts'
import { describeError, LeaseLostError, NotFoundError } from './errors.ts'
import { takeLease, updateOwnRun } from './lease.ts'
import { publishRun } from './publish-run.ts'
import { createStepSaver } from './step-saver.ts'
import { storeUnreadable } from './store-steps.ts'

export interface WorkOptions {
  /** Who works: any name that no other live process has. */
  owner: string
  /** The network for a registry; the run fails with the message of what this throws. */
  captureContext: (registry: Registry, signal: AbortSignal) => CaptureContext
  /** Aborted when the process wants to stop: the run stays where it is, for another process. */
  signal: AbortSignal
  onProgress?: (run: RefreshRunRow) => void
}

/** Returns the run as this process left it; null if it is over or another process has it. */
export async function workRun(
  ctx: ServiceContext,
  runId: string,
  options: WorkOptions,
): Promise<RefreshRunRow | null> {
  const taken = await takeLease(ctx, runId, options.owner)
  if (!taken) return null
  try {
    const registry = registryOf(ctx, taken.registry)
    const swept = taken.isSwept ? taken : await sweep(ctx, registry, taken, options)
    return await finishRun(ctx, registry, swept)
  } catch (error) {
    if (error instanceof LeaseLostError) return null
    if (options.signal.aborted) {
      await updateOwnRun(ctx.db, taken, { leaseUntil: null }).catch(ignoreLeaseLost)
      return null
    }
    return failRun(ctx, taken, describeError(error))
  }
}

const ignoreLeaseLost = (error: unknown): void => {
  if (!(error instanceof LeaseLostError)) throw error
}

async function sweep(
  ctx: ServiceContext,
  registry: Registry,
  taken: RefreshRunRow,
  options: WorkOptions,
): Promise<RefreshRunRow> {
  if (!registry.sweep) {
    throw new Error(`${registry.info.title} keeps programs out; import pages that a person saved.`)
  }
  const saver = createStepSaver(ctx, taken, options.onProgress)
  const context = options.captureContext(registry, options.signal)
  for await (const step of registry.sweep(context, taken.cursor)) {
    options.signal.throwIfAborted()
    await saver.add({ step, parsed: await readStep(ctx, registry, taken, step, context.settings) })
  }
  const run = await saver.finish()
  const values = { isSwept: true }
  await updateOwnRun(ctx.db, run, values)
  return { ...run, ...values }
}

/** What a step's answers say. One that cannot be read is kept for whoever mends the parser. */
async function readStep(
  ctx: ServiceContext,
  registry: Registry,
  run: RefreshRunRow,
  { captures }: SweepStep,
  settings: CaptureContext['settings'],
): Promise<ParsedCapture[]> {
  try {
    return captures.map((capture) => registry.parse(capture, settings))
  } catch (error) {
    await storeUnreadable(ctx, run.id, captures, describeError(error))
    throw error
  }
}

/** Judges a run that has read everything, and publishes or holds it. */
export async function finishRun(
  ctx: ServiceContext,
  registry: Registry,
  swept: RefreshRunRow,
): Promise<RefreshRunRow> {
  const stats = { ...swept.stats, seen: await countStaged(ctx, swept.id) }
  const run = { ...swept, stats, seen: stats.seen }
  const lastGood = await findLastGoodStats(ctx, run)
  const { parserVersion } = registry.info
  const comparison = await compareRun(ctx.db, { ...run, parserVersion })
  const reasons = [
    ...judgeRun(stats, lastGood, run.mode === 'sweep'),
    ...judgeComparison(comparison),
  ]
  if (reasons.length === 0) return publishRun(ctx, registry, run)
  const values = {
    status: 'held' as const,
    stats,
    reasons: [...run.reasons, ...reasons],
    seen: stats.seen,
    // What publishing it would come to; counted again if it is.
    new: comparison.unknown,
    changed: comparison.changed,
    unchanged: comparison.met - comparison.changed,
    notSeen: comparison.missing,
    problems: stats.rowProblems + stats.pageProblems,
    finishedAt: ctx.now(),
    leaseUntil: null,
  }
  await updateOwnRun(ctx.db, run, values)
  ctx.log({ level: 'warn', event: 'run held', run: run.id, registry: run.registry, reasons })
  return { ...run, ...values }
}

/** Ends a run that cannot go on, with a sentence; null if it has ended otherwise meanwhile. */
export async function failRun(
  ctx: ServiceContext,
  run: RefreshRunRow,
  reason: string,
): Promise<RefreshRunRow | null> {
  const [failed] = await ctx.db
    .update(refreshRuns)
    .set({ status: 'failed', reasons: [reason], finishedAt: ctx.now(), leaseUntil: null })
    .where(and(eq(refreshRuns.id, run.id), eq(refreshRuns.status, 'running')))
    .returning()
  ctx.log({ level: 'error', event: 'run failed', run: run.id, registry: run.registry, reason })
  return failed ?? null
}

async function countStaged(ctx: ServiceContext, runId: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    ctx.db,
    sql`select count(*)::int as count from staged_records where run_id = ${runId}`,
  )
  return row?.count ?? 0
}

/** Figures of the last published run of the same kind. */
async function findLastGoodStats(
  ctx: ServiceContext,
  run: RefreshRunRow,
): Promise<RunStats | null> {
  const [last] = await ctx.db
    .select({ stats: refreshRuns.stats })
    .from(refreshRuns)
    .where(
      and(
        eq(refreshRuns.registry, run.registry),
        eq(refreshRuns.mode, run.mode),
        eq(refreshRuns.status, 'published'),
        ne(refreshRuns.id, run.id),
      ),
    )
    .orderBy(desc(refreshRuns.finishedAt))
    .limit(1)
  return last?.stats ?? null
}

export function registryOf(ctx: ServiceContext, id: string): Registry {
  const registry = ctx.registries.find(({ info }) => info.id === id)
  if (!registry) throw new NotFoundError(`There is no registry ${id} any more.`)
  return registry
}

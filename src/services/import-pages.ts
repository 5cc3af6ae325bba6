/** Takes pages of a registry that a person saved by hand through the same steps as a sweep. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { refreshRuns, runProblems, type RefreshRunRow } from '#db/schema/index.ts'
import type { Capture, Registry, SavedPage } from '#scrapers/source.ts'
import type { ServiceContext } from './context.ts'
import { describeError, NotFoundError, RefusedError } from './errors.ts'
import { startRun } from './start-run.ts'
import { storeSteps } from './store-steps.ts'
import { failRun, finishRun, registryOf } from './work-run.ts'
import { takeLease } from './lease.ts'

export interface ImportResult {
  run: RefreshRunRow
  /** Files that could not be read, each with the reason. */
  rejected: { fileName: string; reason: string }[]
}

/** Throws `RefusedError` where there is nothing to read or a run of the registry is under way. */
export async function importPages(
  ctx: ServiceContext,
  input: { registry: string; files: SavedPage[]; owner: string },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImportResult> {
  const registry = registryOf(ctx, input.registry)
  const { read, rejected } = readFiles(registry, input.files)
  await abandonEarlierImport(ctx, input.registry)
  const { run: queued, isNew } = await startRun(ctx, {
    registry: input.registry,
    mode: 'pages',
    requestedBy: input.owner,
  })
  if (!isNew) throw new RefusedError(`Run ${queued.id} of ${input.registry} is still under way.`)
  const taken = await takeLease(ctx, queued.id, input.owner)
  if (!taken) throw new RefusedError(`Run ${queued.id} was taken by another process.`)
  try {
    await noteRejected(ctx, taken.id, rejected)
    if (read.length === 0) {
      const failed = await failRun(ctx, taken, 'None of the files is a page that can be read.')
      return { run: failed ?? taken, rejected }
    }
    let run: RefreshRunRow = taken
    for (const [index, capture] of read.entries()) {
      const done = index + 1
      const isLast = done === read.length
      const step = {
        captures: [capture],
        cursor: done,
        progress: { done, total: read.length, unit: 'pages' },
        ...(isLast ? { completeScopes: registry.completeScopes?.(read) ?? [] } : {}),
      }
      run = await storeSteps(ctx, run, [{ step, parsed: [registry.parse(capture)] }])
      onProgress(done, read.length)
    }
    return { run: await finishRun(ctx, registry, run), rejected }
  } catch (error) {
    await failRun(ctx, taken, describeError(error))
    throw error
  }
}

function readFiles(
  registry: Registry,
  files: SavedPage[],
): { read: Capture[]; rejected: ImportResult['rejected'] } {
  const { fromSavedPage } = registry
  if (!fromSavedPage) {
    throw new NotFoundError(`${registry.info.title} is fetched by program; use refresh.`)
  }
  if (files.length === 0) throw new RefusedError('There is no file in the folder.')
  const read: Capture[] = []
  const rejected: ImportResult['rejected'] = []
  for (const file of files) {
    try {
      const capture = fromSavedPage(file)
      registry.parse(capture)
      read.push(capture)
    } catch (error) {
      rejected.push({ fileName: file.fileName, reason: describeError(error) })
    }
  }
  return { read, rejected }
}

/** Only one process imports at a time, and an import starts over: a killed one is of no use. */
async function abandonEarlierImport(ctx: ServiceContext, registry: string): Promise<void> {
  await ctx.db
    .update(refreshRuns)
    .set({
      status: 'cancelled',
      reasons: ['The import was interrupted and started over.'],
      finishedAt: ctx.now(),
    })
    .where(
      and(
        eq(refreshRuns.registry, registry),
        eq(refreshRuns.mode, 'pages'),
        inArray(refreshRuns.status, ['queued', 'running']),
        sql`(${refreshRuns.leaseUntil} is null or ${refreshRuns.leaseUntil} < ${ctx.now().toISOString()}::timestamptz)`,
      ),
    )
}

async function noteRejected(
  ctx: ServiceContext,
  runId: string,
  rejected: ImportResult['rejected'],
): Promise<void> {
  if (rejected.length === 0) return
  await ctx.db.insert(runProblems).values(
    rejected.map(({ fileName, reason }) => ({
      runId,
      level: 'run' as const,
      detail: `${fileName}: ${reason}`,
    })),
  )
}

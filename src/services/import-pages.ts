/** Takes pages of a registry that a person saved by hand through the same steps as a sweep. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { refreshRuns, runProblems, type RefreshRunRow } from '#db/schema/index.ts'
import type { Capture, Registry, SavedPage } from '#scrapers/source.ts'
import { type PageYield, toYieldJson } from '#src/core/page-yields.ts'
import { appendAudit } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { describeError, NotFoundError, RefusedError } from './errors.ts'
import { startRun } from './start-run.ts'
import { storeSteps } from './store-steps.ts'
import { failRun, finishRun, registryOf } from './work-run.ts'
import { takeLease } from './lease.ts'

export interface ImportResult {
  run: RefreshRunRow
  /** In the order of the files. */
  pages: PageYield[]
  /** Files that could not be read, each with the reason. */
  rejected: { fileName: string; reason: string }[]
}

interface ImportInput {
  registry: string
  files: SavedPage[]
  /** Who imports, as the audit log names them. */
  owner: string
}

/** Throws `RefusedError` where there is nothing to read or a run of the registry is under way. */
export async function importPages(
  ctx: ServiceContext,
  input: ImportInput,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImportResult> {
  const registry = registryOf(ctx, input.registry)
  const { read, pages } = readFiles(registry, input.files)
  const rejected = pages
    .filter(({ isRead }) => !isRead)
    .map(({ file, problems }) => ({ fileName: file, reason: problems.join(' ') }))
  const scopes = read.length > 0 ? (registry.completeScopes?.(read) ?? []) : []
  const taken = await beginImport(ctx, input, pages, scopes)
  try {
    await noteRejected(ctx, taken.id, rejected)
    if (read.length === 0) {
      const failed = await failRun(ctx, taken, 'None of the files is a page that can be read.')
      return { run: failed ?? taken, pages, rejected }
    }
    let run: RefreshRunRow = taken
    for (const [index, capture] of read.entries()) {
      const done = index + 1
      const isLast = done === read.length
      const step = {
        captures: [capture],
        cursor: done,
        progress: { done, total: read.length, unit: 'pages' },
        ...(isLast ? { completeScopes: scopes } : {}),
      }
      run = await storeSteps(ctx, run, [{ step, parsed: [registry.parse(capture)] }])
      onProgress(done, read.length)
    }
    return { run: await finishRun(ctx, registry, run), pages, rejected }
  } catch (error) {
    await failRun(ctx, taken, describeError(error))
    throw error
  }
}

/** Starts the run and says in the audit log what was handed in, in one transaction. */
async function beginImport(
  ctx: ServiceContext,
  { registry, owner }: ImportInput,
  pages: PageYield[],
  scopes: string[],
): Promise<RefreshRunRow> {
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx }
    await abandonEarlierImport(inside, registry)
    const { run, isNew } = await startRun(inside, { registry, mode: 'pages', requestedBy: owner })
    if (!isNew) throw new RefusedError(`Run ${run.id} of ${registry} is still under way.`)
    const taken = await takeLease(inside, run.id, owner)
    if (!taken) throw new RefusedError(`Run ${run.id} was taken by another process.`)
    await appendAudit(
      tx,
      {
        actor: owner,
        action: IMPORT_ACTION,
        subject: { type: 'run', id: run.id },
        why: '',
        before: null,
        after: toYieldJson({ registry, covers: scopes, pages }),
      },
      ctx.now(),
    )
    return taken
  })
}

/** Of the entry in the audit log that says what each file of an import came to. */
export const IMPORT_ACTION = 'import-pages'

const PROBLEMS_KEPT = 20

function readFiles(
  registry: Registry,
  files: SavedPage[],
): { read: Capture[]; pages: PageYield[] } {
  const { fromSavedPage, bannerOf } = registry
  if (!fromSavedPage) {
    throw new NotFoundError(`${registry.info.title} is fetched by program; use refresh.`)
  }
  if (files.length === 0) throw new RefusedError('There is no file to read.')
  const read: Capture[] = []
  const pages = files.map((file): PageYield => {
    try {
      const capture = fromSavedPage(file)
      const { records, problems } = registry.parse(capture)
      const banner = bannerOf?.(capture) ?? null
      read.push(capture)
      return {
        file: file.fileName,
        records: records.length,
        banner,
        problems: problems.slice(0, PROBLEMS_KEPT).map(({ detail }) => detail),
        isRead: true,
      }
    } catch (error) {
      const problems = [describeError(error)]
      return { file: file.fileName, records: 0, banner: null, problems, isRead: false }
    }
  })
  return { read, pages }
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

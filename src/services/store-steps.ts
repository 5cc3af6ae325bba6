import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { runProblems, type RefreshRunRow } from '#db/schema/index.ts'
import type {
  Capture,
  ParsedCapture,
  ParsedRecord,
  ParseProblem,
  SweepStep,
} from '#scrapers/source.ts'
import type { RunStats } from '#src/core/gate.ts'
import type { ServiceContext } from './context.ts'
import { leaseEnd, updateOwnRun } from './lease.ts'
import { saveCaptures } from './save-captures.ts'

/** A step with what its captures say, in their order. */
export interface ReadStep {
  step: SweepStep
  parsed: ParsedCapture[]
}

/**
 * Keeps what steps brought together with the place to go on from, in one transaction: a kill leaves
 * them done or not begun. Returns the run as it now stands.
 */
export async function storeSteps(
  ctx: ServiceContext,
  run: RefreshRunRow,
  steps: ReadStep[],
): Promise<RefreshRunRow> {
  const last = steps.at(-1)?.step
  if (!last) return run
  const captures = steps.flatMap(({ step }) => step.captures)
  const parsed = steps.flatMap((read) => read.parsed)
  const totals = steps.flatMap(({ step }) => step.registryTotal ?? [])
  const scopes = steps.flatMap(({ step }) => step.completeScopes ?? [])
  const values = {
    cursor: last.cursor,
    progress: last.progress,
    stats: addStats(run.stats, parsed, totals.at(-1)),
    completeScopes: [...new Set([...run.completeScopes, ...scopes])],
    reasons: [...new Set([...run.reasons, ...steps.flatMap(({ step }) => step.notes ?? [])])],
    leaseUntil: leaseEnd(ctx.now()),
  }
  await ctx.db.transaction(async (tx) => {
    const captureIds = await saveCaptures(ctx, tx, run.id, captures)
    const clashes = await stage(tx, run.id, parsed, captureIds)
    const problems = [
      ...parsed.flatMap(({ problems }, index) =>
        problems.map((problem) => ({ ...problem, captureId: captureIds[index] ?? null })),
      ),
      ...clashes.map(({ key, captureId }) => ({ ...toProblem(key), captureId })),
    ]
    if (problems.length > 0) {
      await tx
        .insert(runProblems)
        .values(problems.map((problem) => ({ runId: run.id, ...problem })))
    }
    values.stats.rowProblems += clashes.length
    await updateOwnRun(tx, run, values)
  })
  return { ...run, ...values }
}

/** Keeps answers that the parser could not read, with the reason; the run is about to fail. */
export async function storeUnreadable(
  ctx: ServiceContext,
  runId: string,
  captures: Capture[],
  reason: string,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const captureIds = await saveCaptures(ctx, tx, runId, captures)
    await tx.insert(runProblems).values(
      captureIds.map((captureId) => ({
        runId,
        captureId,
        level: 'page' as const,
        detail: reason,
      })),
    )
  })
}

const toProblem = (key: string): ParseProblem => ({
  level: 'row',
  key,
  detail: `The entry ${key} came twice and says different things; the first one was kept.`,
})

/**
 * Several rows of one key in a run: the highest rank speaks, the first among equals. Returns the
 * keys of equals that say different things: they may be two people, and nothing tells them apart.
 */
async function stage(
  db: Db,
  runId: string,
  parsed: ParsedCapture[],
  captureIds: string[],
): Promise<{ key: string; captureId: string }[]> {
  const best = new Map<string, { record: ParsedRecord; captureId: string }>()
  const clashes: { key: string; captureId: string }[] = []
  for (const [index, { records }] of parsed.entries()) {
    const captureId = captureIds[index] ?? ''
    for (const record of records) {
      const known = best.get(record.key)
      if (!known || record.rank > known.record.rank) best.set(record.key, { record, captureId })
      else if (record.rank === known.record.rank && !isSame(record, known.record)) {
        clashes.push({ key: record.key, captureId })
      }
    }
  }
  if (best.size === 0) return clashes
  const rows = [...best.values()].map(({ record, captureId }) => ({ ...record, captureId }))
  const earlier = await rowsOf<{ key: string; captureId: string }>(
    db,
    sql`
    with received as materialized (
      select * from jsonb_to_recordset(${jsonRows(rows)})
        as r(key text, scope text, rank int, "captureId" text, content jsonb)),
    clashes as (
      select r.key, r."captureId" from received r
      join staged_records s on s.run_id = ${runId} and s.key = r.key
      where s.rank = r.rank and s.content <> r.content),
    stored as (
      insert into staged_records (run_id, key, scope, rank, capture_id, content)
      select ${runId}, key, scope, rank, "captureId", content from received
      on conflict (run_id, key) do update
        set scope = excluded.scope, rank = excluded.rank,
            capture_id = excluded.capture_id, content = excluded.content
        where excluded.rank > staged_records.rank)
    select key, "captureId" from clashes`,
  )
  return [...clashes, ...earlier]
}

const isSame = (a: ParsedRecord, b: ParsedRecord): boolean =>
  JSON.stringify(a.content) === JSON.stringify(b.content)

function addStats(
  stats: RunStats,
  parsed: ParsedCapture[],
  registryTotal: number | undefined,
): RunStats {
  const problems = parsed.flatMap((one) => one.problems)
  return {
    seen: stats.seen,
    rows: stats.rows + parsed.reduce((sum, one) => sum + one.records.length, 0),
    filled: parsed.reduce((sums, one) => addCounts(sums, one.filled), stats.filled),
    unknownWords: parsed
      .flatMap((one) => one.unknownWords)
      .reduce((sums, word) => addCounts(sums, { [word]: 1 }), stats.unknownWords),
    rowProblems: stats.rowProblems + problems.filter(({ level }) => level === 'row').length,
    pageProblems: stats.pageProblems + problems.filter(({ level }) => level === 'page').length,
    registryTotal: registryTotal ?? stats.registryTotal,
  }
}

function addCounts(
  sums: Record<string, number>,
  counts: Record<string, number>,
): Record<string, number> {
  const result = { ...sums }
  for (const [name, count] of Object.entries(counts)) result[name] = (result[name] ?? 0) + count
  return result
}

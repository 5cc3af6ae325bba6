/**
 * Makes a finished run the truth: records and their versions, links, search rows, change history
 * and the run's own end, in one transaction. Readers see the directory before it or after it.
 */
import { and, eq, lt, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import type { Registry } from '#scrapers/source.ts'
import { diffJson } from '#src/core/diff.ts'
import type { Json } from '#src/core/words.ts'
import type { ServiceContext } from './context.ts'
import { type CoveredScope, dateSavedPages } from './date-saved-pages.ts'
import { LeaseLostError } from './errors.ts'
import { linkRecords } from './link-records.ts'
import { projectPractitioners } from './project-practitioners.ts'
import { takeTurn } from './take-turn.ts'
import { writeRecordKeys } from './write-record-keys.ts'

/** Complete sweeps in a row that must not show a person before they count as no longer listed. */
export const MISSES_BEFORE_DELISTED = 2

export interface PublishOptions {
  /** A run that this process owns, or one that is held. */
  from?: 'running' | 'held'
  /** Written in the same transaction, last. */
  alongside?: (tx: Db, published: RefreshRunRow) => Promise<void>
}

/** Publishes a run. Throws `LeaseLostError` where it has ended or changed hands meanwhile. */
export async function publishRun(
  ctx: ServiceContext,
  registry: Registry,
  run: RefreshRunRow,
  { from = 'running', alongside }: PublishOptions = {},
): Promise<RefreshRunRow> {
  const published = await ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const values = await closeRun(ctx, tx, run, from)
    await classify(tx, run)
    const covered =
      run.mode === 'pages'
        ? await dateSavedPages(tx, run)
        : run.completeScopes.map((scope) => ({ scope, at: null }))
    const counts = await countOutcomes(tx)
    const changed = await findChangedContents(tx, run.id)
    await writeRecords(tx, registry, run)
    await writeRecordKeys(tx, await findTouched(tx))
    const { notSeen, delisted } = await countMisses(ctx, tx, run, covered)
    const touched = [...(await findTouched(tx)), ...delisted]
    if (touched.length > 0) {
      const affected = await linkRecords(ctx, tx, { runId: run.id, records: touched })
      await recordChanges(ctx, tx, run, changed, delisted)
      await projectPractitioners(ctx, tx, affected)
    }
    await tx.execute(sql`delete from staged_records where run_id = ${run.id}`)
    await tx.execute(sql`drop table publishing`)
    const reasons = [...run.reasons, ...notesOn(run.completeScopes, covered)]
    const final = { ...values, ...counts, notSeen, reasons }
    await tx.update(refreshRuns).set(final).where(eq(refreshRuns.id, run.id))
    await alongside?.(tx, { ...run, ...final })
    return { ...run, ...final }
  })
  const { id, seen, new: added, changed, unchanged, notSeen } = published
  ctx.log({
    level: 'info',
    event: 'run published',
    run: id,
    registry: run.registry,
    seen,
    added,
    changed,
    unchanged,
    notSeen,
  })
  return published
}

/** Says of which scopes nobody was missed though the run shows all of them. */
function notesOn(complete: string[], covered: CoveredScope[]): string[] {
  const old = complete.filter((scope) => covered.every((one) => one.scope !== scope))
  return old.length === 0
    ? []
    : [
        `What was saved of ${old.join(', ')} was imported before or is older than what was: nobody counts as gone by it.`,
      ]
}

/** Ends the run first: whoever else tries waits for this transaction and then finds it ended. */
async function closeRun(
  ctx: ServiceContext,
  tx: Db,
  run: RefreshRunRow,
  from: 'running' | 'held',
): Promise<Partial<RefreshRunRow>> {
  const values = {
    status: 'published' as const,
    finishedAt: ctx.now(),
    readAt: await findReadAt(tx, run),
    stats: run.stats,
    reasons: run.reasons,
    problems: run.stats.rowProblems + run.stats.pageProblems,
    leaseUntil: null,
  }
  const owned = from === 'held' ? undefined : eq(refreshRuns.leaseOwner, run.leaseOwner ?? '')
  const closed = await tx
    .update(refreshRuns)
    .set(values)
    .where(and(eq(refreshRuns.id, run.id), eq(refreshRuns.status, from), owned))
    .returning({ id: refreshRuns.id })
  if (closed.length === 0) throw new LeaseLostError(`Run ${run.id} is no longer ${from}.`)
  await dropOlderHeld(ctx, tx, run)
  return values
}

/** When the run's oldest answer was given, however long the run was held since. */
async function findReadAt(tx: Db, run: RefreshRunRow): Promise<Date | null> {
  const [row] = await rowsOf<{ at: string | null }>(
    tx,
    sql`select to_json(min(fetched_at))#>>'{}' as at from captures where run_id = ${run.id}`,
  )
  return row?.at ? new Date(row.at) : run.startedAt
}

/** What an older run holds is out of date once a newer one is published. */
async function dropOlderHeld(ctx: ServiceContext, tx: Db, run: RefreshRunRow): Promise<void> {
  const dropped = await tx
    .update(refreshRuns)
    .set({
      status: 'cancelled',
      finishedAt: ctx.now(),
      reasons: sql`${refreshRuns.reasons} || ${jsonRows([`A newer run, ${run.id}, was published.`])}`,
    })
    .where(
      and(
        eq(refreshRuns.registry, run.registry),
        eq(refreshRuns.mode, run.mode),
        eq(refreshRuns.status, 'held'),
        lt(refreshRuns.createdAt, run.createdAt),
      ),
    )
    .returning({ id: refreshRuns.id })
  for (const { id } of dropped) {
    await tx.execute(sql`delete from staged_records where run_id = ${id}`)
  }
}

/** One row a staged record: is it new, changed, unchanged, or older than what is known? */
async function classify(tx: Db, run: RefreshRunRow): Promise<void> {
  await tx.execute(sql`
    create temporary table publishing on commit drop as
    select s.key, s.scope, s.capture_id, c.fetched_at, r.id as record_id,
           r.last_seen_at as previous_seen_at, r.delisted_at is not null as was_delisted,
           v.id as version_id,
           case when r.id is null then 'new'
                when c.fetched_at < r.last_seen_at then 'older'
                when v.content = s.content then 'unchanged'
                else 'changed' end as outcome
    from staged_records s
    join captures c on c.id = s.capture_id
    left join records r on r.registry = ${run.registry} and r.key = s.key
    left join record_versions v on v.record_id = r.id and v.replaced_at is null
    where s.run_id = ${run.id}`)
  await tx.execute(sql`analyze publishing`)
}

async function countOutcomes(
  tx: Db,
): Promise<{ seen: number; new: number; changed: number; unchanged: number }> {
  const rows = await rowsOf<{ outcome: string; count: number }>(
    tx,
    sql`select outcome, count(*)::int as count from publishing group by outcome`,
  )
  const count = (...outcomes: string[]): number =>
    rows
      .filter(({ outcome }) => outcomes.includes(outcome))
      .reduce((sum, row) => sum + row.count, 0)
  return {
    seen: count('new', 'changed', 'unchanged', 'older'),
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged', 'older'),
  }
}

interface ChangedContent {
  recordId: number
  before: Json
  after: Json
}

const findChangedContents = (tx: Db, runId: string): Promise<ChangedContent[]> =>
  rowsOf<ChangedContent>(
    tx,
    sql`select p.record_id::int as "recordId", v.content as before, s.content as after
        from publishing p
        join record_versions v on v.id = p.version_id
        join staged_records s on s.run_id = ${runId} and s.key = p.key
        where p.outcome = 'changed' order by p.record_id`,
  )

async function writeRecords(tx: Db, registry: Registry, run: RefreshRunRow): Promise<void> {
  await tx.execute(sql`
    update record_versions v
    set replaced_at = p.fetched_at, last_seen_at = p.previous_seen_at
    from publishing p where p.outcome = 'changed' and v.id = p.version_id`)
  await tx.execute(sql`
    update records r
    set last_seen_at = p.fetched_at, last_capture_id = p.capture_id, scope = p.scope,
        misses = 0, delisted_at = null
    from publishing p where p.outcome in ('changed', 'unchanged') and r.id = p.record_id`)
  await tx.execute(sql`
    with inserted as (
      insert into records (registry, key, scope, first_seen_at, last_seen_at, last_capture_id)
      select ${run.registry}, key, scope, fetched_at, fetched_at, capture_id
      from publishing where outcome = 'new' order by key
      returning id, key)
    update publishing p set record_id = i.id from inserted i where p.outcome = 'new' and p.key = i.key`)
  await tx.execute(sql`
    insert into record_versions (record_id, content, parser_version, run_id, capture_id, first_seen_at)
    select p.record_id, s.content, ${registry.info.parserVersion}, ${run.id}, p.capture_id, p.fetched_at
    from publishing p join staged_records s on s.run_id = ${run.id} and s.key = p.key
    where p.outcome in ('new', 'changed')`)
}

/** Writes the change history, once it is known whose records they are. */
async function recordChanges(
  ctx: ServiceContext,
  tx: Db,
  run: RefreshRunRow,
  changed: ChangedContent[],
  delisted: number[],
): Promise<void> {
  const at = ctx.now().toISOString()
  await tx.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor)
    select ${at}::timestamptz, case when p.outcome = 'new' then 'listed' else 'relisted' end,
           l.practitioner_id, p.record_id, ${run.id}, 'refresh'
    from publishing p
    join links l on l.record_id = p.record_id and l.superseded_at is null
    where p.outcome = 'new' or (p.was_delisted and p.outcome in ('changed', 'unchanged'))
    order by p.record_id`)
  const rows = [
    ...changed.map(({ recordId, before, after }) => ({
      kind: 'changed',
      record_id: recordId,
      fields: diffJson(before, after),
    })),
    ...delisted.map((recordId) => ({ kind: 'delisted', record_id: recordId, fields: [] })),
  ]
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into changes (at, kind, practitioner_id, record_id, run_id, actor, fields)
    select ${at}::timestamptz, r.kind, l.practitioner_id, r.record_id, ${run.id}, 'refresh', r.fields
    from jsonb_to_recordset(${jsonRows(rows)}) as r(kind text, record_id bigint, fields jsonb)
    join links l on l.record_id = r.record_id and l.superseded_at is null`)
}

/**
 * Counts a miss for everybody that the run should have shown and did not; the second one delists.
 * Whoever was seen since its pages were saved is not missed, and whose row could not be read is
 * listed all the same.
 */
async function countMisses(
  ctx: ServiceContext,
  tx: Db,
  run: RefreshRunRow,
  covered: CoveredScope[],
): Promise<{ notSeen: number; delisted: number[] }> {
  if (covered.length === 0) return { notSeen: 0, delisted: [] }
  const missed = await rowsOf<{ id: number; isDelisted: boolean }>(
    tx,
    sql`update records r
        set misses = r.misses + 1,
            delisted_at = case when r.misses + 1 >= ${MISSES_BEFORE_DELISTED}
                               then coalesce(r.delisted_at, ${ctx.now().toISOString()}::timestamptz) end
        from jsonb_to_recordset(${jsonRows(covered)}) as covered(scope text, at timestamptz)
        where r.registry = ${run.registry}
          and r.scope = covered.scope and (covered.at is null or r.last_seen_at < covered.at)
          and not exists (select from staged_records s where s.run_id = ${run.id} and s.key = r.key)
          and not exists (select from run_problems p where p.run_id = ${run.id} and p.key = r.key)
        returning r.id::int as id, r.misses = ${MISSES_BEFORE_DELISTED} as "isDelisted"`,
  )
  const delisted = missed.filter(({ isDelisted }) => isDelisted).map(({ id }) => id)
  return { notSeen: missed.length, delisted }
}

/** Records of which this run says something that was not known before. */
async function findTouched(tx: Db): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select record_id::int as id from publishing
        where outcome in ('new', 'changed') or (was_delisted and outcome = 'unchanged')
        order by 1`,
  )
  return rows.map(({ id }) => id)
}

/**
 * Works on lists, a set of rows at a time. What a set found is kept in one transaction with how far
 * the list is, so that a kill leaves each row checked or not.
 */
import { and, eq, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { type Batch, readOpenRows } from '#db/queries/batches.ts'
import { checkBatches } from '#db/schema/index.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { readMapped } from '#src/core/checks/map-columns.ts'
import { toRowQuestion } from '#src/core/checks/row-question.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { type CheckContext, type FinishedCheck, finishCheck, keepChecks } from './check-person.ts'
import type { ServiceContext } from './context.ts'
import { describeError, LeaseLostError } from './errors.ts'
import { prepareFacts } from './load-check-facts.ts'

/** Longer than a set takes on a slow machine. */
export const BATCH_LEASE_MS = 60_000
const ROWS_AT_ONCE = 200

export interface BatchWorker {
  context: CheckContext
  /** Of this process. */
  owner: string
  log: ServiceContext['log']
}

/** Takes the list that has waited longest for its turn; null where none waits. */
export async function takeBatch({ context, owner }: BatchWorker): Promise<Batch | null> {
  const { db, now } = context
  const [taken] = await rowsOf<{ id: string }>(
    db,
    sql`update check_batches set lease_owner = ${owner}, lease_until = ${leaseEnd(now)}
        where id = (select id from check_batches
          where status = 'running' and (lease_until is null or lease_owner = ${owner}
            or lease_until < ${now.toISOString()}::timestamptz)
          order by lease_until nulls first, started_at, id limit 1 for update skip locked)
        returning id`,
  )
  if (!taken) return null
  const [batch] = await db.select().from(checkBatches).where(eq(checkBatches.id, taken.id))
  return batch ?? null
}

const leaseEnd = (now: Date) =>
  sql`${new Date(now.getTime() + BATCH_LEASE_MS).toISOString()}::timestamptz`

interface WorkedRow {
  line: number
  problem: string | null
  checked: (FinishedCheck & { facts: CheckFacts }) | null
}

/**
 * Checks the next rows of a list that this process holds, or ends it; returns how many rows. Throws
 * `LeaseLostError`, and keeps nothing, where it was cancelled or taken over meanwhile.
 */
export async function workSet(worker: BatchWorker, batch: Batch): Promise<number> {
  const { context } = worker
  const open = await readOpenRows(context.db, batch.id, ROWS_AT_ONCE)
  if (open.length === 0) {
    await finishBatch(worker, batch)
    return 0
  }
  const asked = open.map(({ line, cells }) => ({
    line,
    ...toRowQuestion(readMapped(cells ?? [], batch.mapping), batch.asOf),
  }))
  const worked = await checkRows(worker, asked)
  await context.db.transaction(async (tx) => {
    await moveOn(tx, worker, batch.id, worked)
    const checked = worked.flatMap((row) => row.checked ?? [])
    const asker = { account: batch.account, batchId: batch.id }
    await keepChecks(tx, asker, context.now, checked)
    await writeRows(tx, batch.id, worked)
  })
  return worked.length
}

type AskedRow = { line: number } & ({ question: CheckQuestion } | { problem: string })

async function checkRows({ context, log }: BatchWorker, rows: AskedRow[]): Promise<WorkedRow[]> {
  const questions = rows.flatMap((row) => ('question' in row ? [row.question] : []))
  const factsOf = await prepareFacts(context, questions)
  return Promise.all(
    rows.map(async (row): Promise<WorkedRow> => {
      const { line } = row
      if ('problem' in row) return { line, problem: row.problem, checked: null }
      try {
        const facts = await factsOf(row.question)
        const finished = await finishCheck(context, row.question, facts)
        return { line, problem: null, checked: { ...finished, facts } }
      } catch (error) {
        log({ level: 'error', event: 'row not checked', line, reason: describeError(error) })
        return { line, problem: NOT_CHECKED, checked: null }
      }
    }),
  )
}

const NOT_CHECKED = 'The row could not be checked. It has been noted; check this person by itself.'

/** Before anything else is written: whoever cancels or takes over waits for this, or this fails. */
async function moveOn(
  tx: Db,
  { context, owner }: BatchWorker,
  id: string,
  worked: WorkedRow[],
): Promise<void> {
  const problems = worked.filter(({ problem }) => problem !== null).length
  const moved = await rowsOf(
    tx,
    sql`update check_batches set done = done + ${worked.length}::int,
          problems = problems + ${problems}::int, lease_until = ${leaseEnd(context.now)}
        where id = ${id} and status = 'running' and lease_owner = ${owner} returning id`,
  )
  if (moved.length === 0) {
    throw new LeaseLostError(`List ${id} was cancelled or taken over by another process.`)
  }
}

const RANKS = { stop: 0, review: 1, none: 2 }

async function writeRows(tx: Db, batchId: string, worked: WorkedRow[]): Promise<void> {
  const rows = worked.map(({ line, problem, checked }) => ({
    line,
    problem,
    checkId: checked?.document.id ?? null,
    attention: checked?.document.attention ?? null,
    rank: checked ? RANKS[checked.document.attention] : 0,
  }))
  await tx.execute(sql`
    update check_batch_rows r set problem = w.problem, check_id = w."checkId",
      attention = w.attention, rank = w.rank
    from jsonb_to_recordset(${jsonRows(rows)})
      as w(line int, problem text, "checkId" text, attention text, rank int)
    where r.batch_id = ${batchId} and r.line = w.line`)
}

const ownRunning = (id: string, owner: string) =>
  and(
    eq(checkBatches.id, id),
    eq(checkBatches.status, 'running'),
    eq(checkBatches.leaseOwner, owner),
  )

async function finishBatch({ context, owner }: BatchWorker, { id }: Batch): Promise<void> {
  await context.db
    .update(checkBatches)
    .set({ status: 'done', finishedAt: context.now, leaseOwner: null, leaseUntil: null })
    .where(ownRunning(id, owner))
}

/** Gives a list up that fails again and again; what was checked stays. */
export async function failBatch(
  { context, owner }: BatchWorker,
  { id }: Batch,
  reason: string,
): Promise<void> {
  await context.db
    .update(checkBatches)
    .set({
      status: 'failed',
      reason,
      finishedAt: context.now,
      leaseOwner: null,
      leaseUntil: null,
    })
    .where(ownRunning(id, owner))
}

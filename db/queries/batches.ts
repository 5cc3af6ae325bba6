/** Lists of people to be checked: how far they are, and what was found, by what needs attention. */
import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { checkBatches, checkBatchRows } from '../schema/index.ts'

export { BATCH_STATUSES } from '../schema/index.ts'

export type Batch = typeof checkBatches.$inferSelect

const LISTED_MAX = 100

/** Of the account, the newest first. */
export const listBatches = (db: Db, account: string): Promise<Batch[]> =>
  db
    .select()
    .from(checkBatches)
    .where(eq(checkBatches.account, account))
    .orderBy(desc(checkBatches.createdAt), asc(checkBatches.id))
    .limit(LISTED_MAX)

/** Null where there is none, or it is another account's. */
export async function findBatch(db: Db, account: string, id: string): Promise<Batch | null> {
  const [batch] = await db
    .select()
    .from(checkBatches)
    .where(and(eq(checkBatches.id, id), eq(checkBatches.account, account)))
  return batch ?? null
}

export interface BatchRow {
  line: number
  cells: string[] | null
  problem: string | null
  attention: 'none' | 'review' | 'stop' | null
  rank: number
  checkId: string | null
  /** Text of the signed document; null where nothing was checked or it was deleted since. */
  document: string | null
}

/** Where a list of rows goes on: behind the row of this rank and line. */
export type RowKey = Pick<BatchRow, 'rank' | 'line'>

/** Rows that are done, what needs attention first; of one rank all, or of all ranks. */
export function readBatchRows(
  db: Db,
  batchId: string,
  { after, limit, rank = null }: { after: RowKey | null; limit: number; rank?: number | null },
): Promise<BatchRow[]> {
  const behind = after
    ? sql`and (r.rank, r.line) > (${after.rank}::int, ${after.line}::int)`
    : sql``
  const ofRank = rank === null ? sql`and r.rank is not null` : sql`and r.rank = ${rank}::int`
  return rowsOf(
    db,
    sql`select r.line, r.cells, r.problem, r.attention, r.rank, r.check_id as "checkId", c.document
        from check_batch_rows r left join checks c on c.id = r.check_id
        where r.batch_id = ${batchId} ${ofRank} ${behind}
        order by r.rank, r.line limit ${limit}::int`,
  )
}

export interface OpenRow {
  line: number
  cells: string[] | null
}

/** Rows behind a line that nobody has looked at, in the order of the file. */
export const readOpenRows = (
  db: Db,
  batchId: string,
  limit: number,
  afterLine = 0,
): Promise<OpenRow[]> =>
  db
    .select({ line: checkBatchRows.line, cells: checkBatchRows.cells })
    .from(checkBatchRows)
    .where(
      and(
        eq(checkBatchRows.batchId, batchId),
        isNull(checkBatchRows.rank),
        gt(checkBatchRows.line, afterLine),
      ),
    )
    .orderBy(asc(checkBatchRows.line))
    .limit(limit)

export interface BatchCounts {
  stop: number
  review: number
  none: number
  problems: number
}

export async function countBatchRows(db: Db, batchId: string): Promise<BatchCounts> {
  const [counts] = await rowsOf<BatchCounts>(
    db,
    sql`select count(*) filter (where attention = 'stop')::int as stop,
          count(*) filter (where attention = 'review')::int as review,
          count(*) filter (where attention = 'none')::int as none,
          count(*) filter (where problem is not null)::int as problems
        from check_batch_rows where batch_id = ${batchId}`,
  )
  return counts ?? { stop: 0, review: 0, none: 0, problems: 0 }
}

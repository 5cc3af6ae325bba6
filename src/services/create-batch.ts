/** A list of people to be checked, kept as it came until somebody says what its columns mean. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { checkBatches } from '#db/schema/index.ts'
import { mapColumns } from '#src/core/checks/map-columns.ts'
import type { CsvTable } from '#src/core/csv/read-table.ts'
import type { CsvRow } from '#src/core/csv/split.ts'
import { isAskableDay } from '#src/core/days.ts'
import type { IsoDate } from '#src/core/words.ts'
import type { ServiceContext } from './context.ts'
import { RefusedError } from './errors.ts'

type Context = Pick<ServiceContext, 'db' | 'now' | 'newId'>

export interface NewBatch {
  account: string
  fileName: string
  table: CsvTable & { kind: 'table' }
  /** Everybody is checked as of the end of this day; null for when the check is made. */
  asOf: IsoDate | null
}

/** A list that nobody starts is deleted after so many days. */
export const WAITING_DAYS = 7
/** So many lists of one account may wait or run at once. */
const OPEN_MAX = 20
const DAY_MS = 86_400_000
const SAMPLES = 5
const CELL_CHARS_MAX = 500
const LABEL_CHARS_MAX = 100
const ROWS_AT_ONCE = 1000

/** Returns the id. Throws `RefusedError` where the account has too many open lists or the day is wrong. */
export async function createBatch(ctx: Context, input: NewBatch): Promise<string> {
  const { account, fileName, table, asOf } = input
  const now = ctx.now()
  if (asOf !== null && !isAskableDay(asOf, now)) {
    throw new RefusedError('The day must be a past one such as 2026-03-01.')
  }
  const id = ctx.newId()
  const problems = table.rows.filter((row) => 'problem' in row).length
  await ctx.db.transaction(async (tx) => {
    await refuseTooMany(tx, account)
    await tx.insert(checkBatches).values({
      id,
      account,
      fileName: cut(fileName, LABEL_CHARS_MAX) || 'A list',
      status: 'mapping',
      mapping: mapColumns(table.header).mapping,
      header: table.header.map((label) => cut(label, LABEL_CHARS_MAX)),
      samples: table.rows
        .flatMap((row) => ('cells' in row ? [toCells(row.cells)] : []))
        .slice(0, SAMPLES),
      asOf,
      total: table.rows.length,
      done: problems,
      problems,
      createdAt: now,
      expiresAt: new Date(now.getTime() + WAITING_DAYS * DAY_MS),
    })
    for (let start = 0; start < table.rows.length; start += ROWS_AT_ONCE) {
      await insertRows(tx, id, table.rows.slice(start, start + ROWS_AT_ONCE))
    }
  })
  return id
}

async function refuseTooMany(tx: Db, account: string): Promise<void> {
  const open = await tx.$count(
    checkBatches,
    and(eq(checkBatches.account, account), inArray(checkBatches.status, ['mapping', 'running'])),
  )
  if (open >= OPEN_MAX) {
    throw new RefusedError(`${OPEN_MAX} lists are waiting or running: delete or cancel one first.`)
  }
}

/** A row that could not be read is done: what needs attention first, it does. */
async function insertRows(tx: Db, batchId: string, rows: CsvRow[]): Promise<void> {
  const values = rows.map((row) =>
    'problem' in row
      ? { line: row.line, cells: null, problem: row.problem, rank: 0 }
      : { line: row.line, cells: toCells(row.cells), problem: null, rank: null },
  )
  await tx.execute(sql`
    insert into check_batch_rows (batch_id, line, cells, problem, rank)
    select ${batchId}, line, nullif(cells, 'null'::jsonb), problem, rank
    from jsonb_to_recordset(${jsonRows(values)}) as r(line int, cells jsonb, problem text, rank int)`)
}

/** What Postgres cannot store, as half a character where a cell is cut, becomes �. */
const cut = (text: string, length: number): string =>
  text.slice(0, length).replaceAll('\0', '').toWellFormed()

const toCells = (cells: string[]): string[] => cells.map((cell) => cut(cell, CELL_CHARS_MAX))

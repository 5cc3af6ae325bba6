/** What a list found, row by row, as the API, the page and the export show it. */
import type { Db } from '#db/client.ts'
import {
  type Batch,
  type BatchRow,
  type OpenRow,
  readBatchRows,
  readOpenRows,
  type RowKey,
} from '#db/queries/batches.ts'
import { type MappedRow, readMapped } from '#src/core/checks/map-columns.ts'
import { type CheckDocument, ELEMENTS } from '#src/core/checks/types.ts'
import { safeLine } from '#src/core/csv/safe-cell.ts'
import { CSV_MARK } from '../send-lines.ts'

export interface FoundRow extends RowKey {
  asked: MappedRow
  problem: string | null
  checkId: string | null
  /** Null where the row has a problem, or its check was deleted since. */
  document: CheckDocument | null
}

export const toFoundRow = ({ mapping }: Batch, row: BatchRow): FoundRow => ({
  line: row.line,
  rank: row.rank,
  asked: readMapped(row.cells ?? [], mapping),
  problem: row.problem,
  checkId: row.checkId,
  document: row.document === null ? null : JSON.parse(row.document),
})

const HEADER = [
  'line',
  'name',
  'state',
  'license_number',
  'npi',
  'certification_number',
  'problem',
  'attention',
  'identified',
  'practitioner_id',
  'directory_name',
  ...ELEMENTS.flatMap((element) => [element, `${element}_reason`]),
  'recommended',
  'as_of',
  'checked_at',
  'receipt',
]

/** `base` stands before the address of each receipt. */
function toLine({ line, asked, problem, checkId, document }: FoundRow, base: string): string {
  const { subject, elements } = document ?? {}
  return safeLine([
    String(line),
    asked.name ?? '',
    asked.state ?? '',
    asked.licenseNumber ?? '',
    asked.npi ?? '',
    asked.certificationNumber ?? '',
    problem ?? '',
    document?.attention ?? '',
    subject?.kind ?? '',
    subject?.kind === 'one' ? subject.publicId : '',
    document?.name ?? '',
    ...ELEMENTS.flatMap((name) => [elements?.[name].verdict ?? '', elements?.[name].reason ?? '']),
    document ? (document.recommended ? 'yes' : 'no') : '',
    document?.question.asOf ?? '',
    document?.at ?? '',
    checkId === null ? '' : `${base}/receipts/${checkId}`,
  ])
}

const ROWS_AT_ONCE = 250

/** CSV, what needs attention first and what was not checked last; no list is ever whole in memory. */
export async function* resultLines(db: Db, batch: Batch, base: string): AsyncGenerator<string> {
  yield `${CSV_MARK}${safeLine(HEADER)}`
  for (let after: RowKey | null | undefined = null; after !== undefined;) {
    const rows: BatchRow[] = await readBatchRows(db, batch.id, { after, limit: ROWS_AT_ONCE })
    yield rows.map((row) => toLine(toFoundRow(batch, row), base)).join('')
    after = rows.length === ROWS_AT_ONCE ? rows.at(-1) : undefined
  }
  for (let line: number | undefined = 0; line !== undefined;) {
    const open: OpenRow[] = await readOpenRows(db, batch.id, ROWS_AT_ONCE, line)
    yield open.map((row) => toLine(toUnchecked(batch, row), base)).join('')
    line = open.length === ROWS_AT_ONCE ? open.at(-1)?.line : undefined
  }
}

const toUnchecked = ({ mapping, status }: Batch, { line, cells }: OpenRow): FoundRow => ({
  line,
  rank: 0,
  asked: readMapped(cells ?? [], mapping),
  problem: `Not checked: the list was ${status === 'failed' ? 'given up' : 'cancelled'} before.`,
  checkId: null,
  document: null,
})

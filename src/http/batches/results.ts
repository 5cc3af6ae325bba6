/** What a list found, row by row, as the API, the page and the export show it. */
import type { Db } from '#db/client.ts'
import { type Batch, type BatchRow, readBatchRows, type RowKey } from '#db/queries/batches.ts'
import { type MappedRow, readMapped } from '#src/core/checks/map-columns.ts'
import { type CheckDocument, ELEMENTS } from '#src/core/checks/types.ts'
import { safeLine } from '#src/core/csv/safe-cell.ts'

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

/** CSV, what needs attention first, read as it is sent: no list is ever whole in memory. */
export function streamResults(db: Db, batch: Batch, base: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: RowKey | null = null
  return new ReadableStream({
    start(controller) {
      // Without the mark a spreadsheet reads names in another encoding.
      controller.enqueue(encoder.encode(`\uFEFF${safeLine(HEADER)}`))
    },
    async pull(controller) {
      const rows = await readBatchRows(db, batch.id, { after, limit: ROWS_AT_ONCE })
      after = rows.at(-1) ?? null
      const text = rows.map((row) => toLine(toFoundRow(batch, row), base)).join('')
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (rows.length < ROWS_AT_ONCE) controller.close()
    },
  })
}

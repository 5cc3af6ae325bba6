import type { Batch, BatchCounts } from '#db/queries/batches.ts'
import {
  ATTENTION_WORDS,
  ELEMENT_TITLES,
  subjectWords,
  verdictWords,
} from '#src/core/checks/words.ts'
import { type CheckDocument, ELEMENTS } from '#src/core/checks/types.ts'
import { AttentionBadge, VerdictBadge } from '../views/check-element.tsx'
import { formatDay } from '../views/dates.ts'
import { STATUS_WORDS } from './batch-list.tsx'
import { EndForms } from './end-forms.tsx'
import type { FoundRow } from './results.ts'

const number = (value: number): string => value.toLocaleString('en-US')

export const BatchProgress = ({ batch, isStill }: { batch: Batch; isStill: boolean }) => (
  <>
    <h1>{batch.fileName}</h1>
    <p class="lede">
      <span class="badge">{STATUS_WORDS[batch.status]}</span> {number(batch.done)} of{' '}
      {number(batch.total)} rows
      {batch.asOf !== null && `, as of ${formatDay(batch.asOf)}`}
    </p>
    {batch.reason !== null && <p class="panel is-error">{batch.reason}</p>}
    {batch.status === 'running' && (
      <>
        <progress max={batch.total} value={batch.done} aria-label="Rows checked">
          {batch.done} of {batch.total}
        </progress>
        <p class="quiet">
          {isStill ? (
            <a href={`/check-batches/${batch.id}`}>Update this page by itself</a>
          ) : (
            <>
              This page updates by itself.{' '}
              <a href={`/check-batches/${batch.id}?still`}>Keep it still</a>
            </>
          )}
        </p>
      </>
    )}
  </>
)

interface ResultsProps {
  batch: Batch
  counts: BatchCounts
  rows: FoundRow[]
  next: string | null
  isFirst: boolean
}

export const BatchResults = ({ batch, counts, rows, next, isFirst }: ResultsProps) => (
  <>
    <dl class="facts">
      <Count label="Rows that could not be checked" value={counts.problems} />
      <Count label={ATTENTION_WORDS.stop} value={counts.stop} />
      <Count label={ATTENTION_WORDS.review} value={counts.review} />
      <Count label={ATTENTION_WORDS.none} value={counts.none} />
    </dl>
    {rows.length > 0 && (
      <>
        {batch.status !== 'running' && (
          <p>
            <a href={`/check-batches/${batch.id}/results.csv`}>
              {batch.status === 'done' ? 'All results as CSV' : 'What there is as CSV'}
            </a>
          </p>
        )}
        <div class="table-scroll" tabindex={0} role="region" aria-label="Results">
          <Table rows={rows} />
        </div>
      </>
    )}
    {!(isFirst && next === null) && (
      <nav class="pager" aria-label="Pages of results">
        {!isFirst && <a href={`/check-batches/${batch.id}`}>From the start</a>}
        {next !== null && <a href={`/check-batches/${batch.id}?still&after=${next}`}>Next rows</a>}
      </nav>
    )}
    <EndForms batch={batch} />
  </>
)

const Count = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dt>{label}</dt>
    <dd>{number(value)}</dd>
  </div>
)

const Table = ({ rows }: { rows: FoundRow[] }) => (
  <table class="desk-table is-results">
    <caption>What needs attention first</caption>
    <thead>
      <tr>
        <th scope="col">Line</th>
        <th scope="col">Asked</th>
        <th scope="col">Found</th>
        {ELEMENTS.map((element) => (
          <th scope="col">{ELEMENT_TITLES[element]}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr>
          <td>{row.line}</td>
          <th scope="row">
            <Asked row={row} />
          </th>
          {row.document ? (
            <Found document={row.document} />
          ) : (
            <td colspan={ELEMENTS.length + 1}>{row.problem ?? 'This check was deleted.'}</td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
)

const Asked = ({ row: { asked, checkId } }: { row: FoundRow }) => {
  const parts = [asked.name, asked.state, asked.licenseNumber, asked.npi, asked.certificationNumber]
  const text = parts.filter((part) => part !== null).join(', ') || 'Unreadable'
  return checkId === null ? <>{text}</> : <a href={`/receipts/${checkId}`}>{text}</a>
}

const Found = ({ document }: { document: CheckDocument }) => (
  <>
    <td>
      {document.attention !== 'none' && (
        <>
          <AttentionBadge attention={document.attention} />
          <br />
        </>
      )}
      {document.subject.kind === 'one' ? (
        <a href={`/practitioners/${document.subject.publicId}`}>{document.name}</a>
      ) : (
        subjectWords(document)
      )}
    </td>
    {ELEMENTS.map((element) => (
      <td>
        {document.elements[element].attention === 'none' ? (
          verdictWords(element, document.elements[element].verdict)
        ) : (
          <VerdictBadge name={element} element={document.elements[element]} />
        )}
      </td>
    ))}
  </>
)

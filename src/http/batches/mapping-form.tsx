/** What the columns of a list mean, beside its first rows, before it runs. */
import type { Batch } from '#db/queries/batches.ts'
import { COLUMN_FIELDS, type ColumnField, mapColumns } from '#src/core/checks/map-columns.ts'
import { formatDay } from '../views/dates.ts'
import { count } from '../views/words.ts'
import { EndForms } from './end-forms.tsx'

const FIELD_WORDS: Record<ColumnField, string> = {
  name: 'Full name',
  given: 'First name',
  middle: 'Middle name',
  family: 'Last name',
  suffix: 'Suffix (Jr., III)',
  state: 'State of the license',
  license_number: 'License number',
  npi: 'NPI',
  certification_number: 'Certification number',
}

export const MappingForm = ({ batch, problem }: { batch: Batch; problem: string | null }) => (
  <>
    <h1>{batch.fileName}</h1>
    <p class="lede">
      {count(batch.total, 'row', 'rows')}
      {batch.problems > 0 && `, of which ${batch.problems.toLocaleString('en-US')} cannot be read`}.
      Everybody is checked{' '}
      {batch.asOf === null ? 'as of the day it runs' : `as of ${formatDay(batch.asOf)}`}.
    </p>
    <Samples batch={batch} />
    <h2 id="columns">Which column is what?</h2>
    <p class="quiet">Columns that are not used are forgotten when the list starts.</p>
    {problem !== null && (
      <p class="panel is-error" id="mapping-problem" role="alert">
        {problem}
      </p>
    )}
    <form
      class="stack"
      method="post"
      action={`/check-batches/${batch.id}/start`}
      aria-labelledby="columns"
      aria-describedby={problem === null ? undefined : 'mapping-problem'}
    >
      {COLUMN_FIELDS.map((field) => (
        <FieldChoice batch={batch} field={field} />
      ))}
      <button>Check {count(batch.total - batch.problems, 'person', 'people')}</button>
    </form>
    <EndForms batch={batch} />
  </>
)

const label = (title: string, column: number): string => title || `Column ${column + 1}`

const FieldChoice = ({ batch, field }: { batch: Batch; field: ColumnField }) => {
  const chosen = batch.mapping[field]
  const doubtful = mapColumns(batch.header).doubtful.find((one) => one.field === field)
  return (
    <>
      <label for={field}>{FIELD_WORDS[field]}</label>
      <select
        id={field}
        name={field}
        aria-describedby={doubtful && chosen === undefined ? `${field}-doubt` : undefined}
      >
        <option value="">None</option>
        {batch.header.map((title, column) => (
          <option value={String(column)} selected={chosen === column}>
            {label(title, column)}
          </option>
        ))}
      </select>
      {doubtful && chosen === undefined && (
        <p class="caution" id={`${field}-doubt`}>
          Please choose: it may be{' '}
          {doubtful.columns.map((column) => label(batch.header[column] ?? '', column)).join(' or ')}
          .
        </p>
      )}
    </>
  )
}

const Samples = ({ batch: { header, samples } }: { batch: Batch }) => (
  <div class="table-scroll" tabindex={0} role="region" aria-label="The first rows of the list">
    <table class="desk-table">
      <caption>The first rows</caption>
      <thead>
        <tr>
          {header.map((title, column) => (
            <th scope="col">{label(title, column)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {samples.map((cells) => (
          <tr>
            {cells.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

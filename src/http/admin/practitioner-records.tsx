/** The records of a practitioner, each with what it says and why it is here. */
import type { DeskPractitioner, DeskRecord } from '#db/queries/practitioner-desk.ts'
import type { Site } from '../deps.ts'
import { formatDate, formatInstant } from '../views/dates.ts'
import { SourceNote } from '../views/source-note.tsx'

/** As the oldest record calls them; their id where no record says anything. */
export const nameOfPractitioner = ({ records, publicId }: DeskPractitioner): string =>
  records.find(({ name }) => name !== null)?.name ?? publicId

interface RecordTableProps {
  site: Site
  records: DeskRecord[]
  caption: string
  hasBoxes?: boolean
}

export const RecordTable = ({ site, records, caption, hasBoxes = false }: RecordTableProps) => (
  <div class="table-scroll" role="region" aria-label={caption} tabindex={0}>
    <table class="desk-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {hasBoxes && <th scope="col">Take away</th>}
          <th scope="col">Record</th>
          <th scope="col">Says</th>
          <th scope="col">Here because</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr>
            {hasBoxes && (
              <td>
                <input
                  type="checkbox"
                  name="records"
                  value={`${record.registry} ${record.key}`}
                  aria-label={`Take away ${record.registry} ${record.key}`}
                />
              </td>
            )}
            <th scope="row">
              <SourceNote site={site} source={record.source} />
              <br />
              <span class="source">record {record.key}</span>
              {record.delistedAt && (
                <span class="source">, no longer listed since {formatDate(record.delistedAt)}</span>
              )}
            </th>
            <td>{saysOf(record)}</td>
            <td>
              {METHOD_WORDS[record.method] ?? record.method}
              {record.reasons.length > 0 && `: ${record.reasons.join(', ')}`}{' '}
              <span class="source">
                {record.decidedBy}, {formatInstant(record.decidedAt)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const saysOf = ({ name, npi, licenses }: DeskRecord): string =>
  [name, npi && `NPI ${npi}`, ...licenses].filter(Boolean).join(', ') || 'nothing any more'

const METHOD_WORDS: Record<string, string> = {
  npi: 'the same NPI',
  license: 'the license number that the person typed',
  model: 'comparing all lists',
  judgement: 'a person’s word',
  alone: 'nothing joins it to another record',
}

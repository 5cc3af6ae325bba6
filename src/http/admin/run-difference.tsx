import { type ComparedRecord, type Difference, DIFFERENCES } from '#db/queries/run-difference.ts'
import type { DeskRun } from '#db/queries/runs.ts'
import type { FieldChange } from '#src/core/diff.ts'
import type { Json } from '#src/core/words.ts'
import { MISSES_BEFORE_DELISTED } from '#src/services/publish-run.ts'
import type { Paged } from '../run-cursor.ts'

const KIND_WORDS: Record<Difference, string> = {
  new: 'New',
  changed: 'Changed',
  gone: 'Gone',
}

interface RunDifferenceProps {
  run: DeskRun
  kind: Difference
  difference: Paged<ComparedRecord>
}

/** What a held run would change and a published one has changed, one kind at a time. */
export const RunDifference = ({ run, kind, difference }: RunDifferenceProps) => {
  if (run.status !== 'held' && run.status !== 'published') return null
  const { counts } = run
  const sums = { new: counts.new, changed: counts.changed, gone: counts.notSeen }
  const path = `/admin/runs/${run.id}?kind=`
  return (
    <section id="difference">
      <h2>{run.status === 'held' ? 'The difference it would make' : 'The difference it made'}</h2>
      <nav aria-label="Kinds of difference">
        <ul class="tabs">
          {DIFFERENCES.map((one) => (
            <li>
              <a href={`${path}${one}#difference`} aria-current={one === kind ? 'true' : undefined}>
                {`${KIND_WORDS[one]} (${sums[one].toLocaleString('en-US')})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {kind === 'gone' && (
        <p class="quiet">
          {`Whom a whole sweep does not show stays listed until ${MISSES_BEFORE_DELISTED} in a row have not.`}
          {run.status === 'published' && ' Here are those who were taken off.'}
        </p>
      )}
      {difference.items.length === 0 ? (
        <p>Nobody.</p>
      ) : (
        <ol class="queue">
          {difference.items.map((record) => (
            <ComparedItem record={record} />
          ))}
        </ol>
      )}
      {difference.nextCursor && (
        <p>
          <a href={`${path}${kind}&difference=${difference.nextCursor}#difference`}>More</a>
        </p>
      )}
    </section>
  )
}

const ComparedItem = ({ record }: { record: ComparedRecord }) => {
  const { key, name, publicId, captureId, fields, misses } = record
  return (
    <li>
      <p>
        {publicId ? <a href={`/admin/practitioners/${publicId}`}>{name}</a> : <b>{name}</b>}{' '}
        <span class="quiet">{key}</span>
        {captureId && (
          <>
            {' · '}
            <a href={`/admin/captures/${captureId}/text`}>saved answer</a>
          </>
        )}
        {misses !== null && ` · ${missWords(misses)}`}
      </p>
      {fields.length > 0 && <FieldTable name={name} fields={fields} />}
    </li>
  )
}

const missWords = (misses: number): string =>
  misses >= MISSES_BEFORE_DELISTED ? 'no longer listed' : 'not shown this once; stays listed'

const FieldTable = ({ name, fields }: { name: string; fields: FieldChange[] }) => (
  <div class="table-scroll">
    <table class="desk-table">
      <caption class="sr-only">{`What is different about ${name}`}</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, before, after }) => (
          <tr>
            <th scope="row">{path}</th>
            <td>
              <Value value={before} />
            </td>
            <td>
              <Value value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const Value = ({ value }: { value: Json }) => {
  if (value === null || value === '') return <span class="quiet">nothing</span>
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>
}

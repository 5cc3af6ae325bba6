import type { Batch } from '#db/queries/batches.ts'
import { WAITING_DAYS } from '#src/services/create-batch.ts'
import { CLINIC_KEPT_WORDS } from '../views/check-words.ts'
import { formatInstant } from '../views/dates.ts'
import { count } from '../views/words.ts'

export const BatchForm = ({ problem }: { problem: string | null }) => (
  <>
    <p class="lede">
      Send a file, say what its columns mean, and everybody in it is checked. Each person gets a
      receipt; what needs attention stands first.
    </p>
    <form class="stack" method="post" action="/check-batches" enctype="multipart/form-data">
      <label for="file">File with the people</label>
      <input
        id="file"
        name="file"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        required
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={problem === null ? 'file-hint' : 'file-problem file-hint'}
      />
      {problem !== null && (
        <p class="panel is-error" id="file-problem" role="alert">
          {problem}
        </p>
      )}
      <p class="hint" id="file-hint">
        CSV in UTF-8, with the names of its columns in the first line; up to 10 MB, 10,000 people
        and 200 columns. Each person needs a name, a license number, an NPI or a certification
        number.
      </p>
      <label for="as_of">As of a past day</label>
      <input id="as_of" name="as_of" type="date" aria-describedby="as-of-hint" />
      <p class="hint" id="as-of-hint">
        Leave it empty for today.
      </p>
      <button>Send</button>
    </form>
    <p class="hint">
      Only the columns that are used are kept. A list that is not started is deleted after{' '}
      {WAITING_DAYS} days, any other after {CLINIC_KEPT_WORDS}, or when you delete it.
    </p>
  </>
)

export const STATUS_WORDS: Record<Batch['status'], string> = {
  mapping: 'Waits to be started',
  running: 'Running',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
}

export const BatchList = ({ batches }: { batches: Batch[] }) => (
  <section aria-labelledby="lists">
    <h2 id="lists">Your lists</h2>
    {batches.length === 0 ? (
      <p>None yet.</p>
    ) : (
      <ul class="queue">
        {batches.map(({ id, fileName, status, total, createdAt }) => (
          <li>
            <a href={`/check-batches/${id}`}>{fileName}</a>
            <p class="quiet">
              {STATUS_WORDS[status]} · {count(total, 'row', 'rows')} · {formatInstant(createdAt)}
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
)

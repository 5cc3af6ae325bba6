/** Corrections as an admin sees them. */
import type { CorrectionEntry } from '#db/queries/corrections.ts'
import type { CorrectionList } from '../read-corrections.ts'
import { KIND_WORDS, Lines } from '../views/correction-form.tsx'
import { formatHours, formatInstant } from '../views/dates.ts'
import { NOTE_MAX } from './desk-forms.ts'

const HOUR_MS = 3_600_000

/** `due in 5 hours`, `overdue by 2 days`. */
function clockWords(dueAt: Date, now: Date): string {
  const left = dueAt.getTime() - now.getTime()
  const hours = formatHours(Math.max(1, Math.floor(Math.abs(left) / HOUR_MS)))
  return left < 0 ? `overdue by ${hours}` : `due in ${hours}`
}

const Clock = ({ entry: { dueAt, outcome }, now }: { entry: CorrectionEntry; now: Date }) =>
  outcome ? (
    <span class="badge">{outcome}</span>
  ) : (
    <span class={dueAt < now ? 'badge is-warning' : 'badge'}>{clockWords(dueAt, now)}</span>
  )

interface QueueProps {
  list: CorrectionList
  entries: CorrectionEntry[]
  next: string | null
  now: Date
}

const LISTS = [
  ['open', '/admin/corrections', 'Waiting'],
  ['answered', '/admin/corrections?show=answered', 'Answered'],
] as const

export const CorrectionQueue = ({ list, entries, next, now }: QueueProps) => (
  <>
    <h1>Corrections</h1>
    <nav aria-label="Corrections">
      <ul>
        {LISTS.map(([name, href, label]) => (
          <li>
            <a href={href} aria-current={name === list ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    {entries.length === 0 ? (
      <p>{list === 'open' ? 'Nothing waits for an answer.' : 'Nothing has been answered yet.'}</p>
    ) : (
      <div class="table-scroll">
        <table class="desk-table">
          <caption class="sr-only">
            {list === 'open' ? 'What waits, the longest overdue first' : 'What was answered'}
          </caption>
          <thead>
            <tr>
              <th scope="col">Request</th>
              <th scope="col">Practitioner</th>
              <th scope="col">What about</th>
              <th scope="col">Asked</th>
              <th scope="col">{list === 'open' ? 'Clock' : 'Answer'}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row entry={entry} now={now} />
            ))}
          </tbody>
        </table>
      </div>
    )}
    {next && (
      <p>
        <a href={`/admin/corrections?show=${list}&cursor=${next}`}>Next page</a>
      </p>
    )}
  </>
)

const Row = ({ entry, now }: { entry: CorrectionEntry; now: Date }) => (
  <tr>
    <th scope="row">
      <a href={`/admin/corrections/${entry.id}`}>Request {entry.id}</a>
    </th>
    <td>{entry.practitioner.name ?? entry.practitioner.id}</td>
    <td>{KIND_WORDS[entry.kind]}</td>
    <td>{formatInstant(entry.createdAt)}</td>
    <td>
      <Clock entry={entry} now={now} />
    </td>
  </tr>
)

interface DetailProps {
  entry: CorrectionEntry
  problem: string | undefined
  now: Date
}

export const CorrectionDetail = ({ entry, problem, now }: DetailProps) => {
  const { id, practitioner, kind, text, contact, createdAt, dueAt, outcome } = entry
  const publicId = encodeURIComponent(practitioner.id)
  return (
    <>
      <p>
        <a href="/admin/corrections">All corrections</a>
      </p>
      <h1>Correction {id}</h1>
      {problem && (
        <p class="panel is-error" role="alert">
          {problem}
        </p>
      )}
      <dl class="facts">
        <dt>Practitioner</dt>
        <dd>
          <a href={`/practitioners/${publicId}`}>{practitioner.name ?? practitioner.id}</a>, and{' '}
          <a href={`/admin/practitioners/${publicId}`}>their records</a>
          {entry.isLeftOut && <span class="badge">left out of searches</span>}
        </dd>
        <dt>What about</dt>
        <dd>{KIND_WORDS[kind]}</dd>
        <dt>In their words</dt>
        <dd>
          <Lines text={text || 'Nothing was said.'} />
        </dd>
        <dt>How to reach them</dt>
        <dd>{contact ?? 'Not given'}</dd>
        <dt>Asked</dt>
        <dd>{formatInstant(createdAt)}</dd>
        <dt>Answer by</dt>
        <dd>
          {formatInstant(dueAt)} <Clock entry={entry} now={now} />
        </dd>
        {outcome && <Answered entry={entry} />}
      </dl>
      {outcome === null && <DecisionForm entry={entry} />}
      {kind === 'remove' && outcome === 'done' && <UndoForm id={id} />}
    </>
  )
}

const Answered = ({ entry: { answer, decidedAt, decidedBy } }: { entry: CorrectionEntry }) => (
  <>
    <dt>Answer</dt>
    <dd>
      <Lines text={answer ?? ''} />
    </dd>
    <dt>Answered</dt>
    <dd>
      {decidedAt && formatInstant(decidedAt)} by {decidedBy}
    </dd>
  </>
)

const DecisionForm = ({ entry: { id, kind, isLeftOut } }: { entry: CorrectionEntry }) => (
  <form class="stack" method="post" action={`/admin/corrections/${id}`}>
    <h2>Answer it</h2>
    {kind === 'remove' && (
      <p class="panel">
        Make sure that it is the practitioner who asks. The page stays at its address, because a
        license is public.
      </p>
    )}
    <fieldset>
      <legend>What became of it?</legend>
      <p>
        <label>
          <input type="radio" name="outcome" value="done" required />{' '}
          {kind === 'remove' ? 'Leave them out of searches from now on' : 'It has been put right'}
        </label>
      </p>
      <p>
        <label>
          <input type="radio" name="outcome" value="declined" required />{' '}
          {kind === 'remove' && isLeftOut
            ? 'Declined: they are in searches again unless another request to be left out stands'
            : 'Declined'}
        </label>
      </p>
    </fieldset>
    <AnswerField label="The answer" />
    <button>Answer</button>
  </form>
)

const UndoForm = ({ id }: { id: number }) => (
  <form class="stack" method="post" action={`/admin/corrections/${id}/undo`}>
    <h2>Undo it</h2>
    <p>
      This request then stands as declined, and the practitioner is in searches again unless another
      request to be left out stands.
    </p>
    <AnswerField label="Why" />
    <button class="is-danger">Undo the removal</button>
  </form>
)

const AnswerField = ({ label }: { label: string }) => (
  <>
    <label for="answer">{label}</label>
    <p class="quiet" id="answer-hint">
      Everybody can read it on the practitioner’s page. Name nobody and nothing private.
    </p>
    <textarea
      id="answer"
      name="answer"
      rows={4}
      maxlength={NOTE_MAX}
      aria-describedby="answer-hint"
      required
    />
  </>
)

/** The forms of the history, and what the last verification found. */
import type { AuditChoices, AuditEntry } from '#db/queries/audit.ts'
import type { IsoDate } from '#src/core/words.ts'
import type { AuditQuery } from '../audit-question.ts'
import { actionWords, Moment } from './history-views.tsx'

interface FilterProps {
  query: AuditQuery
  choices: AuditChoices
  /** Suggested for "what". */
  actions: string[]
  today: IsoDate
}

export const FilterForm = ({ query, choices, actions, today }: FilterProps) => (
  <form class="stack" method="get" action="/admin/history">
    <label for="actor">Who</label>
    <select id="actor" name="actor">
      <option value="">Anybody</option>
      {choices.actors.map(({ actor, name }) => (
        <option value={actor} selected={actor === query.actor}>
          {name}
        </option>
      ))}
    </select>
    <label for="action">What</label>
    <input id="action" name="action" list="actions" maxlength={200} value={query.action ?? ''} />
    <datalist id="actions">
      {actions.map((action) => (
        <option value={actionWords(action)} />
      ))}
    </datalist>
    <label for="subject_type">About what kind of thing</label>
    <select id="subject_type" name="subject_type">
      <option value="">Any</option>
      {choices.subjectTypes.map((type) => (
        <option value={type} selected={type === query.subject_type}>
          {type.replaceAll('-', ' ')}
        </option>
      ))}
    </select>
    <label for="subject_id">Its id</label>
    <input id="subject_id" name="subject_id" maxlength={200} value={query.subject_id ?? ''} />
    <label for="day">Day, in New York</label>
    <input id="day" name="day" type="date" max={today} value={query.day ?? ''} />
    <button>Find</button>
  </form>
)

/** Leads to a practitioner's page as it was; `practitioner` is typed where it is not known. */
export const AsOfForm = ({ practitioner, today }: { practitioner?: string; today: IsoDate }) => (
  <form
    class="stack"
    method="get"
    action={
      practitioner === undefined
        ? '/admin/history/as-of'
        : `/practitioners/${encodeURIComponent(practitioner)}`
    }
  >
    {practitioner === undefined && (
      <>
        <label for="practitioner">Practitioner’s id</label>
        <input id="practitioner" name="practitioner" maxlength={100} required />
      </>
    )}
    <label for="as_of">As of the end of</label>
    <input id="as_of" name="as_of" type="date" max={today} value={today} required />
    <button>Show the page</button>
  </form>
)

export const Verification = ({ last }: { last: AuditEntry | null }) => (
  <section>
    <h2>Is it whole?</h2>
    <p>
      Each entry carries a hash of itself and of the one before it. An entry that was altered or
      taken out no longer fits.
    </p>
    {last ? <Verdict last={last} /> : <p>Nobody has verified the log yet.</p>}
    <form class="stack" method="post" action="/admin/history/verify">
      <label for="head">A hash noted earlier, if there is one</label>
      <input id="head" name="head" maxlength={64} pattern="[0-9a-fA-F]{64}" autocomplete="off" />
      <button>Verify now</button>
    </form>
    <p>
      <a href="/admin/history/export.jsonl">Download the log</a> as JSON lines. The last line holds
      the hash to note.
    </p>
  </section>
)

const Verdict = ({ last }: { last: AuditEntry }) => {
  const found = toVerdict(last)
  return found.problem === null ? (
    <dl class="facts">
      <dt>Last verified</dt>
      <dd>
        <Moment at={last.at} /> by {last.actorName}
      </dd>
      <dt>Result</dt>
      <dd>{`All ${found.entries} entries fit together.`}</dd>
      <dt>Hash of the last one</dt>
      <dd>
        <code>{found.head}</code>
      </dd>
    </dl>
  ) : (
    <p class="panel is-error">
      The log did not fit together when {last.actorName} verified it on <Moment at={last.at} />.{' '}
      {found.problem}
    </p>
  )
}

interface Found {
  entries: number
  head: string
  problem: string | null
}

/** An entry that was altered may hold anything. */
export function toVerdict({ after }: AuditEntry): Found {
  const unknown = { entries: 0, head: '', problem: 'What was found is not readable.' }
  if (typeof after !== 'object' || after === null || Array.isArray(after)) return unknown
  const { entries, head, broken } = after
  if (typeof entries !== 'number' || typeof head !== 'string') return unknown
  if (broken === null) return { entries, head, problem: null }
  const problem = typeof broken === 'object' && !Array.isArray(broken) ? broken.problem : null
  return { entries, head, problem: typeof problem === 'string' ? problem : unknown.problem }
}

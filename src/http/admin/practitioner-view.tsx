import type { HistoryEntry } from '#db/queries/changes.ts'
import type { JudgementRow } from '#db/queries/judgements.ts'
import type { QueuedPair } from '#db/queries/match-queue.ts'
import type { Decision, DeskPractitioner } from '#db/queries/practitioner-desk.ts'
import type { IsoDate } from '#src/core/words.ts'
import type { Site } from '../deps.ts'
import { formatDate, formatInstant } from '../views/dates.ts'
import { History } from '../views/history.tsx'
import { NOTE_MAX } from './desk-forms.ts'
import { JudgementList, MatchList } from './match-list.tsx'
import { MergeSection, type MergeProps } from './practitioner-merge.tsx'
import { nameOfPractitioner, RecordTable } from './practitioner-records.tsx'

interface PractitionerViewProps {
  site: Site
  practitioner: DeskPractitioner
  judgements: JudgementRow[]
  doubtful: QueuedPair[]
  decisions: Decision[]
  changes: HistoryEntry[]
  merge: Pick<MergeProps, 'typed' | 'partner'>
  today: IsoDate
}

export const PractitionerView = (props: PractitionerViewProps) => {
  const { site, practitioner, judgements, doubtful, decisions, changes, merge, today } = props
  return (
    <>
      <h1>{nameOfPractitioner(practitioner)}</h1>
      <Facts practitioner={practitioner} today={today} />
      <Records site={site} practitioner={practitioner} />
      {doubtful.length > 0 && (
        <section>
          <h2>Who else it may be</h2>
          <MatchList site={site} pairs={doubtful} />
        </section>
      )}
      <MergeSection site={site} practitioner={practitioner} {...merge} />
      <section>
        <h2>Judgements about these records</h2>
        {judgements.length === 0 ? (
          <p>Nobody has judged them.</p>
        ) : (
          <JudgementList site={site} rows={judgements} practitioner={practitioner.publicId} />
        )}
      </section>
      <Decisions decisions={decisions} />
      <History site={site} entries={changes} />
    </>
  )
}

const Facts = ({ practitioner, today }: Pick<PractitionerViewProps, 'practitioner' | 'today'>) => {
  const { publicId, createdAt, leftOutAt } = practitioner
  const page = `/practitioners/${encodeURIComponent(publicId)}`
  return (
    <>
      <dl class="facts">
        <div>
          <dt>Id</dt>
          <dd>{publicId}</dd>
        </div>
        <div>
          <dt>In the directory since</dt>
          <dd>{formatDate(createdAt)}</dd>
        </div>
        {leftOutAt && (
          <div>
            <dt>Left out of searches since</dt>
            <dd>{formatDate(leftOutAt)}</dd>
          </div>
        )}
        <div>
          <dt>Public page</dt>
          <dd>
            <a href={page}>as of today</a>
          </dd>
        </div>
      </dl>
      <form class="stack" method="get" action={page}>
        <label for="as-of">Public page as of the end of this day</label>
        <input id="as-of" name="as_of" type="date" max={today} value={today} required />
        <button class="quiet-button">See it</button>
      </form>
    </>
  )
}

/** With boxes where there is something to take away and something to leave. */
const Records = ({ site, practitioner }: { site: Site; practitioner: DeskPractitioner }) => {
  const { records, publicId } = practitioner
  if (records.length < 2) {
    return (
      <section>
        <h2>Record</h2>
        {records.length === 0 ? (
          <p>No record belongs to this practitioner today.</p>
        ) : (
          <RecordTable site={site} records={records} caption="The only record" />
        )}
      </section>
    )
  }
  return (
    <section>
      <h2>Records</h2>
      <form
        class="stack"
        method="post"
        action={`/admin/practitioners/${encodeURIComponent(publicId)}/split`}
      >
        <RecordTable site={site} records={records} caption="All records" hasBoxes />
        <label for="split-note">Why those marked are somebody else’s</label>
        <textarea id="split-note" name="note" rows={2} maxlength={NOTE_MAX} required></textarea>
        <button class="is-danger">Take the marked records away</button>
      </form>
    </section>
  )
}

const Decisions = ({ decisions }: { decisions: Decision[] }) =>
  decisions.length === 0 ? null : (
    <section>
      <h2>Decisions</h2>
      <ol class="queue">
        {decisions.map(({ seq, at, byName, action, why }) => (
          <li>
            <a href={`/admin/history/${seq}`}>{action.replaceAll('-', ' ')}</a> by {byName},{' '}
            <time datetime={at.toISOString()}>{formatInstant(at)}</time>
            {why && `: ${why}`}
          </li>
        ))}
      </ol>
    </section>
  )

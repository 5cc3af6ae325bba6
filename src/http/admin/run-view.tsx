import type { Child } from 'hono/jsx'
import type { ComparedRecord, Difference } from '#db/queries/run-difference.ts'
import type { RunProblem } from '#db/queries/run-problems.ts'
import type { DeskRun } from '#db/queries/runs.ts'
import type { DeskSite } from '../desk.ts'
import type { Paged } from '../run-cursor.ts'
import { formatInstant } from '../views/dates.ts'
import { NOTE_MAX } from './desk-forms.ts'
import { RunDifference } from './run-difference.tsx'
import { RunProblems } from './run-problems.tsx'
import { isActive, MODE_WORDS, paceWords, progressWords, STATUS_WORDS } from './run-words.ts'

const RELOAD_SECONDS = 5

export interface RunDetailsProps {
  site: DeskSite
  run: DeskRun
  now: Date
  /** Reload by itself, where there is no script. */
  isFollowed: boolean
  problems: Paged<RunProblem>
  kind: Difference
  difference: Paged<ComparedRecord>
}

export const RunDetails = (props: RunDetailsProps) => {
  const { site, run, now } = props
  return (
    <>
      <h1>{`Run of ${site.infoOf(run.registry)?.title ?? run.registry}`}</h1>
      {isActive(run) && <Following run={run} isFollowed={props.isFollowed} />}
      <RunState run={run} now={now} />
      {run.reasons.length > 0 && <Reasons run={run} />}
      {run.status === 'held' && <Decide id={run.id} />}
      {isActive(run) && (
        <DecisionForm id={run.id} verb="cancel" label="Cancel the run" isDangerous />
      )}
      <RunDifference {...props} />
      <RunProblems run={run} problems={props.problems} />
    </>
  )
}

/** With scripts the state is kept up to date in place; without, by reloading, until told to stop. */
const Following = ({ run, isFollowed }: { run: DeskRun; isFollowed: boolean }) => (
  <noscript>
    {isFollowed && <meta http-equiv="refresh" content={String(RELOAD_SECONDS)} />}
    <p>
      {isFollowed ? (
        <>
          {`This page reloads every ${RELOAD_SECONDS} seconds. `}
          <a href={`/admin/runs/${run.id}`}>Stop reloading</a>
        </>
      ) : (
        <>
          <a href={`/admin/runs/${run.id}`}>Reload</a>
          {' or '}
          <a href={`/admin/runs/${run.id}?follow=1`}>{`reload every ${RELOAD_SECONDS} seconds`}</a>
        </>
      )}
    </p>
  </noscript>
)

const RunState = ({ run, now }: { run: DeskRun; now: Date }) => {
  const { counts, progress } = run
  const pace = paceWords(run, now)
  return (
    <section
      id="run-state"
      aria-label="State"
      data-events={isActive(run) ? `/api/v1/refreshes/${run.id}/events` : undefined}
    >
      <p>
        <span class={`badge is-${run.status}`}>{run.status}</span> {STATUS_WORDS[run.status]}
      </p>
      {isActive(run) && progress && progress.total !== null && (
        <progress value={progress.done} max={progress.total} aria-label="How far it has come" />
      )}
      <dl class="facts">
        {isActive(run) && <Fact label="So far">{progressWords(run)}</Fact>}
        {isActive(run) && pace && <Fact label="Pace">{pace}</Fact>}
        {!isActive(run) && (
          <Fact label="People">
            {`${counts.seen.toLocaleString('en-US')} seen, ${counts.new.toLocaleString('en-US')} new, ` +
              `${counts.changed.toLocaleString('en-US')} changed, ${counts.notSeen.toLocaleString('en-US')} not seen`}
          </Fact>
        )}
        <Fact label="Way">{MODE_WORDS[run.mode]}</Fact>
        <Fact label="Asked for">{`${formatInstant(run.createdAt)}, by ${run.requestedBy}`}</Fact>
        {run.startedAt && <Fact label="Started">{formatInstant(run.startedAt)}</Fact>}
        {run.finishedAt && <Fact label="Ended">{formatInstant(run.finishedAt)}</Fact>}
        {run.attempts > 1 && (
          <Fact label="Taken over">{`${run.attempts - 1} times, after a process had gone`}</Fact>
        )}
        <Fact label="Decisions">
          <a href={`/admin/history?subject_type=run&subject_id=${run.id}`}>in the history</a>
        </Fact>
      </dl>
    </section>
  )
}

const Fact = ({ label, children }: { label: string; children?: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const Reasons = ({ run }: { run: DeskRun }) => (
  <section class={run.status === 'held' || run.status === 'failed' ? 'panel is-error' : 'panel'}>
    <h2>{run.status === 'held' ? 'Why it is held' : 'Notes'}</h2>
    <ul>
      {run.reasons.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
  </section>
)

const Decide = ({ id }: { id: string }) => (
  <section>
    <h2>Decide</h2>
    <p>Released, it is shown at once. Rejected, what it read is dropped; the saved answers stay.</p>
    <DecisionForm id={id} verb="release" label="Release" />
    <DecisionForm id={id} verb="reject" label="Reject" isDangerous />
  </section>
)

interface DecisionFormProps {
  id: string
  verb: 'release' | 'reject' | 'cancel'
  label: string
  isDangerous?: boolean
}

const DecisionForm = ({ id, verb, label, isDangerous = false }: DecisionFormProps) => (
  <form class="stack" method="post" action={`/admin/runs/${id}/${verb}`}>
    <label for={`note-${verb}`}>{`Note: why ${verb} it?`}</label>
    <input id={`note-${verb}`} name="note" maxlength={NOTE_MAX} required />
    <button class={isDangerous ? 'is-danger' : undefined}>{label}</button>
  </form>
)

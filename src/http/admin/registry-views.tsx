import type { Child } from 'hono/jsx'
import type { RunBar } from '#db/queries/registry-desk.ts'
import { formatHours, formatInstant } from '../views/dates.ts'
import { RunChart } from '../views/run-chart.tsx'
import { count } from '../views/words.ts'
import { NOTE_MAX } from './desk-forms.ts'
import {
  ACCESS_WORDS,
  ageWords,
  cadenceOf,
  canRefresh,
  FRESHNESS_WORDS,
  freshnessOf,
  nextWords,
  type RegistryView,
  stateWords,
} from './registry-words.ts'

export const RegistryList = ({ views }: { views: RegistryView[] }) => (
  <>
    <h1>Registries</h1>
    <ol class="queue">
      {views.map((view) => (
        <li id={view.info.id}>
          <h2>
            <a href={`/admin/registries/${view.info.id}`}>{view.info.title}</a>{' '}
            <FreshnessBadge view={view} /> <PausedBadge view={view} />
          </h2>
          <RunChart runs={view.desk.runs} title={view.info.title} />
          <dl class="facts">
            <Fact label="State">{stateWords(view)}</Fact>
            <Fact label="Last good answer">{ageWords(view)}</Fact>
            <Fact label="Next run">{nextWords(view)}</Fact>
          </dl>
          <RefreshForm view={view} />
        </li>
      ))}
    </ol>
  </>
)

export const RegistryDetails = ({ view }: { view: RegistryView }) => {
  const { info, desk } = view
  return (
    <>
      <h1>{info.title}</h1>
      <p>
        <FreshnessBadge view={view} /> <PausedBadge view={view} /> {info.publisher} ·{' '}
        <a href={info.homepage} rel="external noreferrer">
          open the registry
        </a>
      </p>
      <dl class="facts">
        <Fact label="State">{stateWords(view)}</Fact>
        <Fact label="Last good answer">{ageWords(view)}</Fact>
        <Fact label="It showed">
          {desk.lastGood && count(desk.lastGood.seen, 'person', 'people')}
        </Fact>
        <Fact label="Next run">{nextWords(view)}</Fact>
        <Fact label="Asked">{askedWords(view)}</Fact>
        <Fact label="It proves">{info.proves}</Fact>
        <Fact label="It does not">{info.doesNotProve}</Fact>
        <Fact label="In its own words">{info.caveat}</Fact>
        <Fact label="How it may be fetched">{fetchWords(view)}</Fact>
      </dl>
      <RefreshForm view={view} />
      <h2>Runs</h2>
      <RunChart runs={desk.runs} title={info.title} />
      <RunTable runs={desk.runs} />
      <p>
        <a href={`/admin/runs?registry=${info.id}`}>All runs of this registry</a>
      </p>
      {info.access !== 'by-hand' && <ScheduleForms view={view} />}
    </>
  )
}

const Fact = ({ label, children }: { label: string; children?: Child }) =>
  children ? (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  ) : null

const FreshnessBadge = ({ view }: { view: RegistryView }) => {
  const freshness = freshnessOf(view)
  return <span class={`badge is-${freshness}`}>{FRESHNESS_WORDS[freshness]}</span>
}

const PausedBadge = ({ view }: { view: RegistryView }) =>
  view.desk.schedule.pausedAt && <span class="badge is-paused">Paused</span>

function askedWords(view: RegistryView): string | null {
  if (view.info.access === 'by-hand') return null
  const own = view.info.cadenceHours
  const hours = cadenceOf(view)
  return `every ${formatHours(hours)}${hours === own ? '' : `, instead of every ${formatHours(own)}`}`
}

function fetchWords({ info }: RegistryView): string {
  if (info.access === 'by-hand') return `${ACCESS_WORDS[info.access]}.`
  const pause = `one request every ${info.pauseMs / 1000} s at most`
  const needs =
    info.requiredSettings.length > 0 ? `; needs ${info.requiredSettings.join(', ')}` : ''
  return `${ACCESS_WORDS[info.access]}, ${pause}${needs}.`
}

const RefreshForm = ({ view }: { view: RegistryView }) => {
  const [latest] = view.desk.runs
  const path = `/admin/registries/${view.info.id}/refresh`
  if (view.info.access === 'by-hand') {
    return (
      <p>
        <a href={`/admin/capture/${view.info.id}`}>Import saved pages</a>
      </p>
    )
  }
  const isUnderWay = latest?.status === 'queued' || latest?.status === 'running'
  return (
    <>
      {latest && (isUnderWay || latest.status === 'held') && (
        <p>
          <a
            href={`/admin/runs/${latest.id}?follow=1`}
            aria-label={`${isUnderWay ? 'Watch the run' : 'Decide on the held run'} of ${view.info.title}`}
          >
            {isUnderWay ? 'Watch the run' : 'Decide on the held run'}
          </a>
        </p>
      )}
      {!isUnderWay && canRefresh(view) && (
        <form method="post" action={path}>
          <button aria-label={`Refresh now: ${view.info.title}`}>Refresh now</button>
        </form>
      )}
    </>
  )
}

const RunTable = ({ runs }: { runs: RunBar[] }) => (
  <div class="table-scroll" tabindex={0} role="region" aria-label="The latest runs">
    <table class="desk-table">
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">Became</th>
          <th scope="col">People seen</th>
          <th scope="col">Problems</th>
        </tr>
      </thead>
      <tbody>
        {runs.slice(0, 10).map((run) => (
          <tr>
            <td>
              <a href={`/admin/runs/${run.id}`}>{formatInstant(run.createdAt)}</a>
            </td>
            <td>
              <span class={`badge is-${run.status}`}>{run.status}</span>
            </td>
            <td>{run.seen.toLocaleString('en-US')}</td>
            <td>{run.problems.toLocaleString('en-US')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const ScheduleForms = ({ view }: { view: RegistryView }) => {
  const { schedule } = view.desk
  const base = `/admin/registries/${view.info.id}`
  const verb = schedule.pausedAt ? 'Resume' : 'Pause'
  return (
    <>
      <h2>{verb}</h2>
      <form class="stack" method="post" action={`${base}/${verb.toLowerCase()}`}>
        <input type="hidden" name="revision" value={schedule.revision} />
        <label for="why-pause">Why</label>
        <input id="why-pause" name="why" maxlength={NOTE_MAX} required />
        <button class="quiet-button">{verb}</button>
      </form>
      <h2>Schedule</h2>
      <form class="stack" method="post" action={`${base}/schedule`}>
        <input type="hidden" name="revision" value={schedule.revision} />
        <label for="hours">
          {`Hours between two runs; empty for its own ${view.info.cadenceHours}`}
        </label>
        <input
          id="hours"
          name="hours"
          type="number"
          min={1}
          max={8760}
          value={schedule.cadenceHours ?? ''}
        />
        <label for="why-schedule">Why</label>
        <input id="why-schedule" name="why" maxlength={NOTE_MAX} required />
        <button class="quiet-button">Change the schedule</button>
      </form>
    </>
  )
}

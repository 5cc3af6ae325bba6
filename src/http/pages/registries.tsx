import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { listRegistries, type RegistryState } from '#db/queries/runs.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { Site } from '../deps.ts'
import { formatAge, formatHours, formatInstant } from '../views/dates.ts'
import { page } from '../views/layout.tsx'
import { describeState } from '../views/published.tsx'
import { count } from '../views/words.ts'

export function registriesPage(site: Site): Hono {
  const app = new Hono()
  app.get('/registries', async (c) => {
    const now = site.now()
    const states = await listRegistries(site.database(c), site.infos, now)
    return page(site, c, {
      title: 'Registries',
      current: '/registries',
      description: 'Where the facts come from, and how fresh each registry is.',
      children: (
        <>
          <h1>Registries</h1>
          <p class="lede">
            Where the facts come from, what each registry proves and does not, and how old its last
            good answer is. When a registry does not answer, what it said last stays up with its
            age.
          </p>
          {states.map((state) => {
            const info = site.infoOf(state.id)
            return info && <RegistryEntry info={info} state={state} now={now} />
          })}
        </>
      ),
    })
  })
  return app
}

const ACCESS = {
  open: 'Open to programs',
  key: 'Open to programs with a key',
  'by-hand': 'Keeps programs out: pages are saved by a person',
}

const FRESHNESS = { fresh: 'Fresh', stale: 'Older than promised', never: 'Not read yet' }

const RegistryEntry = (props: { info: RegistryInfo; state: RegistryState; now: Date }) => {
  const { info, state, now } = props
  const lastGoodAt = state.lastGood?.readAt
  return (
    <article class="registry" id={info.id}>
      <header>
        <h2>{info.title}</h2>
        <span class={`badge is-${state.freshness}`}>{FRESHNESS[state.freshness]}</span>
      </header>
      <p class="quiet">
        {info.publisher} · <a href={info.homepage}>open the registry</a>
      </p>
      <dl class="rows">
        <Row label="Last good answer">
          {lastGoodAt ? `${formatInstant(lastGoodAt)} (${formatAge(lastGoodAt, now)})` : 'None yet'}
        </Row>
        <Row label="Promise">no older than {formatHours(info.promiseHours)}</Row>
        <Row label="Records">
          {count(state.records, 'person', 'people')} listed
          {state.delisted > 0 && `, ${state.delisted.toLocaleString('en-US')} no longer listed`}
        </Row>
        <Row label="Latest run">
          {state.latest?.status === 'published'
            ? `Published: ${describeCounts(state.latest.counts)}`
            : `The registry ${describeState(state, info.access)}`}
        </Row>
        <Row label="Access">{ACCESS[info.access]}</Row>
        <Row label="It proves">{info.proves}</Row>
        <Row label="It does not">{info.doesNotProve}</Row>
        {info.caveat && <Row label="In its own words">{info.caveat}</Row>}
      </dl>
    </article>
  )
}

const Row = ({ label, children }: { label: string; children?: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

type Counts = NonNullable<RegistryState['latest']>['counts']

const describeCounts = (counts: Counts): string =>
  [
    `${counts.seen.toLocaleString('en-US')} seen`,
    `${counts.new.toLocaleString('en-US')} new`,
    `${counts.changed.toLocaleString('en-US')} changed`,
    `${counts.notSeen.toLocaleString('en-US')} not seen`,
    count(counts.problems, 'problem'),
  ].join(', ')

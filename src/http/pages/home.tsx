import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { countDirectory } from '#db/queries/search.ts'
import { listRegistries, type RegistryState } from '#db/queries/runs.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { MarkCounts } from '#src/core/search/count-marks.ts'
import { STATES } from '#src/core/words.ts'
import type { Site } from '../deps.ts'
import { formatDate } from '../views/dates.ts'
import { page } from '../views/layout.tsx'
import { MarkIcon } from '../views/mark-list.tsx'
import { isAnythingPublished, NothingPublished } from '../views/published.tsx'
import { EMPTY_FORM, SearchForm } from '../views/search-form.tsx'
import { count, STATE_NAMES } from '../views/words.ts'

export function homePage(site: Site): Hono {
  const app = new Hono()
  app.get('/', async (c) => {
    const db = site.database(c)
    const now = site.now()
    const counts = await countDirectory(db, site.directory, newYorkDay(now))
    const states = await listRegistries(db, site.infos, now)
    return page(site, c, {
      title: 'Tri-State Acupuncture Directory',
      description:
        'Find a qualified acupuncturist in New York, New Jersey or Connecticut, and check the credentials of one.',
      children: <Home site={site} counts={counts} states={states} />,
    })
  })
  return app
}

const Home = (props: { site: Site; counts: MarkCounts; states: RegistryState[] }) => (
  <>
    <section class="hero">
      <h1>Find a qualified acupuncturist in New York, New Jersey or Connecticut</h1>
      <p class="lede">
        Or check the one you were sent to. What public registries say, side by side, each fact with
        its source and its day.
      </p>
      <SearchForm values={EMPTY_FORM} isShort />
    </section>
    {isAnythingPublished(props.states) ? (
      <Holdings {...props} />
    ) : (
      <NothingPublished site={props.site} states={props.states} />
    )}
    <ThreeMarks />
    <section>
      <h2>What a mark cannot tell</h2>
      <p>
        A missing mark is not a bad mark. “Not found” is not “unlicensed”: names are written in
        different ways, and registries can be late. When you call, ask for the license number, and
        where and how long they trained in needling trigger points.
      </p>
    </section>
  </>
)

const MARKS: [title: string, text: Child][] = [
  [
    'Licensed',
    'The state permits them to practice today. In New York a license is for life, and the registration that goes with it must be renewed every three years.',
  ],
  [
    'Board certified',
    <>
      A diplomate of the National Certification Board for Acupuncture and Herbal Medicine (NCBAHM,
      until January 2026 NCCAOM): they passed its examinations and keep the certification up. A
      license may rest on the same examination, as{' '}
      <a href="/guides/choosing#source-formats">Connecticut’s does</a>. The board’s directory is
      voluntary.
    </>,
  ],
  [
    'Trigger-point training',
    'Long training in needling muscular trigger points, such as the three-year Acupuncture Physical Medicine program. No license requires it, so the evidence stands beside it.',
  ],
]

const ThreeMarks = () => (
  <section>
    <h2>Three marks to look for</h2>
    <ul class="columns">
      {MARKS.map(([title, text]) => (
        <li>
          <h3>
            <MarkIcon value="yes" />
            {title}
          </h3>
          <p>{text}</p>
        </li>
      ))}
    </ul>
    <p>
      Whoever has all three is called <b>recommended</b>: a current license in the state asked
      about, a current certification, and training that a document shows.
    </p>
  </section>
)

const Holdings = ({
  site,
  counts,
  states,
}: {
  site: Site
  counts: MarkCounts
  states: RegistryState[]
}) => (
  <section class="holdings">
    <h2>{count(counts.practitioners, 'practitioner')} in the directory</h2>
    <dl class="figures">
      {STATES.map((state) => (
        <div>
          <dt>{STATE_NAMES[state]}</dt>
          <dd>
            <a href={`/practitioners?state=${state}`}>
              {(counts.byState[state] ?? 0).toLocaleString('en-US')}
            </a>
          </dd>
        </div>
      ))}
      <div>
        <dt>Recommended</dt>
        <dd>
          <a href="/practitioners?recommended=true">{counts.recommended.toLocaleString('en-US')}</a>
        </dd>
      </div>
    </dl>
    <ul class="sources">
      {states.map((state) => (
        <li>
          <a href={`/registries#${state.id}`}>{site.infoOf(state.id)?.title ?? state.id}</a>
          <span class="quiet">
            {state.lastGood?.readAt
              ? `as of ${formatDate(state.lastGood.readAt)}${state.freshness === 'stale' ? ', older than promised' : ''}`
              : 'not read yet'}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { listRegistries, type RegistryState } from '#db/queries/runs.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { Facets } from '#src/core/search/query.ts'
import type { Site } from '../deps.ts'
import { ParameterError, type ParameterIssue } from '../problem.ts'
import { lastRead } from '../last-read.ts'
import { parsePageParams, runSearch, type SearchOutcome } from '../run-search.ts'
import { DEFAULT_RADIUS_MILES, type SearchParams } from '../search-params.ts'
import { FacetList, spelledAs } from '../views/facet-list.tsx'
import { GuideLinks } from '../views/guide-links.tsx'
import { page } from '../views/layout.tsx'
import { Nobody } from '../views/nobody.tsx'
import { isAnythingPublished, NothingPublished } from '../views/published.tsx'
import { ResultCard } from '../views/result-card.tsx'
import { placesOf, ResultsMap } from '../views/results-map.tsx'
import { type FormValues, SearchForm } from '../views/search-form.tsx'
import { withParam } from '../views/search-links.ts'
import { count } from '../views/words.ts'

export function searchPage(site: Site): Hono {
  const app = new Hono()
  app.get('/practitioners', async (c) => {
    const db = site.database(c)
    const now = site.now()
    const states = await listRegistries(db, site.infos, now)
    const lastGood = await lastRead(site, db, now)
    const params = new URL(c.req.url).searchParams
    const form = toFormValues(params)
    const show = (children: Child, status: 200 | 400) =>
      page(site, c, { title: titleOf(form), current: '/practitioners', children }, status)
    try {
      const asked = parsePageParams(params)
      // Who clears the place in the form leaves the order as it was: no reason to refuse the search.
      const isUnsortable = asked.sort === 'distance' && asked.near === undefined
      if (isUnsortable) delete asked.sort
      const outcome = await runSearch(db, site.directory, asked, newYorkDay(now))
      const values = isUnsortable ? { ...form, sort: '' } : form
      return show(
        <Results
          {...{ site, states, lastGood, outcome, params, form: values, now, isUnsortable }}
        />,
        200,
      )
    } catch (error) {
      if (!(error instanceof ParameterError)) throw error
      return show(<Refusal issues={error.issues} form={form} />, 400)
    }
  })
  return app
}

const titleOf = ({ q, near }: FormValues): string =>
  [q, near && `near ${near}`].filter(Boolean).join(' ') || 'Search'

const IN_FORM = new Set(['q', 'near', 'radius', 'state', 'sort', 'cursor'])
const KEPT = ['license', 'certification', 'training', 'recommended', 'language', 'limit']

const toFormValues = (params: URLSearchParams): FormValues => ({
  q: params.get('q') ?? '',
  near: params.get('near') ?? '',
  radius: params.get('radius') ?? '',
  state: params.getAll('state').map((state) => state.toUpperCase()),
  sort: params.get('sort') ?? '',
  kept: [...params].filter(([name, value]) => KEPT.includes(name) && !IN_FORM.has(name) && value),
})

const Refusal = ({ issues, form }: { issues: ParameterIssue[]; form: FormValues }) => {
  const wrong = issues.map(({ parameter }) => parameter)
  const kept = form.kept.filter(([name]) => !wrong.includes(name))
  return (
    <>
      <h1>Search</h1>
      <div class="panel is-error" role="alert">
        <h2>The search could not be read</h2>
        <ul>
          {issues.map(({ detail }) => (
            <li>{detail.replaceAll('`', '')}</li>
          ))}
        </ul>
      </div>
      <SearchForm values={{ ...form, kept }} wrong={wrong} />
    </>
  )
}

interface ResultsProps {
  site: Site
  states: RegistryState[]
  /** When each registry was last read, by id. */
  lastGood: Map<string, Date>
  outcome: SearchOutcome
  params: URLSearchParams
  form: FormValues
  now: Date
  /** Asked for the order by distance without a place. */
  isUnsortable: boolean
}

const Results = (props: ResultsProps) => {
  const { site, states, lastGood, outcome, params, form, now, isUnsortable } = props
  const { result } = outcome
  const marks = {
    site,
    lastGood,
    today: newYorkDay(now),
    asked: outcome.params.state,
  }
  const isEmpty = result.items.length === 0
  const places = placesOf(outcome)
  const hasChoice = KEPT.some((name) => name !== 'limit' && params.get(name))
  return (
    <>
      <h1>Search</h1>
      <SearchForm values={form} stateCounts={result.facets.state} />
      <div class={places ? 'with-aside with-map' : 'with-aside'}>
        <details class="narrow" open={hasChoice}>
          <summary>Narrow the search</summary>
          <FacetList
            facets={result.facets}
            params={params}
            chosen={toChosen(outcome.params, result.facets)}
          />
        </details>
        <section class="results" aria-labelledby="found">
          <h2 id="found">{summarize(outcome)}</h2>
          {isUnsortable && (
            <p class="panel">
              Without a place there is no distance to sort by: the best match comes first. Fill in
              “Near” to sort by distance.
            </p>
          )}
          <AboutResults hasMap={places !== null} hasPlace={outcome.place !== null} />
          {isEmpty && !isAnythingPublished(states) && (
            <NothingPublished site={site} states={states} />
          )}
          {isEmpty && isAnythingPublished(states) && <Nobody outcome={outcome} params={params} />}
          <ol class="cards">
            {result.items.map((item) => (
              <ResultCard item={item} marks={marks} near={outcome.place} />
            ))}
          </ol>
          <Pager params={params} next={outcome.nextCursor} />
        </section>
        {places && <ResultsMap {...{ places, outcome, params }} />}
      </div>
    </>
  )
}

const AboutResults = ({ hasMap, hasPlace }: { hasMap: boolean; hasPlace: boolean }) => (
  <>
    {hasPlace && (
      <p class="ordering">
        Distances are rough: a ZIP or a town, yours as well as theirs, stands for its middle.
      </p>
    )}
    <p class="ordering">
      Nobody can pay for a place here: <a href="/about#ordering">how results are ordered</a>.
    </p>
    <GuideLinks />
    {hasMap && (
      <p class="to-map">
        <a href="#on-map">These results on the map</a>
      </p>
    )}
  </>
)

const toChosen = (asked: SearchParams, facets: Facets) => ({
  license: asked.license ?? null,
  certification: asked.certification?.standing ?? asked.certification?.designation ?? null,
  training: asked.training ?? null,
  recommended: asked.recommended === 'true' ? 'true' : null,
  language: asked.language === undefined ? null : spelledAs(asked.language, facets),
})

function summarize({ result, place, params }: SearchOutcome): string {
  const where = place
    ? ` within ${count(params.radius ?? DEFAULT_RADIUS_MILES, 'mile')} of ${place.label}`
    : ''
  return `${count(result.total, 'practitioner')}${where}`
}

const Pager = ({ params, next }: { params: URLSearchParams; next: string | null }) => {
  const isFirst = !params.get('cursor')
  if (isFirst && !next) return null
  return (
    <nav class="pager" aria-label="Pages">
      {!isFirst && <a href={withParam(params, 'cursor', null)}>First page</a>}
      {next && (
        <a href={withParam(params, 'cursor', next)} rel="next nofollow">
          Next page
        </a>
      )}
    </nav>
  )
}

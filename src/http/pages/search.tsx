import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { listRegistries, type RegistryState } from '#db/queries/runs.ts'
import type { SearchResult } from '#db/queries/search.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { Site } from '../deps.ts'
import { ParameterError, type ParameterIssue } from '../problem.ts'
import { parsePageParams, runSearch, type SearchOutcome } from '../run-search.ts'
import { DEFAULT_RADIUS_MILES, type SearchParams } from '../search-params.ts'
import { FacetList, withParam } from '../views/facet-list.tsx'
import { page } from '../views/layout.tsx'
import { isAnythingPublished, NothingPublished } from '../views/published.tsx'
import { ResultCard } from '../views/result-card.tsx'
import { type FormValues, SearchForm } from '../views/search-form.tsx'
import { count } from '../views/words.ts'

export function searchPage(site: Site): Hono {
  const app = new Hono()
  app.get('/practitioners', async (c) => {
    const db = site.database(c)
    const now = site.now()
    const states = await listRegistries(db, site.infos, now)
    const params = new URL(c.req.url).searchParams
    const form = toFormValues(params)
    const show = (children: Child, status: 200 | 400) =>
      page(site, c, { title: titleOf(form), current: '/practitioners', children }, status)
    try {
      const outcome = await runSearch(db, parsePageParams(params), newYorkDay(now))
      return show(<Results {...{ site, states, outcome, params, form, now }} />, 200)
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
const KEPT = ['license', 'certification', 'training', 'recommended', 'limit']

const toFormValues = (params: URLSearchParams): FormValues => ({
  q: params.get('q') ?? '',
  near: params.get('near') ?? '',
  radius: params.get('radius') ?? '',
  state: params.getAll('state').map((state) => state.toUpperCase()),
  sort: params.get('sort') ?? '',
  kept: [...params].filter(([name, value]) => KEPT.includes(name) && !IN_FORM.has(name) && value),
})

const Refusal = ({ issues, form }: { issues: ParameterIssue[]; form: FormValues }) => (
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
    <SearchForm values={{ ...form, kept: [] }} wrong={issues.map(({ parameter }) => parameter)} />
  </>
)

interface ResultsProps {
  site: Site
  states: RegistryState[]
  outcome: SearchOutcome
  params: URLSearchParams
  form: FormValues
  now: Date
}

const Results = ({ site, states, outcome, params, form, now }: ResultsProps) => {
  const { result } = outcome
  const marks = { site, states, today: newYorkDay(now) }
  const hasChoice = KEPT.some((name) => name !== 'limit' && params.get(name))
  return (
    <>
      <h1>Search</h1>
      <SearchForm values={form} />
      <div class="with-aside">
        <details class="narrow" open={hasChoice}>
          <summary>Narrow the search</summary>
          <FacetList facets={result.facets} params={params} chosen={toChosen(outcome.params)} />
        </details>
        <section class="results" aria-labelledby="found">
          <h2 id="found">{summarize(outcome)}</h2>
          {result.items.length === 0 && <Nobody {...{ site, states, outcome, params }} />}
          <ol class="cards">
            {result.items.map((item) => (
              <ResultCard
                item={item}
                marks={marks}
                states={outcome.params.state}
                near={outcome.place}
              />
            ))}
          </ol>
          <Pager params={params} next={outcome.nextCursor} />
        </section>
      </div>
    </>
  )
}

const toChosen = ({ license, certification, training, recommended }: SearchParams) => ({
  license: license ?? null,
  certification: certification?.standing ?? certification?.designation ?? null,
  training: training ?? null,
  recommended: recommended === 'true' ? 'true' : null,
})

function summarize({ result, place, params }: SearchOutcome): string {
  const where = place
    ? ` within ${count(params.radius ?? DEFAULT_RADIUS_MILES, 'mile')} of ${place.label}`
    : ''
  return `${numberFound(result.total)}${where}`
}

const numberFound = ({ value, relation }: SearchResult['total']): string =>
  `${relation === 'gte' ? 'More than ' : ''}${count(value, 'practitioner')}`

/** Why the list is empty, and what would fill it. */
const Nobody = (props: Pick<ResultsProps, 'site' | 'states' | 'outcome' | 'params'>) => {
  const { site, states, outcome, params } = props
  if (!isAnythingPublished(states)) return <NothingPublished site={site} states={states} />
  const looser = loosen(outcome.params, params)
  return (
    <div class="panel">
      <p>
        Nobody in the directory fits all of this. That says nothing of the person you look for: they
        may be written differently, or be in no registry read here.
      </p>
      {looser.length > 0 && (
        <ul>
          {looser.map(({ label, href }) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function loosen(given: SearchParams, params: URLSearchParams): { label: string; href: string }[] {
  const radius = given.radius ?? DEFAULT_RADIUS_MILES
  const ways: [boolean, string, string, string | null][] = [
    [given.near !== undefined && radius < 50, 'Look within 50 miles', 'radius', '50'],
    [given.near !== undefined, 'Look everywhere', 'near', null],
    [given.state.length > 0, 'Look in all three states', 'state', null],
    [given.recommended === 'true', 'Leave out “recommended”', 'recommended', null],
    [given.training !== undefined, 'Leave out the training', 'training', null],
    [given.certification !== undefined, 'Leave out the certification', 'certification', null],
    [given.license !== undefined, 'Leave out the license', 'license', null],
    [given.q !== undefined, `Leave out “${given.q}”`, 'q', null],
  ]
  return ways.flatMap(([applies, label, name, value]) =>
    applies ? [{ label, href: withParam(params, name, value) }] : [],
  )
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

import type { Facets } from '#src/core/search/query.ts'
import type { SearchOutcome } from '../run-search.ts'
import { DEFAULT_RADIUS_MILES, MAX_RADIUS_MILES, type SearchParams } from '../search-params.ts'
import { spelledAs } from './facet-list.tsx'
import { withParam } from './search-links.ts'
import {
  count,
  DESIGNATION_WORDS,
  inWords,
  STANDING_WORDS,
  STATE_NAMES,
  TRAINING_CHOICES,
} from './words.ts'

interface NobodyProps {
  outcome: SearchOutcome
  /** The parameters of this page. */
  params: URLSearchParams
}

/** Why the list is empty, and what would fill it. */
export const Nobody = ({ outcome, params }: NobodyProps) =>
  outcome.result.total > 0 ? (
    <p>
      This page lies behind the last one.{' '}
      <a href={withParam(params, 'cursor', null)}>To the first page</a>
    </p>
  ) : (
    <div class="panel">
      <p>
        Nobody in the directory fits all of this{describeChoices(outcome)}. That says nothing of the
        person you look for: they may be written differently, or be in no registry read here.
      </p>
      <ul class="loosen">
        {loosen(outcome, params).map(({ label, href, excluded }) => (
          <li>
            <a href={href}>{label}</a>
            {excluded > 0 && <span class="quiet">: {describeExcluded(excluded)}</span>}
          </li>
        ))}
        <li>
          <a href="/practitioners">Start again, with everybody</a>
        </li>
      </ul>
    </div>
  )

interface Way {
  label: string
  href: string
  /** At least so many fit all the other choices; 0 where the counts cannot tell. */
  excluded: number
}

const describeExcluded = (people: number): string =>
  `this limit alone excludes at least ${count(people, 'practitioner')}`

function describeChoices({ params, place, result }: SearchOutcome): string {
  const radius = params.radius ?? DEFAULT_RADIUS_MILES
  const parts = [
    params.q !== undefined && `“${params.q}”`,
    place && `within ${count(radius, 'mile')} of ${place.label}`,
    params.state.length > 0 && `in ${inWords(params.state.map((state) => STATE_NAMES[state]))}`,
    params.recommended === 'true' && 'recommended',
    params.license && `license “${STANDING_WORDS[params.license]}”`,
    params.certification && `certification “${certificationWords(params.certification)}”`,
    params.training && `training “${trainingWords(params.training)}”`,
    params.language !== undefined && `language “${spelledAs(params.language, result.facets)}”`,
  ].filter((part) => typeof part === 'string')
  return parts.length > 1 ? ` at once: ${parts.join('; ')}` : ''
}

const certificationWords = ({
  standing,
  designation,
}: NonNullable<SearchParams['certification']>): string => {
  if (designation) return DESIGNATION_WORDS[designation]
  if (standing === 'active') return 'Current'
  return standing ? STANDING_WORDS[standing] : ''
}

const trainingWords = (training: string): string => TRAINING_CHOICES[training] ?? training

/** What excludes the most people, as far as the counts know, comes first. */
function loosen(outcome: SearchOutcome, params: URLSearchParams): Way[] {
  const given = outcome.params
  const ways = [...choiceWays(given, outcome.result.facets, params), ...placeWays(given, params)]
  return [...ways, ...wordWays(given, params)].toSorted((a, b) => b.excluded - a.excluded)
}

/** Of the filters the counts say who would be found with another value and all else as it is. */
function choiceWays(given: SearchParams, facets: Facets, params: URLSearchParams): Way[] {
  const { state, license, certification, training, recommended } = given
  const language = given.language === undefined ? undefined : spelledAs(given.language, facets)
  const way = (name: keyof Facets, label: string, chosen: string[]): Way => ({
    label,
    href: withParam(params, name, null),
    excluded: mostOf(facets[name], chosen),
  })
  return [
    state.length > 0 && way('state', 'Look in all three states', state),
    recommended === 'true' && way('recommended', 'Leave out “Recommended”', ['true']),
    training !== undefined &&
      way('training', `Leave out the training “${trainingWords(training)}”`, [training]),
    certification !== undefined &&
      way('certification', `Leave out the certification “${certificationWords(certification)}”`, [
        certification.standing ?? certification.designation ?? '',
      ]),
    license !== undefined &&
      way('license', `Leave out the license “${STANDING_WORDS[license]}”`, [license]),
    language !== undefined && way('language', `Leave out the language “${language}”`, [language]),
  ].filter((found) => found !== false)
}

/** People may count under several values, so that only the largest count is certain. */
const mostOf = (counts: Record<string, number>, but: string[]): number =>
  Math.max(0, ...Object.entries(counts).map(([value, n]) => (but.includes(value) ? 0 : n)))

function placeWays(given: SearchParams, params: URLSearchParams): Way[] {
  if (given.near === undefined) return []
  const radius = given.radius ?? DEFAULT_RADIUS_MILES
  const wider = [50, MAX_RADIUS_MILES].find((miles) => miles > radius)
  const everywhere = { label: 'Look everywhere', href: withParam(params, 'near', null) }
  const around = wider && {
    label: `Look within ${wider} miles`,
    href: withParam(params, 'radius', String(wider)),
  }
  return [...(around ? [around] : []), everywhere].map((way) => ({ ...way, excluded: 0 }))
}

const MAX_WORDS_ALONE = 4

/** Each word alone, and no words at all. */
function wordWays(given: SearchParams, params: URLSearchParams): Way[] {
  if (given.q === undefined) return []
  const words = [...new Set(given.q.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)))]
  const alone = words.length > 1 && words.length <= MAX_WORDS_ALONE ? words : []
  return [
    ...alone.map((word) => ({
      label: `Search for “${word}” alone`,
      href: withParam(params, 'q', word),
    })),
    { label: `Leave out “${given.q}”`, href: withParam(params, 'q', null) },
  ].map((way) => ({ ...way, excluded: 0 }))
}

/** Counts beside each choice of the search form: what it would find with all the other filters kept. */
import { DESIGNATIONS, STANDINGS, STATES } from '../words.ts'
import { allFilters, scopeOf, trainingMask } from './filters.ts'
import {
  type Bits,
  certified,
  designated,
  inState,
  licensed,
  type Mask,
  meetsBits,
  recommended,
  toBits,
} from './flags.ts'
import { type Facets, type SearchQuery, TRAINING_FILTERS } from './query.ts'

/** How many candidates have these flags today. */
export interface FlagCount {
  bits: Bits
  count: number
}

type FlagFacet = Exclude<keyof Facets, 'language'>

/** Values of a facet that are counted under the same other filters. */
interface FacetChoice {
  facet: FlagFacet
  others: Mask[]
  values: [value: string, masks: Mask[]][]
}

/** In the order of the words. `counts` are of those who meet what is no flag. */
export function countFacets(
  query: SearchQuery,
  counts: readonly FlagCount[],
): Pick<Facets, FlagFacet> {
  const facets: Pick<Facets, FlagFacet> = {
    state: {},
    license: {},
    certification: {},
    training: {},
    recommended: {},
  }
  for (const { facet, others, values } of facetChoices(query)) {
    const among = meeting(counts, others)
    for (const [value, masks] of values) {
      facets[facet][value] = meeting(among, masks).reduce((sum, { count }) => sum + count, 0)
    }
  }
  return facets
}

function meeting(counts: readonly FlagCount[], masks: Mask[]): readonly FlagCount[] {
  if (masks.length === 0) return counts
  const wanted = masks.map(toBits)
  return counts.filter(({ bits }) => meetsBits(bits, wanted))
}

function facetChoices(query: SearchQuery): FacetChoice[] {
  const scope = scopeOf(query)
  return [
    // A license filter asks for a license of the state chosen: here, of this one.
    ...STATES.map((state): FacetChoice => ({
      facet: 'state',
      others: allFilters(query, [state], 'state'),
      values: [[state, [inState([state])]]],
    })),
    {
      facet: 'license',
      others: allFilters(query, scope, 'license'),
      values: STANDINGS.map((standing) => [standing, [licensed(standing, scope)]]),
    },
    {
      facet: 'certification',
      others: allFilters(query, scope, 'certification'),
      values: [
        ['active', [certified('active')]],
        ...DESIGNATIONS.map((designation): [string, Mask[]] => [
          designation,
          [designated(designation)],
        ]),
      ],
    },
    {
      facet: 'training',
      others: allFilters(query, scope, 'training'),
      values: TRAINING_FILTERS.map((filter) => [filter, [trainingMask(filter)]]),
    },
    {
      facet: 'recommended',
      others: allFilters(query, scope, 'recommended'),
      values: [['true', recommended(scope)]],
    },
  ]
}

/** Counts beside each choice of the search form: what it would find with all the other filters kept. */
import {
  certified,
  designated,
  inState,
  licensed,
  type Mask,
  meets,
  recommended,
} from '#src/core/search-flags.ts'
import { DESIGNATIONS, STANDINGS, STATES } from '#src/core/words.ts'
import { allFilters, scopeOf, trainingMask } from './search-filters.ts'
import { type Facets, type SearchQuery, TRAINING_FILTERS } from './search-query.ts'

/** How many candidates have these flags today. */
export interface FlagCount {
  flags: bigint
  count: number
}

interface FacetValue {
  facet: keyof Facets
  value: string
  masks: Mask[]
}

/** How many of the candidates meet all filters. */
export const countMatches = (query: SearchQuery, counts: FlagCount[]): number =>
  countMeeting(counts, allFilters(query, scopeOf(query)))

/** In the order of the words. */
export function countFacets(query: SearchQuery, counts: FlagCount[]): Facets {
  const facets: Facets = {
    state: {},
    license: {},
    certification: {},
    training: {},
    recommended: {},
  }
  for (const { facet, value, masks } of facetValues(query)) {
    facets[facet][value] = countMeeting(counts, masks)
  }
  return facets
}

function countMeeting(counts: FlagCount[], masks: Mask[]): number {
  let total = 0
  for (const { flags, count } of counts) if (meets(flags, masks)) total += count
  return total
}

function facetValues(query: SearchQuery): FacetValue[] {
  const scope = scopeOf(query)
  const but = (name: Exclude<keyof Facets, 'state'>, ...masks: Mask[]): Mask[] => [
    ...allFilters(query, scope, name),
    ...masks,
  ]
  return [
    ...STATES.map((state) => ({
      facet: 'state' as const,
      value: state,
      // A license filter asks for a license of the state chosen: here, of this one.
      masks: [...allFilters(query, [state], 'state'), inState([state])],
    })),
    ...STANDINGS.map((standing) => ({
      facet: 'license' as const,
      value: standing,
      masks: but('license', licensed(standing, scope)),
    })),
    {
      facet: 'certification',
      value: 'active',
      masks: but('certification', certified('active')),
    },
    ...DESIGNATIONS.map((designation) => ({
      facet: 'certification' as const,
      value: designation,
      masks: but('certification', designated(designation)),
    })),
    ...TRAINING_FILTERS.map((filter) => ({
      facet: 'training' as const,
      value: filter,
      masks: but('training', trainingMask(filter)),
    })),
    {
      facet: 'recommended',
      value: 'true',
      masks: but('recommended', ...recommended(scope)),
    },
  ]
}

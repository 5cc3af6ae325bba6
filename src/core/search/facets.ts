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

interface FacetValue {
  facet: FlagFacet
  value: string
  masks: Mask[]
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
  for (const { facet, value, masks } of facetValues(query)) {
    facets[facet][value] = countMeeting(counts, masks)
  }
  return facets
}

function countMeeting(counts: readonly FlagCount[], masks: Mask[]): number {
  const wanted = masks.map(toBits)
  let total = 0
  for (const { bits, count } of counts) if (meetsBits(bits, wanted)) total += count
  return total
}

function facetValues(query: SearchQuery): FacetValue[] {
  const scope = scopeOf(query)
  const but = (name: Exclude<FlagFacet, 'state'>, ...masks: Mask[]): Mask[] => [
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

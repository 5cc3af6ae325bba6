/** Counts beside each choice of the search form: what it would find with all the other filters kept. */
import { type SQL, sql } from 'drizzle-orm'
import { DESIGNATIONS, STANDINGS, STATES } from '#src/core/words.ts'
import {
  allFilters,
  hasCertification,
  hasDesignation,
  hasLicense,
  hasTraining,
  isInState,
  isRecommended,
  scopeOf,
} from './search-filters.ts'
import { type Facets, type SearchQuery, TRAINING_FILTERS } from './search-query.ts'

interface FacetValue {
  facet: keyof Facets
  value: string
  when: SQL
}

/** One `jsonb` of counts over `search_rows r`; `toFacets` reads it. */
export function facetCounts(query: SearchQuery): SQL {
  const counts = facetValues(query).flatMap(({ facet, value, when }) => [
    sql`${`${facet}:${value}`}::text`,
    sql`count(*) filter (where ${when})`,
  ])
  return sql`jsonb_build_object(${sql.join(counts, sql`, `)})`
}

/** In the order of the words: a `jsonb` forgets it. */
export function toFacets(query: SearchQuery, counts: Record<string, number>): Facets {
  const facets: Facets = {
    state: {},
    license: {},
    certification: {},
    training: {},
    recommended: {},
  }
  for (const { facet, value } of facetValues(query)) {
    facets[facet][value] = counts[`${facet}:${value}`] ?? 0
  }
  return facets
}

function facetValues(query: SearchQuery): FacetValue[] {
  const { today } = query
  const scope = scopeOf(query)
  const but = (name: Exclude<keyof Facets, 'state'>, when: SQL): SQL =>
    sql`${allFilters(query, scope, name)} and ${when}`
  return [
    ...STATES.map((state) => ({
      facet: 'state' as const,
      value: state,
      // A license filter asks for a license of the state chosen: here, of this one.
      when: sql`${allFilters(query, [state], 'state')} and ${isInState(state)}`,
    })),
    ...STANDINGS.map((standing) => ({
      facet: 'license' as const,
      value: standing,
      when: but('license', hasLicense(standing, scope, today)),
    })),
    {
      facet: 'certification',
      value: 'active',
      when: but('certification', hasCertification('active', today)),
    },
    ...DESIGNATIONS.map((designation) => ({
      facet: 'certification' as const,
      value: designation,
      when: but('certification', hasDesignation(designation)),
    })),
    ...TRAINING_FILTERS.map((filter) => ({
      facet: 'training' as const,
      value: filter,
      when: but('training', hasTraining(filter)),
    })),
    { facet: 'recommended', value: 'true', when: but('recommended', isRecommended(scope, today)) },
  ]
}

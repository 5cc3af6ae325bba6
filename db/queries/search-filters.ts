/** The filters of a search as SQL over `search_rows r`. What is current is decided at reading time. */
import { type SQL, sql } from 'drizzle-orm'
import {
  type Designation,
  type IsoDate,
  type Standing,
  type State,
  STATES,
  tierRank,
} from '#src/core/words.ts'
import type { SearchQuery, TrainingFilter } from './search-query.ts'

const THROUGH: Record<State, SQL> = {
  NY: sql`r.ny_through`,
  NJ: sql`r.nj_through`,
  CT: sql`r.ct_through`,
}

const anyOf = (conditions: SQL[]): SQL => sql`(${sql.join(conditions, sql` or `)})`
const allOf = (conditions: SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`

export const isInState = (state: State): SQL => sql`r.states @> array[${state}::text]`

/** A license of one of the states has the standing today. */
export const hasLicense = (standing: Standing, states: State[], today: IsoDate): SQL =>
  anyOf(states.map((state) => hasLicenseIn(state, standing, today)))

function hasLicenseIn(state: State, standing: Standing, today: IsoDate): SQL {
  const through = THROUGH[state]
  if (standing === 'active') return sql`coalesce(${through} >= ${today}::date, false)`
  const stored = sql`r.license_standings @> array[${`${state}:${standing}`}::text]`
  if (standing !== 'lapsed') return stored
  const wasActive = sql`r.license_standings @> array[${`${state}:active`}::text]`
  return sql`(${stored} or (${wasActive} and coalesce(${through} < ${today}::date, true)))`
}

/** Some certification has the standing today. */
export function hasCertification(standing: Standing, today: IsoDate): SQL {
  const through = sql`r.certification_through`
  if (standing === 'active') return sql`coalesce(${through} >= ${today}::date, false)`
  const stored = sql`r.certification_standings @> array[${standing}::text]`
  if (standing !== 'lapsed') return stored
  const wasActive = sql`r.certification_standings @> array['active']`
  return sql`(${stored} or (${wasActive} and coalesce(${through} < ${today}::date, true)))`
}

export const hasDesignation = (designation: Designation): SQL =>
  sql`r.designations @> array[${designation}::text]`

export const bestTier = sql`greatest(r.apm_tier, r.trigger_point_tier)`

export function hasTraining(filter: TrainingFilter): SQL {
  if (filter === 'apm') return sql`r.apm_tier > 0`
  if (filter === 'trigger-point') return sql`r.trigger_point_tier > 0`
  return filter === 'any' ? sql`${bestTier} > 0` : sql`${bestTier} >= ${tierRank(filter)}`
}

/** The rule of `recommendedStates`, for a search. */
export const isRecommended = (states: State[], today: IsoDate): SQL =>
  allOf([
    hasLicense('active', states, today),
    hasCertification('active', today),
    hasTraining('documented'),
    sql`not r.is_excluded`,
  ])

/** Recommended, licensed, certified and trained, in this order, as one number; excluded ones last. */
export const credentialRank = (states: State[], today: IsoDate): SQL => sql`(case
  when r.is_excluded then -1
  else 32 * ${isRecommended(states, today)}::int + 16 * ${hasLicense('active', states, today)}::int
    + 8 * ${hasCertification('active', today)}::int + ${bestTier} end)`

/** Which states a license or recommendation counts in. */
export const scopeOf = (query: SearchQuery): State[] =>
  query.states.length > 0 ? query.states : [...STATES]

export type FilterName = 'state' | 'license' | 'certification' | 'training' | 'recommended'

/** Each filter in force, by its name; license and recommended are judged in `scope`. */
export function filtersOf(query: SearchQuery, scope: State[]): Partial<Record<FilterName, SQL>> {
  const { certification, today } = query
  return {
    ...(query.states.length > 0 && { state: anyOf(query.states.map(isInState)) }),
    ...(query.license && { license: hasLicense(query.license, scope, today) }),
    ...(certification?.standing && {
      certification: hasCertification(certification.standing, today),
    }),
    ...(certification?.designation && {
      certification: hasDesignation(certification.designation),
    }),
    ...(query.training && { training: hasTraining(query.training) }),
    ...(query.recommended && { recommended: isRecommended(scope, today) }),
  }
}

/** All filters in force but those named. */
export function allFilters(query: SearchQuery, scope: State[], ...except: FilterName[]): SQL {
  const filters = Object.entries(filtersOf(query, scope))
  return allOf(
    filters.flatMap(([name, condition]) =>
      condition && !except.some((other) => other === name) ? [condition] : [],
    ),
  )
}

/** The filters of a search over `search_rows r`: which bits they want, and what today makes of them. */
import { type SQL, sql } from 'drizzle-orm'
import {
  certified,
  designated,
  inState,
  LAPSES,
  licensed,
  type Mask,
  recommended,
  trained,
  UNEXCLUDED,
} from '#src/core/search-flags.ts'
import { type IsoDate, type Standing, type State, STATES, TIERS } from '#src/core/words.ts'
import type { SearchQuery, TrainingFilter } from './search-query.ts'

const THROUGH: Record<(typeof LAPSES)[number]['through'], SQL> = {
  NY: sql`r.ny_through`,
  NJ: sql`r.nj_through`,
  CT: sql`r.ct_through`,
  certification: sql`r.certification_through`,
}

const literal = (mask: Mask): SQL => sql.raw(`${mask}::bigint`)

/**
 * The flags as they are today: what was active behind its last day has lapsed. Over rows `r` of
 * `search_rows` or `search_points`.
 */
export function flagsOn(today: IsoDate): SQL {
  const bits = (which: 'active' | 'lapsed') =>
    sql.join(
      LAPSES.map(({ through, active, lapsed }) => {
        const isOver = sql`r.flags & ${literal(active)} <> 0
          and (${THROUGH[through]} >= ${today}::date) is not true`
        return sql`case when ${isOver} then ${literal(which === 'active' ? active : lapsed)} else 0 end`
      }),
      sql` | `,
    )
  return sql`(case when r.flags_through >= ${today}::date then r.flags
    else r.flags & ~(${bits('active')}) | (${bits('lapsed')}) end)`
}

/** Flags that have a bit of each mask. */
export const meetsMasks = (flags: SQL, masks: readonly Mask[]): SQL =>
  masks.length === 0
    ? sql`true`
    : sql`(${sql.join(
        masks.map((mask) => sql`${flags} & ${literal(mask)} <> 0`),
        sql` and `,
      )})`

export const isInState = (state: State): SQL => meetsMasks(sql`r.flags`, [inState([state])])

/** A license of one of the states has the standing today. */
export const hasLicense = (standing: Standing, states: State[], today: IsoDate): SQL =>
  meetsMasks(flagsOn(today), [licensed(standing, states)])

/** Some certification has the standing today. */
export const hasCertification = (standing: Standing, today: IsoDate): SQL =>
  meetsMasks(flagsOn(today), [certified(standing)])

/** Best tier of either program, 0 to 4, as a table without the tiers has it. */
const tierOf = (flags: SQL): SQL =>
  sql`(${sql.join(
    TIERS.map((tier) => sql`${meetsMasks(flags, [trained(tier)])}::int`),
    sql` + `,
  )})`

export const bestTier = sql`greatest(r.apm_tier, r.trigger_point_tier)`

/** The rule of `recommendedStates`, for a search. */
export const isRecommended = (states: State[], today: IsoDate): SQL =>
  meetsMasks(flagsOn(today), recommended(states))

/**
 * Recommended, licensed, certified and trained, in this order, as one number; excluded ones last.
 * Over the flags of today.
 */
export const credentialRank = (flags: SQL, states: State[]): SQL => sql`(case
  when not ${meetsMasks(flags, [UNEXCLUDED])} then -1
  else 32 * ${meetsMasks(flags, recommended(states))}::int
    + 16 * ${meetsMasks(flags, [licensed('active', states)])}::int
    + 8 * ${meetsMasks(flags, [certified('active')])}::int + ${tierOf(flags)} end)`

/** Which states a license or recommendation counts in. */
export const scopeOf = (query: SearchQuery): State[] =>
  query.states.length > 0 ? query.states : [...STATES]

export type FilterName = 'state' | 'license' | 'certification' | 'training' | 'recommended'

export const trainingMask = (filter: TrainingFilter): Mask =>
  trained(filter === 'any' ? 'claimed' : filter)

/** What each filter in force wants, by its name; license and recommended are judged in `scope`. */
export function filtersOf(query: SearchQuery, scope: State[]): Partial<Record<FilterName, Mask[]>> {
  const { certification } = query
  return {
    ...(query.states.length > 0 && { state: [inState(query.states)] }),
    ...(query.license && { license: [licensed(query.license, scope)] }),
    ...(certification?.standing && { certification: [certified(certification.standing)] }),
    ...(certification?.designation && { certification: [designated(certification.designation)] }),
    ...(query.training && { training: [trainingMask(query.training)] }),
    ...(query.recommended && { recommended: recommended(scope) }),
  }
}

/** What all filters in force but those named want. */
export const allFilters = (query: SearchQuery, scope: State[], ...except: FilterName[]): Mask[] =>
  Object.entries(filtersOf(query, scope)).flatMap(([name, masks]) =>
    except.some((other) => other === name) ? [] : masks,
  )

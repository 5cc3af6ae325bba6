/** Who comes into question for a search: found by words, by place or neither, and at most so many. */
import { type SQL, sql } from 'drizzle-orm'
import { toChordMiles, toCube } from '#src/core/geo.ts'
import { allFilters, flagsOn, meetsMasks, scopeOf } from './search-filters.ts'
import type { TextMatch } from './search-match.ts'
import type { SearchQuery } from './search-query.ts'

/** Beyond so many nobody is looked at, the best first: totals and counts are then lower bounds. */
export const CANDIDATES_MAX = 5000

/** With so many who fit as typed, nobody is shown for a slip or the beginning of a name. */
const ENOUGH_STRICT = 100

const LIMIT = sql`limit ${CANDIDATES_MAX + 1}`

/**
 * CTEs: `found f (id, name_key, flags, chord, …)`; `counted (flags, count)`; `sized (size)`, which is
 * above the limit where candidates were cut; with text, `scored (id, score)`. With `isFiltered` the
 * filters decide who is a candidate, so that none are lost behind the limit.
 */
export function candidates(query: SearchQuery, match: TextMatch | null, isFiltered: boolean): SQL {
  const filters = isFiltered
    ? meetsMasks(flagsOn(query.today), allFilters(query, scopeOf(query)))
    : sql`true`
  if (match) return byText(query, match, filters)
  if (query.near) return byPlace(query, query.near, filters)
  return byCredentials(query, filters)
}

const columns = (query: SearchQuery, chord: SQL): SQL =>
  sql`r.practitioner_id as id, r.name_key, ${flagsOn(query.today)} as flags,
    ${chord} as chord`

function byText(query: SearchQuery, { strict, loose, points }: TextMatch, filters: SQL): SQL {
  const { near } = query
  const from = near ? sql`search_rows r ${nearestOf(near)}` : sql`search_rows r`
  const select = sql`select ${columns(query, near ? sql`n.chord` : sql`null::float8`)},
    r.name_tokens, r.place_tokens, r.numbers from ${from}
    where ${filters} ${near ? sql`and n.chord is not null` : sql``}`
  const looser = loose
    ? sql`union all (${select} and (select count(*) from strict) < ${ENOUGH_STRICT}
        and (${loose}) and not (${strict}) ${LIMIT})`
    : sql``
  return sql`strict as materialized (${select} and (${strict}) ${LIMIT}),
    found as materialized (select * from strict ${looser}),
    ${tallied(sql`found`, sql`found`)},
    scored as (select id, sum(points)::int as score from (${points}) every_word group by id)`
}

const inReach = (near: NonNullable<SearchQuery['near']>, p: SQL): SQL => {
  const chord = sql`${toChordMiles(near.radiusMiles)}::float8`
  return sql`${p} <@ cube_enlarge(${centerOf(near)}, ${chord}, 3)
    and cube_distance(${p}, ${centerOf(near)}) <= ${chord}`
}

const centerOf = (near: { lat: number; lng: number }): SQL =>
  sql`${toCube(near.lat, near.lng)}::text::cube`

const nearestOf = (near: NonNullable<SearchQuery['near']>): SQL => sql`cross join lateral (
  select min(cube_distance(p.position, ${centerOf(near)})) as chord from search_points p
  where p.practitioner_id = r.practitioner_id and ${inReach(near, sql`p.position`)}) n`

/** The nearest points, until enough of them meet the filters; a person's nearest one counts. */
const byPlace = (
  query: SearchQuery,
  near: NonNullable<SearchQuery['near']>,
  filters: SQL,
): SQL => sql`reached as materialized (
    select ${columns(query, sql`cube_distance(r.position, ${centerOf(near)})`)}
    from search_points r
    where ${inReach(near, sql`r.position`)} and ${filters}
    order by r.position <-> ${centerOf(near)} ${LIMIT}),
  found as materialized (select distinct on (id) * from reached order by id, chord),
  ${tallied(sql`found`, sql`reached`)}`

const tallied = (from: SQL, all: SQL): SQL =>
  sql`counted as (select flags, count(*) as count from ${from} group by flags),
    sized as (select count(*) as size from ${all})`

/**
 * Those with the best credentials, or the first in the alphabet. They say nothing of the others, so
 * that any people at all are counted.
 */
function byCredentials(query: SearchQuery, filters: SQL): SQL {
  const order =
    query.sort === 'name'
      ? sql`r.name_key collate "C", r.practitioner_id`
      : sql`r.quality desc, r.practitioner_id desc`
  return sql`found as materialized (
    select ${columns(query, sql`null::float8`)} from search_rows r
    where ${filters} order by ${order} ${LIMIT}),
  seen as materialized (
    select ${flagsOn(query.today)} as flags from search_rows r where ${filters} ${LIMIT}),
  ${tallied(sql`seen`, sql`seen`)}`
}

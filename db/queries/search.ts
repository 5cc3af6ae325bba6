/**
 * The search of the directory: who matches, in which order, how many, and how many each other choice
 * would find. One statement, so that the page, the total and the counts agree.
 */
import { type SQL, sql } from 'drizzle-orm'
import { fromChordMiles, toChordMiles, toCube } from '#src/core/geo.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { type Db, rowsOf } from '../client.ts'
import { facetCounts, toFacets } from './search-facets.ts'
import { allFilters, credentialRank, scopeOf } from './search-filters.ts'
import type { Facets, SearchKey, SearchQuery, Sort } from './search-query.ts'
import { scoredByText } from './search-text.ts'

/** Beyond this many a total is no longer exact. */
export const EXACT_TOTAL_MAX = 1000

export interface FoundPractitioner {
  publicId: string
  view: PractitionerView
  updatedAt: Date
  /** To the nearest practice, along the ground; null without `near`. */
  distanceMiles: number | null
}

export interface SearchResult {
  items: FoundPractitioner[]
  /** Key of the last item when there are more behind it. */
  next: SearchKey | null
  total: { value: number; relation: 'eq' | 'gte' }
  facets: Facets
}

interface ResultRow {
  items: {
    id: string
    view: PractitionerView
    updated: string
    chord: number | null
    key: SearchKey
  }[]
  total: number
  counts: Record<string, number>
}

export async function searchPractitioners(db: Db, query: SearchQuery): Promise<SearchResult> {
  const [row] = await rowsOf<ResultRow>(db, searchStatement(query))
  if (!row) throw new Error('The search statement returned no row; it always returns one.')
  const shown = row.items.slice(0, query.limit)
  return {
    items: shown.map((item) => ({
      publicId: item.id,
      view: item.view,
      updatedAt: new Date(item.updated),
      distanceMiles: item.chord === null ? null : fromChordMiles(item.chord),
    })),
    next: row.items.length > query.limit ? (shown.at(-1)?.key ?? null) : null,
    total:
      row.total > EXACT_TOTAL_MAX
        ? { value: EXACT_TOTAL_MAX, relation: 'gte' }
        : { value: row.total, relation: 'eq' },
    facets: toFacets(query, row.counts),
  }
}

function searchStatement(query: SearchQuery): SQL {
  const scope = scopeOf(query)
  const key = keyColumns(query)
  const matches = sql`search_rows r
    ${query.text ? sql`join scored on scored.practitioner_id = r.practitioner_id` : sql``}
    ${query.near ? sql`join nearest on nearest.practitioner_id = r.practitioner_id` : sql``}`
  const order = sql.join(
    key.map(({ name }) => name),
    sql`, `,
  )
  return sql`with ${commonTables(query)}
    page as (
      select r.practitioner_id as row_id, ${sql.join(
        key.map(({ value, name }) => sql`${value} as ${name}`),
        sql`, `,
      )}
      from ${matches} where ${allFilters(query, scope)} ${behind(query, key)}
      order by ${order} limit ${query.limit + 1}),
    counted as (
      select count(*) filter (where ${allFilters(query, scope)}) as total,
        ${facetCounts(query)} as counts
      from ${matches})
    select counted.total::int as total, counted.counts, coalesce((
      select jsonb_agg(jsonb_build_object('id', r.public_id, 'view', r.view,
        'updated', r.updated_at, 'chord', ${query.near ? sql`page.k_chord` : sql`null::float8`},
        'key', jsonb_build_array(${order})) order by ${order})
      from page join search_rows r on r.practitioner_id = page.row_id), '[]'::jsonb) as items
    from counted`
}

function commonTables({ text, near }: SearchQuery): SQL {
  if (!text && !near) return sql``
  const tables = [...(text ? [scoredByText(text)] : []), ...(near ? [nearestTo(near)] : [])]
  return sql`${sql.join(tables, sql`, `)},`
}

function nearestTo(near: { lat: number; lng: number; radiusMiles: number }): SQL {
  const center = sql`${toCube(near.lat, near.lng)}::text::cube`
  const chord = sql`${toChordMiles(near.radiusMiles)}::float8`
  return sql`nearest as materialized (
    select p.practitioner_id, min(cube_distance(p.position, ${center})) as chord
    from search_points p
    where p.position <@ cube_enlarge(${center}, ${chord}, 3)
      and cube_distance(p.position, ${center}) <= ${chord}
    group by 1)`
}

interface KeyColumn {
  name: SQL
  value: SQL
  type: SQL
}

/** The sort as ascending columns, so that "behind this row" is one comparison. */
function keyColumns(query: SearchQuery): KeyColumn[] {
  const column = (name: string, value: SQL, type: string): KeyColumn => ({
    name: sql.raw(name),
    value,
    type: sql.raw(type),
  })
  const rank = credentialRank(scopeOf(query), query.today)
  const columns = {
    score: query.text ? [column('k_score', sql`-scored.score`, 'float8')] : [],
    rank: [column('k_rank', sql`-${rank}`, 'float8')],
    chord: query.near ? [column('k_chord', sql`nearest.chord`, 'float8')] : [],
    name: [
      column('k_name', sql`r.name_key collate "C"`, 'text collate "C"'),
      column('k_id', sql`r.practitioner_id`, 'bigint'),
    ],
  }
  return ORDERS[query.sort].flatMap((part) => columns[part])
}

/** What decides first, by sort; every order ends with the name and the row's own id. */
const ORDERS: Record<Sort, ('score' | 'rank' | 'chord' | 'name')[]> = {
  best: ['score', 'rank', 'chord', 'name'],
  distance: ['chord', 'score', 'rank', 'name'],
  name: ['name', 'chord'],
  credentials: ['rank', 'score', 'chord', 'name'],
}

/** Types of the key of a query, for whoever reads one from outside. */
export const keyTypes = (query: Pick<SearchQuery, 'sort' | 'text' | 'near'>) =>
  ORDERS[query.sort].flatMap((part): ('number' | 'string')[] => {
    if (part === 'name') return ['string', 'number']
    if (part === 'score' && !query.text) return []
    return part === 'chord' && !query.near ? [] : ['number']
  })

function behind(query: SearchQuery, key: KeyColumn[]): SQL {
  if (!query.after) return sql``
  const bounds = query.after.map((value, index) => {
    const type = key[index]?.type
    if (!type) throw new RangeError('The sort key has more parts than the sort has columns.')
    return sql`${String(value)}::text::${type}`
  })
  return sql`and (${sql.join(
    key.map(({ value }) => value),
    sql`, `,
  )}) > (${sql.join(bounds, sql`, `)})`
}

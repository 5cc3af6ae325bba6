/**
 * The search of the directory: who matches, in which order, how many, and how many each other choice
 * would find. One statement over one set of candidates, so that page, total and counts agree.
 */
import { type SQL, sql } from 'drizzle-orm'
import { fromChordMiles } from '#src/core/geo.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { type Db, rowsOf } from '../client.ts'
import { candidates, CANDIDATES_MAX } from './search-candidates.ts'
import { countFacets, countMatches, type FlagCount } from './search-facets.ts'
import { allFilters, credentialRank, meetsMasks, scopeOf } from './search-filters.ts'
import { type TextMatch, toTextMatch } from './search-match.ts'
import type { Facets, SearchKey, SearchQuery, Sort } from './search-query.ts'
import { resolveText, type ResolvedText, widen } from './search-resolve.ts'

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

interface Item {
  id: string
  view: PractitionerView
  updated: string
  chord: number | null
  key: SearchKey
}

interface Matches {
  items: Item[]
  counts: FlagCount[]
  /** There are candidates that nobody looked at. */
  isCut: boolean
}

/** Never throws for a text that nobody has: it finds nobody. */
export async function searchPractitioners(db: Db, query: SearchQuery): Promise<SearchResult> {
  const { items, counts, isCut } = query.text
    ? await findByText(db, query, await resolveText(db, query.text))
    : await findMatches(db, query, null)
  const shown = items.slice(0, query.limit)
  const total = countMatches(query, counts)
  return {
    items: shown.map((item) => ({
      publicId: item.id,
      view: item.view,
      updatedAt: new Date(item.updated),
      distanceMiles: item.chord === null ? null : fromChordMiles(item.chord),
    })),
    next: items.length > query.limit ? (shown.at(-1)?.key ?? null) : null,
    total: {
      value: Math.min(total, CANDIDATES_MAX),
      relation: isCut ? 'gte' : 'eq',
    },
    facets: countFacets(query, counts),
  }
}

const NOTHING: Matches = { items: [], counts: [], isCut: false }

/** Sounds and distant likeness are tried where nothing nearer is found. */
async function findByText(db: Db, query: SearchQuery, text: ResolvedText): Promise<Matches> {
  if (text.numbers.length === 0) {
    const unknown = text.words.filter(
      ({ names, halves, isPlace, isNumber }) =>
        names.size === 0 && halves.length === 0 && !isPlace && !isNumber,
    )
    await widen(db, unknown)
  }
  const match = toTextMatch(text)
  if (!match) return NOTHING
  const matches = await findMatches(db, query, match)
  if (matches.counts.length > 0) return matches
  const wider = (await widen(db, text.words)) ? toTextMatch(text) : null
  return wider ? findMatches(db, query, wider) : matches
}

/** Where the filters leave this few of a cut set of candidates, they choose the candidates. */
const FEW_MATCHES = 200

async function findMatches(db: Db, query: SearchQuery, match: TextMatch | null): Promise<Matches> {
  const matches = await readMatches(db, searchStatement(query, match, false))
  const isShort = matches.isCut && countMatches(query, matches.counts) < FEW_MATCHES
  if (!isShort) return matches
  const { items, counts } = await readMatches(db, searchStatement(query, match, true))
  return { items, counts: mergeCounts(matches.counts, counts), isCut: true }
}

/** The better known of each: what meets the filters from the second, all else from the first. */
function mergeCounts(all: FlagCount[], matching: FlagCount[]): FlagCount[] {
  const merged = new Map(all.map(({ flags, count }) => [flags, count]))
  for (const { flags, count } of matching) {
    merged.set(flags, Math.max(count, merged.get(flags) ?? 0))
  }
  return [...merged].map(([flags, count]) => ({ flags, count }))
}

async function readMatches(db: Db, statement: SQL): Promise<Matches> {
  const [row] = await rowsOf<{
    items: Item[]
    counts: [flags: string, count: number][]
    size: number
  }>(db, statement)
  if (!row) throw new Error('The search statement returned no row; it always returns one.')
  const counts = row.counts.map(([flags, count]) => ({ flags: BigInt(flags), count }))
  return { items: row.items, counts, isCut: row.size > CANDIDATES_MAX }
}

function searchStatement(query: SearchQuery, match: TextMatch | null, isFiltered: boolean): SQL {
  const key = keyColumns(query)
  const order = sql.join(
    key.map(({ name }) => name),
    sql`, `,
  )
  const keys = sql.join(
    key.map(({ value, name }) => sql`${value} as ${name}`),
    sql`, `,
  )
  const filters = meetsMasks(sql`f.flags`, allFilters(query, scopeOf(query)))
  return sql`with ${candidates(query, match, isFiltered)},
    page as (
      select f.id, f.chord, ${keys}
      from found f ${match ? sql`join scored on scored.id = f.id` : sql``}
      where ${filters} ${behind(query, key)}
      order by ${order} limit ${query.limit + 1})
    select coalesce((select jsonb_agg(jsonb_build_array(flags::text, count)) from counted),
        '[]'::jsonb) as counts,
      (select size::int from sized) as size,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', r.public_id, 'view', r.view,
          'updated', r.updated_at, 'chord', page.chord,
          'key', jsonb_build_array(${order})) order by ${order})
        from page join search_rows r on r.practitioner_id = page.id), '[]'::jsonb) as items`
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
  const rank = credentialRank(sql`f.flags`, scopeOf(query))
  const columns = {
    score: query.text ? [column('k_score', sql`-scored.score`, 'float8')] : [],
    rank: [column('k_rank', sql`-${rank}`, 'float8')],
    chord: query.near ? [column('k_chord', sql`f.chord`, 'float8')] : [],
    name: [
      column('k_name', sql`f.name_key collate "C"`, 'text collate "C"'),
      column('k_id', sql`f.id`, 'bigint'),
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

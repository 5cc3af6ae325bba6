/** A search as both the page and the API run it: parameters in, practitioners with sources out. */
import type { Db } from '#db/client.ts'
import type { Place } from '#db/queries/places.ts'
import { type Directory, searchPractitioners, type SearchResult } from '#db/queries/search.ts'
import { keyTypes } from '#src/core/search/order.ts'
import { fold } from '#src/core/names.ts'
import type { SearchQuery } from '#src/core/search/query.ts'
import { MAX_WORDS, type SearchText, toSearchText } from '#src/core/search/text.ts'
import { areFillers } from '#src/core/search/typed-words.ts'
import type { IsoDate } from '#src/core/words.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { resolveNear } from './near.ts'
import { parameterError, ParameterError } from './problem.ts'
import {
  DEFAULT_LIMIT,
  DEFAULT_RADIUS_MILES,
  searchParams,
  type SearchParams,
} from './search-params.ts'

export interface SearchOutcome {
  params: SearchParams
  place: Place | null
  result: SearchResult
  nextCursor: string | null
}

/** Parameters of an address, leaving out those that no search knows (`utm_source` and its like). */
export function parsePageParams(params: URLSearchParams): SearchParams {
  const known = Object.keys(searchParams.shape).flatMap((name) => {
    const values = params.getAll(name)
    return values.length === 0 ? [] : [[name, values.length === 1 ? values[0] : values] as const]
  })
  const parsed = searchParams.safeParse(Object.fromEntries(known))
  if (parsed.success) return parsed.data
  throw new ParameterError(toIssues(parsed.error.issues))
}

interface Issue {
  code?: string | undefined
  path: PropertyKey[]
  message: string
  keys?: string[]
}

/** What the schema found wrong, by parameter. */
export const toIssues = (issues: Issue[]): { parameter: string; detail: string }[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? (issue.keys ?? []).map((key) => ({
          parameter: key,
          detail: `\`${key}\` is not a parameter of this call.`,
        }))
      : [{ parameter: String(issue.path[0] ?? 'query'), detail: issue.message }],
  )

/** Throws `ParameterError` for what only the whole question can tell to be wrong. */
export async function runSearch(
  db: Db,
  directory: Directory,
  params: SearchParams,
  today: IsoDate,
): Promise<SearchOutcome> {
  const text = params.q === undefined ? null : readText(params.q)
  if (params.sort === 'distance' && params.near === undefined) {
    throw parameterError('sort', 'Sorting by distance needs `near`.')
  }
  const place =
    params.near === undefined ? null : await resolveNear(db, directory.places, params.near)
  const radiusMiles = params.radius ?? DEFAULT_RADIUS_MILES
  const query: SearchQuery = {
    text,
    near: place && { lat: place.lat, lng: place.lng, radiusMiles },
    states: params.state,
    license: params.license ?? null,
    certification: params.certification ?? null,
    training: params.training ?? null,
    recommended: params.recommended === 'true',
    language: params.language === undefined ? null : fold(params.language),
    sort: params.sort ?? 'best',
    limit: params.limit ?? DEFAULT_LIMIT,
    after: null,
    today,
  }
  const question = JSON.stringify({
    ...query,
    states: [...query.states].sort(),
    limit: 0,
    today: 0,
  })
  if (params.cursor !== undefined) {
    query.after = decodeCursor(question, params.cursor, keyTypes(query))
  }
  const result = await searchPractitioners(db, directory, query)
  const nextCursor = result.next && encodeCursor(question, result.next)
  return { params, place, result, nextCursor }
}

/** Null where the words ask for nobody in particular. */
function readText(q: string): SearchText | null {
  const text = toSearchText(q)
  if (areFillers(text.words)) return null
  if (text.words.length === 0 && text.numbers.length === 0) {
    throw parameterError(
      'q',
      'The search has no Latin letter and no digit; registries write names in Latin letters.',
    )
  }
  if (text.words.length > MAX_WORDS) {
    throw parameterError('q', `Search for at most ${MAX_WORDS} words at once.`)
  }
  return text
}

/** Addresses of other searches: each keeps all choices of this one but those that it changes. */
import { MAX_RADIUS_MILES, searchParams } from '../search-params.ts'

const KNOWN = new Set(Object.keys(searchParams.shape))

/** The same address with one parameter set or, for null, left out; from the first page on. */
export const withParam = (params: URLSearchParams, name: string, value: string | null): string =>
  withParams(params, { [name]: value })

/** As `withParam`, with several changes at once. What was left open, or no search knows, is dropped. */
export function withParams(
  params: URLSearchParams,
  changes: Record<string, string | null>,
): string {
  const kept = [...params].filter(
    ([name, value]) =>
      KNOWN.has(name) && name !== 'cursor' && !(name in changes) && value.trim() !== '',
  )
  const next = new URLSearchParams(kept)
  for (const [name, value] of Object.entries(changes)) {
    if (value !== null) next.set(name, value)
  }
  // Without a place there is no distance to sort by: the search would be refused.
  if (!next.has('near') && next.get('sort') === 'distance') next.delete('sort')
  const query = next.toString()
  return query ? `/practitioners?${query}` : '/practitioners'
}

/** The same search around a spot of the map, at the head of its list. */
export function narrowedTo(
  params: URLSearchParams,
  { lat, lng, miles }: { lat: number; lng: number; miles: number },
): string {
  const radius = Math.min(MAX_RADIUS_MILES, Math.max(1, Math.ceil(miles)))
  return `${withParams(params, { near: `${lat},${lng}`, radius: String(radius) })}#found`
}

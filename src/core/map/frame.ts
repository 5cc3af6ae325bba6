/** Which part of the earth a map of results shows. */
import { milesBetween } from '../geo.ts'

export interface Place {
  lat: number
  lng: number
}

export interface Circle extends Place {
  miles: number
}

/** Degrees: a box between two meridians and two parallels. */
export interface Frame {
  west: number
  south: number
  east: number
  north: number
}

/** New York, New Jersey and Connecticut, with Long Island and the shore of Lake Erie. */
export const REGION: Frame = { west: -79.8, south: 38.9, east: -71.8, north: 45.05 }

/** As far as there are shapes to draw. */
const DRAWN: Frame = { west: -83, south: 37.5, east: -67.5, north: 46.5 }

/** Below this a map of counties shows next to nothing. */
const MILES_MIN = 10

const MILES_A_DEGREE = 69.09

/** Whether the map has anything to show at a place. */
export const isDrawn = ({ lat, lng }: Place): boolean =>
  lat >= DRAWN.south && lat <= DRAWN.north && lng >= DRAWN.west && lng <= DRAWN.east

/** The smallest frame with every place and the circle, at least ten miles across; else the region. */
export function chooseFrame(places: readonly Place[], circle: Circle | null): Frame {
  const boxes = places.map((place) => around({ ...place, miles: 0 }))
  if (circle) boxes.push(around(circle))
  if (boxes.length === 0) return REGION
  const frame = boxes.reduce((a, b) => ({
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  }))
  return within(DRAWN, widened(frame))
}

function around({ lat, lng, miles }: Circle): Frame {
  const up = miles / MILES_A_DEGREE
  const aside = up / Math.cos((lat * Math.PI) / 180)
  return { west: lng - aside, south: lat - up, east: lng + aside, north: lat + up }
}

function widened({ west, south, east, north }: Frame): Frame {
  const least = around({ lat: (south + north) / 2, lng: (west + east) / 2, miles: MILES_MIN / 2 })
  return {
    west: Math.min(west, least.west),
    south: Math.min(south, least.south),
    east: Math.max(east, least.east),
    north: Math.max(north, least.north),
  }
}

const within = (outer: Frame, { west, south, east, north }: Frame): Frame => ({
  west: Math.max(west, outer.west),
  south: Math.max(south, outer.south),
  east: Math.min(east, outer.east),
  north: Math.min(north, outer.north),
})

/** A circle that holds every place. The figures are short, and rounded so that none falls out. */
export function circleAround(places: readonly Place[]): Circle {
  const lats = places.map(({ lat }) => lat)
  const lngs = places.map(({ lng }) => lng)
  const lat = middle(lats)
  const lng = middle(lngs)
  const reach = places.reduce((far, place) => Math.max(far, milesBetween({ lat, lng }, place)), 0)
  return { lat, lng, miles: Math.ceil(reach * 10) / 10 }
}

/** To four decimals, which is some thirty feet. */
function middle(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return Math.round(((low + high) / 2) * 10_000) / 10_000
}

import type { Place } from './frame.ts'

const DIRECTIONS = [
  'east',
  'northeast',
  'north',
  'northwest',
  'west',
  'southwest',
  'south',
  'southeast',
] as const

/** Where one place lies from another, for places of one region. */
export function directionFrom(from: Place, to: Place): (typeof DIRECTIONS)[number] {
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180)
  const eighths = Math.round((Math.atan2(to.lat - from.lat, east) * 4) / Math.PI)
  return DIRECTIONS[(eighths + 8) % 8] ?? 'north'
}

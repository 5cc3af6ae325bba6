/** Days and instants in words, for people in New York. */
import { isIsoDate, TIME_ZONE } from '#src/core/days.ts'
import type { IsoDate } from '#src/core/words.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `2026-11-22` → `22 Nov 2026`. */
export function formatDay(day: IsoDate): string {
  if (!isIsoDate(day)) return day
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`
}

const CLOCK = new Intl.DateTimeFormat('en-US', {
  timeZone: TIME_ZONE,
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
})
const CALENDAR = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE })

/** `22 Nov 2026`, the day that it was in New York. */
export const formatDate = (instant: Date): string => formatDay(CALENDAR.format(instant))

/** `22 Nov 2026, 5:04 PM EST`. */
export const formatInstant = (instant: Date): string =>
  `${formatDate(instant)}, ${CLOCK.format(instant).replaceAll('\u202f', ' ')}`

const UNITS = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const

/** `3 days ago`, `just now`. */
export function formatAge(instant: Date, now: Date): string {
  const seconds = (now.getTime() - instant.getTime()) / 1000
  for (const [unit, size] of UNITS) {
    const count = Math.floor(seconds / size)
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`
  }
  return 'just now'
}

/** `36` → `36 hours`, `720` → `30 days`. */
export function formatHours(hours: number): string {
  const [count, unit] = hours >= 48 ? [Math.round(hours / 24), 'day'] : [hours, 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

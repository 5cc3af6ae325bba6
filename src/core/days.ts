/** Calendar days where the registries are: a credential lapses at midnight in New York. */
import type { IsoDate } from './words.ts'

export const TIME_ZONE = 'America/New_York'

const DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day that it is in New York at an instant. */
export const newYorkDay = (instant: Date): IsoDate => DAY.format(instant)

/** As `newYorkDay`, of an instant as text; null for one that is none. */
export function newYorkDayOf(text: string): IsoDate | null {
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? null : newYorkDay(instant)
}

/** The last millisecond of a day in New York. */
export function endOfNewYorkDay(day: IsoDate): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  // New York is four or five hours behind; the right one is the instant at which the next day starts.
  const midnight = [4, 5]
    .map((hours) => new Date(Date.UTC(year, month - 1, date + 1, hours)))
    .find(
      (instant) => newYorkDay(instant) > day && newYorkDay(new Date(instant.getTime() - 1)) === day,
    )
  if (!midnight) throw new RangeError(`“${day}” is not a day.`)
  return new Date(midnight.getTime() - 1)
}

/** True for a day of which something can be known: it exists and is not to come. */
export const isAskableDay = (text: string, now: Date): boolean =>
  isIsoDate(text) && text <= newYorkDay(now)

/** Time zones are hardly older. */
const FIRST_DAY: IsoDate = '1900-01-01'

/** True for a day that exists, of 1900 or later: `2026-02-28`, not `2026-02-30`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false
  const instant = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}

/** Days of the calendar for invented dates, reckoned from a given day and never from a clock. */
import type { IsoDate } from '#src/core/words.ts'

const DAY_MS = 86_400_000

export const addDays = (day: IsoDate, days: number): IsoDate =>
  toIso(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)

/** The last day of the month that lies `months` after the month of `day`. */
export function monthEnd(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return toIso(Date.UTC(year, month + months, 0))
}

const toIso = (instantMs: number): IsoDate => new Date(instantMs).toISOString().slice(0, 10)

/** Days on which an office answers: neither a weekend nor a federal holiday. */
import { endOfNewYorkDay, newYorkDay } from './days.ts'
import type { IsoDate } from './words.ts'

const DAY_MS = 86_400_000
const SATURDAY = 6
const SUNDAY = 0
const MONDAY = 1
const THURSDAY = 4

const dayAt = (year: number, month: number, day: number): Date =>
  new Date(Date.UTC(year, month - 1, day))
const toDay = (date: Date): IsoDate => date.toISOString().slice(0, 10)
const later = (date: Date, days: number): Date => new Date(date.getTime() + days * DAY_MS)

/** The `nth` such weekday of a month, from 1. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): Date {
  const first = dayAt(year, month, 1)
  return later(first, ((weekday - first.getUTCDay() + 7) % 7) + (nth - 1) * 7)
}

function lastMonday(year: number, month: number): Date {
  const last = later(dayAt(year, month + 1, 1), -1)
  return later(last, -((last.getUTCDay() - MONDAY + 7) % 7))
}

/** A holiday on a Saturday is kept on the Friday before it, one on a Sunday on the Monday after. */
function kept(date: Date): Date {
  if (date.getUTCDay() === SATURDAY) return later(date, -1)
  return date.getUTCDay() === SUNDAY ? later(date, 1) : date
}

/** When the federal holidays of a year are kept; New Year's Day may be kept in the year before. */
export const federalHolidays = (year: number): IsoDate[] =>
  [
    kept(dayAt(year, 1, 1)),
    nthWeekday(year, 1, MONDAY, 3),
    nthWeekday(year, 2, MONDAY, 3),
    lastMonday(year, 5),
    kept(dayAt(year, 6, 19)),
    kept(dayAt(year, 7, 4)),
    nthWeekday(year, 9, MONDAY, 1),
    nthWeekday(year, 10, MONDAY, 2),
    kept(dayAt(year, 11, 11)),
    nthWeekday(year, 11, THURSDAY, 4),
    kept(dayAt(year, 12, 25)),
  ].map(toDay)

/** True for a day on which an office is open. */
export function isBusinessDay(day: IsoDate): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  if (date.getUTCDay() === SATURDAY || date.getUTCDay() === SUNDAY) return false
  const year = date.getUTCFullYear()
  return ![...federalHolidays(year), ...federalHolidays(year + 1)].includes(day)
}

/** The `count`th business day after a day, which itself never counts. */
export function addBusinessDays(day: IsoDate, count: number): IsoDate {
  let date = new Date(`${day}T00:00:00Z`)
  for (let left = count; left > 0;) {
    date = later(date, 1)
    if (isBusinessDay(toDay(date))) left -= 1
  }
  return toDay(date)
}

/** The end, in New York, of the `count`th business day after the day of an instant. */
export const businessDaysAfter = (instant: Date, count: number): Date =>
  endOfNewYorkDay(addBusinessDays(newYorkDay(instant), count))

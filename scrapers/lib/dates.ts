/** Dates as registries write them, into `YYYY-MM-DD`. A day that cannot be is a `LayoutError`. */
import type { IsoDate } from '#src/core/words.ts'
import { LayoutError } from './errors.ts'

/** `2027-06-30` */
export function parseIsoDate(text: string): IsoDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return toDate(text, 'YYYY-MM-DD', match?.[1], match?.[2], match?.[3])
}

/** `2027-06-30T00:00:00.000`: a calendar day with a time that means nothing and no zone. */
export function parseFloatingTimestamp(text: string): IsoDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/.exec(text)
  return toDate(text, 'YYYY-MM-DDThh:mm:ss.sss', match?.[1], match?.[2], match?.[3])
}

/** `6/30/2027` or `06/30/2027` */
export function parseUsDate(text: string): IsoDate {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  return toDate(text, 'M/D/YYYY', match?.[3], match?.[1], match?.[2])
}

function toDate(text: string, shape: string, year = '', month = '', day = ''): IsoDate {
  const isShaped = year !== '' && month !== '' && day !== ''
  if (!isShaped) throw new LayoutError(`"${text}" is not a date of the form ${shape}.`)
  const isReal =
    Number(year) >= 1800 &&
    Number(year) < 2200 &&
    Number(day) >= 1 &&
    Number(day) <= daysIn(Number(year), Number(month))
  if (!isReal) throw new LayoutError(`"${text}" is not a day of the calendar.`)
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

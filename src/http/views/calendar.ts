/** An iCalendar (RFC 5545) of days. */
import ical, { ICalCalendarMethod } from 'ical-generator'
import type { IsoDate } from '#src/core/words.ts'

export interface CalendarDay {
  /** The same at every reading, so that a calendar moves an entry instead of adding another. */
  id: string
  day: IsoDate
  title: string
  text: string
  url: string | null
}

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8'

export function renderCalendar(name: string, days: CalendarDay[], now: Date): string {
  const calendar = ical({
    name,
    prodId: { company: 'Tri-State Acupuncture Directory', product: 'Watches' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const { id, day, title, text, url } of days) {
    calendar.createEvent({
      id,
      // A day without a zone: given as midnight UTC, and written as the day.
      start: new Date(`${day}T00:00:00Z`),
      timezone: 'UTC',
      allDay: true,
      stamp: now,
      summary: toLine(title),
      description: text,
      ...(url ? { url } : {}),
    })
  }
  return calendar.toString()
}

const toLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')

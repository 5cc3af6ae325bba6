import { endOfNewYorkDay, isIsoDate, newYorkDay } from '#src/core/days.ts'
import type { IsoDate } from '#src/core/words.ts'
import { parameterError } from './problem.ts'

export interface AsOf {
  instant: Date
  day: IsoDate
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/

/** A day (its end in New York) or an instant, not in the future. Throws `ParameterError`. */
export function parseAsOf(text: string, now: Date): AsOf {
  const instant = toInstant(text, now)
  if (!instant) {
    throw parameterError(
      'as_of',
      '`as_of` must be a day such as 2026-03-01 or an instant such as 2026-03-01T12:00:00Z.',
    )
  }
  if (instant.getTime() > now.getTime()) {
    throw parameterError('as_of', '`as_of` lies in the future; nobody knows that yet.')
  }
  return { instant, day: newYorkDay(instant) }
}

function toInstant(text: string, now: Date): Date | null {
  if (!isIsoDate(text.slice(0, 10))) return null
  if (text.length === 10) return text === newYorkDay(now) ? now : endOfNewYorkDay(text)
  const instant = INSTANT.test(text) ? new Date(text) : null
  return instant && !Number.isNaN(instant.getTime()) ? instant : null
}

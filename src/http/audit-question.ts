/** What somebody asks of the audit log, on the page and in the API alike. */
import type { AuditFilter } from '#db/queries/audit.ts'
import { endOfNewYorkDay, isIsoDate } from '#src/core/days.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { parameterError } from './problem.ts'

export interface AuditQuery {
  actor?: string | undefined
  action?: string | undefined
  subject_type?: string | undefined
  subject_id?: string | undefined
  /** In New York. */
  day?: string | undefined
}

const TEXT_MAX = 200

/** Blank is anything. Throws `ParameterError`. */
export function toAuditFilter(query: AuditQuery): AuditFilter {
  return {
    actor: toText('actor', query.actor),
    // As it is shown, too: `release run`.
    action: toText('action', query.action)?.toLowerCase().replaceAll(/\s+/g, '-') ?? null,
    subjectType: toText('subject_type', query.subject_type),
    subjectId: toText('subject_id', query.subject_id),
    span: toSpan(toText('day', query.day)),
  }
}

function toText(parameter: string, given: string | undefined): string | null {
  const text = given?.trim() ?? ''
  if (text.length > TEXT_MAX) {
    throw parameterError(parameter, `\`${parameter}\` has at most ${TEXT_MAX} characters.`)
  }
  return text === '' ? null : text
}

const DAY_MS = 86_400_000

function toSpan(day: string | null): AuditFilter['span'] {
  if (day === null) return null
  if (!isIsoDate(day)) {
    throw parameterError('day', '`day` must be a day such as 2026-03-01.')
  }
  const eve = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
  const justAfter = (end: Date) => new Date(end.getTime() + 1)
  return { from: justAfter(endOfNewYorkDay(eve)), until: justAfter(endOfNewYorkDay(day)) }
}

const questionOf = (filter: AuditFilter): string => `audit ${JSON.stringify(filter)}`

/** The entry behind which a page begins; null for the first page. Throws `ParameterError`. */
export function readAuditCursor(filter: AuditFilter, cursor: string | undefined): number | null {
  if (!cursor) return null
  const [seq] = decodeCursor(questionOf(filter), cursor, ['number'])
  if (!Number.isSafeInteger(seq)) throw parameterError('cursor', 'The cursor is none of ours.')
  return Number(seq)
}

export const writeAuditCursor = (filter: AuditFilter, next: number | null): string | null =>
  next === null ? null : encodeCursor(questionOf(filter), [next])

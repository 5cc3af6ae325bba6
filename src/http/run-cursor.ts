/** Where the lists about runs go on. */
import { DIFFERENCES, type Difference } from '#db/queries/run-difference.ts'
import type { RunsQuery, ShownRun } from '#db/queries/runs.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

export const RUNS_A_PAGE = 50

type RunsQuestion = Pick<RunsQuery, 'registry' | 'status'>

const runsQuestion = ({ registry, status }: RunsQuestion): string =>
  `runs ${registry ?? '*'} ${status ?? '*'}`

export function readRunsCursor(
  question: RunsQuestion,
  cursor: string | undefined,
): RunsQuery['after'] {
  if (!cursor) return undefined
  const [ms, id] = decodeCursor(runsQuestion(question), cursor, ['number', 'string'])
  return { createdAt: new Date(Number(ms)).toISOString(), id: String(id) }
}

export interface Paged<T> {
  items: T[]
  nextCursor: string | null
}

/** Cuts off the one row too many that says that there are more. */
function toPage<T>(rows: T[], limit: number, cursorOf: (last: T) => string): Paged<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: last && rows.length > limit ? cursorOf(last) : null }
}

export const pageOfRuns = (
  question: RunsQuestion,
  rows: ShownRun[],
  limit: number,
): Paged<ShownRun> =>
  toPage(rows, limit, ({ createdAt, id }) =>
    encodeCursor(runsQuestion(question), [createdAt.getTime(), id]),
  )

export function readProblemsCursor(runId: string, cursor: string | undefined): number | undefined {
  return cursor ? Number(decodeCursor(`problems ${runId}`, cursor, ['number'])[0]) : undefined
}

export const pageOfProblems = <T extends { id: number }>(
  runId: string,
  rows: T[],
  limit: number,
): Paged<T> => toPage(rows, limit, ({ id }) => encodeCursor(`problems ${runId}`, [id]))

export function readDifferenceCursor(
  runId: string,
  kind: Difference,
  cursor: string | undefined,
): string | undefined {
  return cursor
    ? String(decodeCursor(`difference ${runId} ${kind}`, cursor, ['string'])[0])
    : undefined
}

export const pageOfDifference = <T extends { key: string }>(
  runId: string,
  kind: Difference,
  rows: T[],
  limit: number,
): Paged<T> => toPage(rows, limit, ({ key }) => encodeCursor(`difference ${runId} ${kind}`, [key]))

export const isDifference = (text: string | undefined): text is Difference =>
  DIFFERENCES.some((kind) => kind === text)

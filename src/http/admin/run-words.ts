import type { DeskRun, ShownRun } from '#db/queries/runs.ts'
import { paceOf } from '#src/core/pace.ts'
import { count } from '../views/words.ts'

export const isActive = ({ status }: Pick<ShownRun, 'status'>): boolean =>
  status === 'queued' || status === 'running'

export const MODE_WORDS = {
  sweep: 'Asked by the program',
  pages: 'Pages saved by a person',
} as const

export const STATUS_WORDS: Record<ShownRun['status'], string> = {
  queued: 'Waiting for its turn.',
  running: 'Under way.',
  held: 'Held: nothing of it is shown until somebody decides.',
  published: 'Published: the directory shows it.',
  failed: 'Failed: the directory shows what it showed before.',
  cancelled: 'Ended without being shown.',
}

/** `3 of 12 pages, 240 entries so far`. */
export function progressWords({ progress, rows }: DeskRun): string {
  if (!progress) return 'Nothing has come in yet.'
  const { done, total, unit } = progress
  const of = total === null ? '' : ` of ${total.toLocaleString('en-US')}`
  return `${done.toLocaleString('en-US')}${of} ${unit}, ${count(rows, 'entry', 'entries')} so far`
}

/** How fast, and how much longer; null as long as nobody can say. */
export function paceWords({ progress, startedAt, rows }: DeskRun, now: Date): string | null {
  if (!progress || !startedAt) return null
  const elapsedMs = now.getTime() - startedAt.getTime()
  const pace = paceOf(progress.done, progress.total, elapsedMs)
  if (!pace) return null
  const entries = paceOf(rows, null, elapsedMs)
  const rate = `${pace.perMinute.toLocaleString('en-US')} ${progress.unit} and ${count(entries?.perMinute ?? 0, 'entry', 'entries')} a minute`
  return pace.secondsLeft === null ? rate : `${rate}; about ${durationWords(pace.secondsLeft)} left`
}

export function durationWords(seconds: number): string {
  if (seconds < 60) return count(Math.max(1, Math.round(seconds)), 'second')
  if (seconds < 5400) return count(Math.round(seconds / 60), 'minute')
  return count(Math.round(seconds / 3600), 'hour')
}

/** How a registry is doing, in sentences. */
import type { RegistryDesk } from '#db/queries/registry-desk.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import { nextDueAt } from '#src/services/queue-due-runs.ts'
import { formatAge, formatHours, formatInstant } from '../views/dates.ts'
import { count } from '../views/words.ts'

export interface RegistryView {
  info: RegistryInfo
  desk: RegistryDesk
  missingSettings: string[]
  now: Date
}

export const ACCESS_WORDS = {
  open: 'Open to programs',
  key: 'Open to programs with a key',
  'by-hand': 'Keeps programs out: pages are saved by a person',
} as const

export type Freshness = 'fresh' | 'stale' | 'never'

export const FRESHNESS_WORDS: Record<Freshness, string> = {
  fresh: 'Fresh',
  stale: 'Older than promised',
  never: 'Not read yet',
}

export function freshnessOf({ info, desk, now }: RegistryView): Freshness {
  const at = desk.lastGood?.readAt
  if (!at) return 'never'
  return now.getTime() - at.getTime() > info.promiseHours * 3_600_000 ? 'stale' : 'fresh'
}

export function ageWords(view: RegistryView): string {
  const at = view.desk.lastGood?.readAt
  const promise = `promised: no older than ${formatHours(view.info.promiseHours)}`
  return at
    ? `${formatInstant(at)}, ${formatAge(at, view.now)} (${promise})`
    : `None yet (${promise})`
}

export const cadenceOf = ({ info, desk }: RegistryView): number =>
  desk.schedule.cadenceHours ?? info.cadenceHours

export const canRefresh = ({ info, missingSettings }: RegistryView): boolean =>
  info.access !== 'by-hand' && missingSettings.length === 0

const isUnderWay = ({ desk }: RegistryView): boolean =>
  ['queued', 'running'].includes(desk.runs[0]?.status ?? '')

/** What it is doing, or what keeps it. */
export function stateWords(view: RegistryView): string {
  const { desk, missingSettings } = view
  const [latest] = desk.runs
  if (missingSettings.length > 0) return `Off: ${missingSettings.join(', ')} is not set.`
  if (latest?.status === 'queued') return 'Waiting for its turn.'
  if (latest?.status === 'running') return 'Being read now.'
  if (latest?.status === 'held') return `Held for a person to look at: ${latest.reasons.join(' ')}`
  if (latest?.status === 'failed') return outageWords(view)
  if (latest?.status === 'cancelled') return 'The last run was stopped or rejected.'
  if (latest) return 'Answers.'
  return view.info.access === 'by-hand' ? 'No page was imported yet.' : 'Never asked.'
}

function outageWords({ desk }: RegistryView): string {
  const other = desk.runs.findIndex(({ status }) => status !== 'failed')
  const failures = other === -1 ? desk.runs.length : other
  const [latest] = desk.runs
  const since = desk.runs[failures - 1]?.createdAt
  const often =
    failures > 1 && since
      ? `${count(failures, 'time')} in a row, since ${formatInstant(since)}`
      : 'once'
  return `Could not be read ${often}: ${latest?.reasons.join(' ') ?? ''}`
}

/** When it is asked again, by itself. */
export function nextWords(view: RegistryView): string {
  const { info, desk, now } = view
  const { pausedAt, pausedBy, pausedWhy } = desk.schedule
  if (info.access === 'by-hand') return 'When somebody saves its pages.'
  if (view.missingSettings.length > 0) return 'Not before its settings are there.'
  if (pausedAt)
    return `Not while it is paused: by ${pausedBy}, ${formatInstant(pausedAt)}. ${pausedWhy}`
  if (isUnderWay(view)) return 'After the run under way.'
  const due = nextDueAt({ cadenceHours: cadenceOf(view) }, desk.runs)
  return due.getTime() <= now.getTime() ? 'Within a minute.' : formatInstant(due)
}

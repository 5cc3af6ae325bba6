/** What can happen to somebody who is watched. */
import type { IsoDate, Json } from '../words.ts'

export const WATCH_EVENTS = [
  'credential.status_changed',
  'credential.expiring',
  'credential.expired',
  'credential.renewed',
  'credential.discipline_added',
  'exclusion.added',
  'practitioner.not_listed',
  'registry.stale',
] as const
export type WatchEventType = (typeof WATCH_EVENTS)[number]

/** Sent when an account asks for it, to see that its address works; not an event of anybody. */
export const TEST_EVENT = 'webhook.test'

/** Days before the last day at which an expiry is announced, the earliest first. */
export const EXPIRY_WARNINGS = [90, 30, 7] as const

export interface WatchEvent {
  type: WatchEventType
  /** The same whenever the same thing is found again. */
  key: string
  /** For people: what happened, a sentence without the name. */
  summary: string
  /** For programs. */
  facts: Record<string, Json>
}

/** The warning that is due with so many days left; null before the first. */
export const warningAt = (daysLeft: number): number | null =>
  EXPIRY_WARNINGS.findLast((days) => daysLeft <= days) ?? null

const DAY_MS = 86_400_000

export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** When a webhook that was not taken is sent again, and when that is given up. */

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds behind the first, second … try. The last one comes three days after the first. */
const WAITS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
const SPREAD = 0.2
/** A receiver may put us off for so long. */
const RETRY_AFTER_MAX = 24 * HOUR

export interface Outcome {
  /** Null where nobody answered. */
  status: number | null
  retryAfter: string | null
}

export type Next =
  { state: 'delivered' | 'failed' | 'gone' } | { state: 'waiting'; waitSeconds: number }

/** What follows from the outcome of a try; `tries` counts it. `random` is from 0 to below 1. */
export function afterTry(outcome: Outcome, tries: number, random: number, now: Date): Next {
  const { status } = outcome
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 410) return { state: 'gone' }
  const wait = WAITS[tries - 1]
  if (wait === undefined) return { state: 'failed' }
  const spread = wait * (1 - SPREAD + 2 * SPREAD * random)
  const asked = status === 429 || status === 503 ? readRetryAfter(outcome.retryAfter, now) : 0
  return { state: 'waiting', waitSeconds: Math.max(spread, asked) }
}

/** Seconds, of a number of them or a day and time; 0 for anything else. */
function readRetryAfter(value: string | null, now: Date): number {
  if (value === null) return 0
  const text = value.trim()
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), RETRY_AFTER_MAX) : 0
}

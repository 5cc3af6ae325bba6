/** When a request is tried again, and how long to wait before. */

const BACKOFF_BASE_MS = 1000
const BACKOFF_MAX_MS = 30_000
/** A registry that asks for a longer wait than this is asked again by a later run. */
export const RETRY_AFTER_MAX_MS = 120_000

export const isRetryable = (status: number): boolean =>
  status === 408 || status === 429 || status >= 500

/** Full jitter: anything between nothing and a bound that doubles, so that clients spread out. */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** attempt))
}

/** The wait a `Retry-After` header asks for, in seconds or as a date; null where it says nothing. */
export function parseRetryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - now.getTime())
}

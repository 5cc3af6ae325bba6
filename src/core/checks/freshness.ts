/** Whether what a registry said is recent enough to be relied on. */
import type { CheckFacts, CheckRegistry } from './facts.ts'
import { neverReadReason, noAnswerReason, staleReason } from './reasons.ts'

export interface Obstacle {
  verdict: 'never-checked' | 'unavailable'
  reason: string
}

const HOUR_MS = 3_600_000

/**
 * Why nothing may be concluded from a registry, or null. `seenAt` is when it last showed the record;
 * null where there is none, and then its last good run counts.
 */
export function obstacleTo(
  facts: CheckFacts,
  registry: CheckRegistry,
  seenAt: string | null,
): Obstacle | null {
  const live = facts.live[registry.id] ?? null
  if (registry.lastGoodAt === null && live !== 'answered') {
    return { verdict: 'never-checked', reason: neverReadReason(registry) }
  }
  if (live === 'unavailable') return { verdict: 'unavailable', reason: noAnswerReason(registry) }
  const readAt = seenAt ?? (live === 'answered' ? facts.now : registry.lastGoodAt)
  if (readAt !== null && isWithin(readAt, facts.now, registry.promiseHours)) return null
  return { verdict: 'unavailable', reason: staleReason(registry, readAt) }
}

/** False for an instant that is none. */
const isWithin = (readAt: string, now: string, hours: number): boolean =>
  Date.parse(now) - Date.parse(readAt) <= hours * HOUR_MS

/** One thing that a check found: of a fact that a record holds, or of a registry that holds none. */
import { newYorkDay } from '../days.ts'
import type { Sourced } from '../practitioner.ts'
import type { IsoDate } from '../words.ts'
import type { CheckFacts, CheckRegistry, RecordSource } from './facts.ts'
import { obstacleTo } from './freshness.ts'
import { delistedReason, noSourceReason } from './reasons.ts'
import type { Attention, CheckDetail, CheckElement, CheckSource } from './types.ts'

export interface Finding extends CheckDetail {
  attention: Attention
  live: boolean
  lastGood: CheckElement['lastGood']
}

/** What a record's fact is worth on a day, its source being good. */
export type Worth = Pick<Finding, 'verdict' | 'standing' | 'until' | 'attention' | 'reason'>

const NOTHING = { standing: null, until: null } as const

/**
 * Judges a fact of a record. Only one whose registry is known and was seen to say so recently
 * enough is worth anything; `worthOn` is asked of the day on which it was last seen as well.
 */
export function judgeFact(
  facts: CheckFacts,
  { recordId, delistedOn }: { recordId: number | null; delistedOn: Sourced['delistedOn'] },
  what: string,
  worthOn: (day: IsoDate, registry: CheckRegistry) => Worth,
): Finding {
  const known = recordId === null ? undefined : facts.sources.get(recordId)
  const registry = facts.registries.find(({ id }) => id === known?.registry)
  if (!known || !registry) {
    return { what, ...NOTHING, ...UNAVAILABLE, source: null, reason: noSourceReason(what) }
  }
  const source = toSource(known)
  const live = facts.live[registry.id] === 'answered'
  const isDelisted = delistedOn !== null && delistedOn <= facts.day
  const obstacle = obstacleTo(facts, registry, isDelisted ? null : known.lastSeenAt)
  if (!obstacle && !isDelisted) {
    return { what, ...worthOn(facts.day, registry), live, source, lastGood: null }
  }
  const last = lastWorth(known, (day) => worthOn(day, registry))
  if (obstacle) {
    const lastGood = obstacle.verdict === 'unavailable' ? last : null
    // Whoever was barred when last seen is not let through because nobody looked since.
    const attention = last?.verdict === 'restricted' ? 'stop' : 'review'
    return { what, ...NOTHING, ...obstacle, live, source, lastGood, attention }
  }
  return {
    what,
    ...NOTHING,
    verdict: 'not-found',
    reason: delistedReason(registry, what, delistedOn ?? facts.day),
    attention: 'review',
    live,
    source,
    lastGood: last,
  }
}

const UNAVAILABLE = {
  verdict: 'unavailable',
  attention: 'review',
  live: false,
  lastGood: null,
} as const

function lastWorth(
  { lastSeenAt }: RecordSource,
  worthOn: (day: IsoDate) => Worth,
): Finding['lastGood'] {
  const seen = new Date(lastSeenAt)
  if (Number.isNaN(seen.getTime())) return null
  return { verdict: worthOn(newYorkDay(seen)).verdict, fetchedAt: lastSeenAt }
}

const toSource = (record: RecordSource): CheckSource => {
  const { registry, captureId, sha256, fetchedAt, link } = record
  return { registry, captureId, sha256, fetchedAt, link }
}

/** Judges that a registry has nothing of the person; `absent` says it where its answer is good. */
export function judgeAbsence(
  facts: CheckFacts,
  registry: CheckRegistry,
  what: string,
  absent: Pick<Finding, 'verdict' | 'attention' | 'reason'>,
): Finding {
  const live = facts.live[registry.id] === 'answered'
  const { lastGoodAt } = registry
  const readAt = live ? facts.now : lastGoodAt
  const source = readAt === null ? null : toRunSource(registry, readAt, live)
  const obstacle = obstacleTo(facts, registry, null)
  const isStale = obstacle?.verdict === 'unavailable' && lastGoodAt !== null
  const lastGood = isStale ? { verdict: absent.verdict, fetchedAt: lastGoodAt } : null
  const found = obstacle ? { ...obstacle, attention: 'review' as const } : absent
  return { what, ...NOTHING, ...found, live, source, lastGood }
}

/** An answer of now was about the person; whoever is not in it is not in the list that was stored. */
function toRunSource(
  { id, listCapture }: CheckRegistry,
  fetchedAt: string,
  live: boolean,
): CheckSource {
  const list = live ? null : listCapture
  return {
    registry: id,
    captureId: list?.id ?? null,
    sha256: list?.sha256 ?? null,
    fetchedAt,
    link: null,
  }
}

/** For an element that no registry in use answers for. */
export const unread = (what: string, reason: string): Finding => ({
  what,
  ...NOTHING,
  ...UNAVAILABLE,
  verdict: 'never-checked',
  reason,
  source: null,
})

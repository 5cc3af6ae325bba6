/**
 * Asks the registries now that can be asked about one person alone: the rolls about the licenses of
 * whoever was identified, the register of identifiers about their number. That somebody is on no
 * list is known only from the whole of it, so lists are not asked.
 *
 * What comes back is kept as a capture and counts in the check that asked and in watches. It is not
 * published: publication is of whole runs, which the gate judges by their counts and by how many
 * people changed at once, and one answer alone could be judged by nothing. Pages and the search go
 * on showing what the last good sweep said, with its day, until the next one brings the same.
 */
import type { CaptureContext, Registry } from '#scrapers/source.ts'
import type { LiveAnswer } from '#src/core/checks/facts.ts'
import type { AskLive, LiveFacts } from '#src/core/checks/lay-over.ts'
import type { ServiceContext } from './context.ts'
import { type SavedCapture, shareQuestion, type Wait } from './live-questions.ts'
import { type Asked, planLive } from './plan-live.ts'
import { type Outcome, readLive } from './read-live.ts'

/** All registries together are waited for so long. */
export const LIVE_LIMIT_MS = 10_000

export interface LiveOptions {
  /** Null for a registry that is off. */
  contextOf: (registry: Registry) => CaptureContext | null
  wait: Wait
  limitMs?: number
}

/** Whoever stops waiting does not stop the asking: the answer is kept for who asks next. */
export function createAskLive(ctx: ServiceContext, options: LiveOptions): AskLive {
  const underWay = new Map<string, Promise<SavedCapture[] | null>>()
  const limitMs = options.limitMs ?? LIVE_LIMIT_MS

  function share({ registry, context, query, question }: Asked): Promise<SavedCapture[] | null> {
    const key = `${registry.info.id} ${question}`
    const known = underWay.get(key)
    if (known) return known
    const signal = AbortSignal.timeout(limitMs)
    const lookUp = async () => (await registry.lookUp?.(context, query)) ?? []
    const asked = { registry: registry.info.id, question }
    const answer = shareQuestion(ctx, { wait: options.wait, signal }, asked, lookUp)
      .catch(() => null)
      .finally(() => underWay.delete(key))
    underWay.set(key, answer)
    return answer
  }

  return async function askLive(question, known) {
    const { view } = known
    if (view === null) return toFacts([], {})
    const { asked, notAsked } = planLive(ctx.registries, options.contextOf, question, known)
    const stop = new AbortController()
    const over = options.wait(limitMs, stop.signal).then(
      () => null,
      () => null,
    )
    const outcomes = await Promise.all(
      asked.map(async (one) => {
        const captures = await Promise.race([share(one), over])
        const outcome = captures === null ? 'unavailable' : readLive(ctx, one, view, captures)
        return { id: one.registry.info.id, outcome }
      }),
    )
    stop.abort()
    return toFacts(outcomes, notAsked)
  }
}

function toFacts(
  outcomes: { id: string; outcome: Outcome }[],
  notAsked: LiveFacts['notAsked'],
): LiveFacts {
  const facts: LiveFacts = { live: {}, licenses: [], identifiers: [], notAsked: { ...notAsked } }
  for (const { id, outcome } of outcomes) {
    facts.live[id] = worse(facts.live[id], outcome)
    if (outcome === null) facts.notAsked[id] = 'cannot be asked by such a number'
    else if (outcome === 'unavailable') continue
    else if ('license' in outcome) facts.licenses.push(outcome.license)
    else facts.identifiers.push(outcome.identifier)
  }
  return facts
}

/** A registry answered where it answered all that it was asked. */
function worse(known: LiveAnswer | undefined, outcome: Outcome): LiveAnswer {
  const one = outcome === null || outcome === 'unavailable' ? outcome : 'answered'
  if (known === undefined || known === one) return one
  return known === 'unavailable' || one === 'unavailable' ? 'unavailable' : null
}

/**
 * Asks the rolls now about the licenses of whoever was identified. Other registries are not asked:
 * that somebody is on no list is known only from the whole of it.
 */
import type { CaptureContext, Registry } from '#scrapers/source.ts'
import type { LiveAnswer } from '#src/core/checks/facts.ts'
import type { AskLive, LiveLicense } from '#src/core/checks/lay-over.ts'
import type { LicenseFact } from '#src/core/record.ts'
import type { State } from '#src/core/words.ts'
import type { ServiceContext } from './context.ts'
import { type SavedCapture, shareQuestion, type Wait } from './live-questions.ts'

/** All registries together are waited for so long. */
export const LIVE_LIMIT_MS = 10_000

export interface LiveOptions {
  /** Null for a registry that is off. */
  contextOf: (registry: Registry) => CaptureContext | null
  wait: Wait
  limitMs?: number
}

interface Asked {
  registry: Registry
  context: CaptureContext
  recordId: number
  state: State
  number: string
}

type Outcome = LiveLicense | 'unavailable' | null

/** Whoever stops waiting does not stop the asking: the answer is kept for who asks next. */
export function createAskLive(ctx: ServiceContext, options: LiveOptions): AskLive {
  const underWay = new Map<string, Promise<SavedCapture[] | null>>()
  const limitMs = options.limitMs ?? LIVE_LIMIT_MS

  function share(asked: Asked): Promise<SavedCapture[] | null> {
    const { registry, context, state, number } = asked
    const question = { registry: registry.info.id, question: `license ${state} ${number}` }
    const key = `${question.registry} ${question.question}`
    const known = underWay.get(key)
    if (known) return known
    const signal = AbortSignal.timeout(limitMs)
    const lookUp = async () =>
      (await registry.lookUp?.(context, { licenseNumber: number, state })) ?? []
    const answer = shareQuestion(ctx, { wait: options.wait, signal }, question, lookUp)
      .catch(() => null)
      .finally(() => underWay.delete(key))
    underWay.set(key, answer)
    return answer
  }

  async function askWithin(asked: Asked, over: Promise<null>): Promise<Outcome> {
    const captures = await Promise.race([share(asked), over])
    if (captures === null) return 'unavailable'
    return read(ctx, asked, captures)
  }

  return async (question, known) => {
    const asked = questionsOf(ctx, options, known).filter(
      ({ state }) => question.state === null || state === question.state,
    )
    const stop = new AbortController()
    const over = options.wait(limitMs, stop.signal).then(
      () => null,
      () => null,
    )
    const outcomes = await Promise.all(
      asked.map(async (one) => ({ id: one.registry.info.id, outcome: await askWithin(one, over) })),
    )
    stop.abort()
    const live: Record<string, LiveAnswer> = {}
    for (const { id, outcome } of outcomes) live[id] = worse(live[id], outcome)
    return {
      live,
      licenses: outcomes.flatMap(({ outcome }) =>
        outcome === null || outcome === 'unavailable' ? [] : [outcome],
      ),
    }
  }
}

/** A registry answered where it answered all that it was asked. */
function worse(known: LiveAnswer | undefined, outcome: Outcome): LiveAnswer {
  const one = outcome === null || outcome === 'unavailable' ? outcome : 'answered'
  if (known === undefined || known === one) return one
  return known === 'unavailable' || one === 'unavailable' ? 'unavailable' : null
}

/** Each license that a roll in use has shown of the person. */
function questionsOf(
  { registries }: ServiceContext,
  { contextOf }: LiveOptions,
  { view, sources }: Parameters<AskLive>[1],
): Asked[] {
  return (view?.licenses ?? []).flatMap(({ recordId, state, number }) => {
    const id = sources.get(recordId)?.registry
    const registry = registries.find(({ info }) => info.id === id)
    if (!registry?.lookUp || !registry.info.licenseStates.includes(state)) return []
    const context = contextOf(registry)
    return context ? [{ registry, context, recordId, state, number }] : []
  })
}

/** Null where the registry cannot be asked for such a number. What cannot be read is no answer. */
function read(ctx: ServiceContext, asked: Asked, captures: SavedCapture[]): Outcome {
  const { registry, context, recordId, number } = asked
  const last = captures.at(-1)
  if (!last) return null
  try {
    const found = findLicense(asked, captures, context)
    if (found === 'unread') return 'unavailable'
    const { id, sha256, fetchedAt } = found?.capture ?? last
    const source = {
      registry: registry.info.id,
      captureId: id,
      sha256,
      fetchedAt: fetchedAt.toISOString(),
      link: found?.link ?? null,
    }
    return { recordId, number, fact: found?.fact ?? null, source }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    ctx.log({ level: 'warn', event: 'live answer unread', registry: registry.info.id, reason })
    return 'unavailable'
  }
}

interface Found {
  fact: LicenseFact
  link: string | null
  capture: SavedCapture
  rank: number
}

/** The row of the highest rank speaks. A row that could not be read may be the one asked for. */
function findLicense(
  { registry, state, number }: Asked,
  captures: SavedCapture[],
  { settings }: CaptureContext,
): Found | 'unread' | null {
  let best: Found | null = null
  let hasProblems = false
  for (const capture of captures) {
    const { records, problems } = registry.parse(capture, settings)
    hasProblems ||= problems.length > 0
    for (const { content, rank } of records) {
      const fact = content.licenses.find((one) => one.state === state && one.number === number)
      if (fact && (best === null || rank >= best.rank)) {
        best = { fact, link: content.link, capture, rank }
      }
    }
  }
  return best === null && hasProblems ? 'unread' : best
}

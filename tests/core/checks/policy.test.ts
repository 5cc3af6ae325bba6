/** No way leads to a good answer but a recent one, of the registry itself, about this very person. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attentionOf } from '#src/core/checks/attention.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { ELEMENTS, type Identified } from '#src/core/checks/types.ts'
import { STANDINGS, STATES, TIERS } from '#src/core/words.ts'
import { toLicense, toTraining } from '../facts.ts'
import {
  CANDIDATE,
  judge,
  LONG_AGO,
  NOW,
  onBoard,
  onList,
  onRoll,
  REGISTRIES,
  THIS_MORNING,
  TODAY,
  toFacts,
  YESTERDAY,
} from './facts.ts'

// Half of them active, and most of the moments recent, so that the good answers come up as well.
const standing = fc.oneof(fc.constant('active' as const), fc.constantFrom(...STANDINGS))
const day = fc.constantFrom(YESTERDAY, TODAY, null)
const moment = fc.constantFrom(NOW, NOW, THIS_MORNING, THIS_MORNING, LONG_AGO, 'no instant')

const license = fc.record({
  state: fc.constantFrom(...STATES),
  standing,
  expiresOn: day,
  registration: fc.option(fc.record({ standing, registeredThrough: day })),
  hasDiscipline: fc.boolean(),
})
const records = fc
  .tuple(
    fc.array(fc.tuple(license, day), { maxLength: 3 }),
    fc.array(fc.record({ standing, expiresOn: day }), { maxLength: 2 }),
    fc.array(fc.constantFrom('federal', 'state-list'), { maxLength: 2 }),
  )
  .map(([licenses, certifications, lists]) => [
    ...licenses.map(([fact, delistedOn]) => onRoll(toLicense(fact), { delistedOn })),
    ...certifications.map((fact) => onBoard(fact)),
    ...lists.map((list) => onList(list)),
  ])
const registries = fc.tuple(
  ...REGISTRIES.map(({ id }) => fc.option(moment).map((at) => ({ id, at }))),
)
const live = fc.dictionary(
  fc.constantFrom(...REGISTRIES.map(({ id }) => id)),
  fc.constantFrom('answered' as const, 'unavailable' as const, null),
)
const candidates = fc.boolean().map((isThere) => (isThere ? [CANDIDATE] : []))

/** Every record was seen at a moment of its own. */
const anyFacts: fc.Arbitrary<CheckFacts> = fc
  .record({
    records,
    registries,
    live,
    seen: fc.array(moment, { minLength: 8, maxLength: 8 }),
    tiers: fc.array(fc.constantFrom(...TIERS), { maxLength: 2 }),
    exclusionNamesakes: candidates,
    possibleDiplomates: candidates,
  })
  .map(({ records, registries, live, seen, tiers, exclusionNamesakes, possibleDiplomates }) => {
    const facts = toFacts(records, { training: tiers.map((tier) => toTraining({ tier })) })
    const sources = [...facts.sources].map(
      ([id, source], index) => [id, { ...source, lastSeenAt: seen[index] ?? LONG_AGO }] as const,
    )
    return {
      ...facts,
      live,
      exclusionNamesakes,
      possibleDiplomates,
      sources: new Map(sources),
      registries: facts.registries.map((registry, index) => ({
        ...registry,
        lastGoodAt: registries[index]?.at ?? null,
      })),
    }
  })
const asked = fc.record({ state: fc.option(fc.constantFrom(...STATES)), live: fc.boolean() })

const isRecent = (at: string | null | undefined): boolean => at === NOW || at === THIS_MORNING

/** Whether the registry said so itself, recently enough, and was not asked in vain. */
function isProven(facts: CheckFacts, { recordId }: { recordId: number }): boolean {
  const source = facts.sources.get(recordId)
  const registry = facts.registries.find(({ id }) => id === source?.registry)
  const answer = registry ? facts.live[registry.id] : 'unavailable'
  const wasRead = answer === 'answered' || registry?.lastGoodAt !== null
  return answer !== 'unavailable' && wasRead && isRecent(source?.lastSeenAt)
}

const isGood = (word: string, lastDay: string | null): boolean =>
  word === 'active' && (lastDay === null || lastDay >= TODAY)

describe('evaluate', () => {
  it('calls nothing current that is stale, unknown, over or no longer listed', () => {
    fc.assert(
      fc.property(anyFacts, asked, (facts, question) => {
        const elements = judge(facts, question)
        const { licenses = [], certifications = [] } = facts.view ?? {}
        const good = licenses.filter(
          (one) =>
            (question.state === null || one.state === question.state) &&
            isGood(one.standing, one.expiresOn) &&
            (one.delistedOn === null || one.delistedOn > TODAY) &&
            isProven(facts, one),
        )
        expect(elements.license.verdict === 'current').toBe(good.length > 0)
        if (elements.certification.verdict === 'current') {
          const held = certifications.filter((one) => isGood(one.standing, one.expiresOn))
          expect(held.some((one) => isProven(facts, one))).toBe(true)
        }
        expect(elements.exclusions.verdict).not.toBe('current')
      }),
      { numRuns: 1_000 },
    )
  })

  it('calls no registration of New York current without a last day that has not passed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { registration } = judge(facts, { state: 'NY' })
        const isCurrent = facts.view?.licenses.some(
          (one) =>
            one.state === 'NY' &&
            one.registration?.standing === 'active' &&
            (one.registration.registeredThrough ?? '') >= TODAY &&
            (one.delistedOn === null || one.delistedOn > TODAY) &&
            isProven(facts, one),
        )
        expect(registration.verdict === 'current').toBe(isCurrent)
      }),
      { numRuns: 1_000 },
    )
  })

  it('clears nobody of exclusions of whom a list has an entry, or when a list was not read', () => {
    fc.assert(
      fc.property(anyFacts, asked, (facts, question) => {
        const { exclusions } = judge(facts, question)
        const wereRead = facts.registries
          .filter(({ role }) => role === 'exclusion')
          .every(({ id, lastGoodAt }) => {
            const answer = facts.live[id] ?? null
            return answer === 'answered' || (answer === null && isRecent(lastGoodAt))
          })
        const hasEntries = (facts.view?.exclusions.length ?? 0) > 0
        const isClear = wereRead && !hasEntries && facts.exclusionNamesakes.length === 0
        expect(exclusions.verdict === 'not-found').toBe(isClear)
        expect(exclusions.attention === 'none').toBe(isClear)
      }),
      { numRuns: 1_000 },
    )
  })

  it('says why, and never leaves alone what is not good', () => {
    fc.assert(
      fc.property(anyFacts, asked, (facts, question) => {
        const elements = judge(facts, question)
        for (const name of ELEMENTS) {
          const { verdict, attention, reason } = elements[name]
          expect(reason).not.toBe('')
          // Training was never required; all else is wanted of everybody.
          const isFine = verdict === (name === 'exclusions' ? 'not-found' : 'current')
          const isOptional = name === 'training' && verdict === 'not-found'
          if (!isFine && !isOptional) expect(attention).not.toBe('none')
        }
      }),
    )
  })

  it('calls nothing current of somebody who was not identified', () => {
    fc.assert(
      fc.property(anyFacts, asked, fc.boolean(), (facts, question, isNobody) => {
        const reason = 'So it is.'
        const identified: Identified = isNobody
          ? { kind: 'nobody', reason }
          : { kind: 'several', candidates: [CANDIDATE], total: 2, reason }
        const elements = judge({ ...facts, identified }, question)
        for (const name of ELEMENTS) {
          expect(['ambiguous', 'not-found']).toContain(elements[name].verdict)
        }
      }),
    )
  })
})

describe('attentionOf', () => {
  it('is the most of the five', () => {
    const elements = judge(toFacts([onRoll(toLicense())]))
    expect(attentionOf(elements)).toBe('review')
    const { license } = elements
    expect(attentionOf({ ...elements, training: { ...license, attention: 'stop' } })).toBe('stop')
    const fine = Object.fromEntries(ELEMENTS.map((name) => [name, license]))
    expect(attentionOf({ ...elements, ...fine })).toBe('none')
  })
})

/** Certification, training and exclusions, and whoever is not identified. */
import { describe, expect, it } from 'vitest'
import { ELEMENTS } from '#src/core/checks/types.ts'
import { toLicense, toTraining } from '../facts.ts'
import {
  CANDIDATE,
  judge,
  LONG_AGO,
  onBoard,
  onList,
  onRoll,
  THIS_MORNING,
  TODAY,
  toFacts,
  withRegistry,
  YESTERDAY,
} from './facts.ts'

describe('the certification', () => {
  it.each([
    ['active', null, 'current', 'none'],
    ['active', YESTERDAY, 'lapsed', 'review'],
    ['inactive', null, 'lapsed', 'review'],
    ['revoked', null, 'restricted', 'review'],
    ['suspended', null, 'restricted', 'review'],
    ['pending', null, 'not-found', 'review'],
    ['unknown', null, 'unavailable', 'review'],
  ] as const)('%s through %s is %s', (standing, expiresOn, verdict, attention) => {
    const { certification } = judge(toFacts([onBoard({ standing, expiresOn })]))
    expect(certification).toMatchObject({ verdict, attention })
  })

  it('is current where one designation is, and lists all', () => {
    const lapsed = onBoard({ designation: 'Dipl. C.H.', standing: 'lapsed' })
    const { certification } = judge(toFacts([lapsed, onBoard()]))
    expect(certification).toMatchObject({ verdict: 'current' })
    expect(certification.details.map(({ what }) => what)).toEqual(['Dipl. Ac.', 'Dipl. C.H.'])
  })

  it('of nobody is not found, and absence proves nothing', () => {
    const { certification } = judge(toFacts([]))
    expect(certification).toMatchObject({ verdict: 'not-found', attention: 'review' })
    expect(certification.reason).toContain('The directory is voluntary.')
  })

  it('no longer listed is not found', () => {
    const { certification } = judge(toFacts([onBoard({}, { delistedOn: YESTERDAY })]))
    expect(certification).toMatchObject({
      verdict: 'not-found',
      lastGood: { verdict: 'current', fetchedAt: THIS_MORNING },
    })
  })

  it('of somebody whose name fits is ambiguous, unless one is tied', () => {
    const possibleDiplomates = [CANDIDATE]
    const { certification } = judge(toFacts([], { possibleDiplomates }))
    expect(certification).toMatchObject({ verdict: 'ambiguous', candidates: [CANDIDATE] })
    const tied = judge(toFacts([onBoard()], { possibleDiplomates })).certification
    expect(tied).toMatchObject({ verdict: 'current', candidates: [] })
  })
})

describe('the training', () => {
  it.each([
    ['confirmed', 'current', 'none'],
    ['documented', 'current', 'none'],
    ['mentioned', 'never-checked', 'review'],
    ['claimed', 'never-checked', 'review'],
  ] as const)('%s is %s', (tier, verdict, attention) => {
    const { training } = judge(toFacts([], { training: [toTraining({ tier })] }))
    expect(training).toMatchObject({ verdict, attention })
    expect(training.reason).toContain('“A diploma of 2009”')
  })

  it('of which nothing is known was never required', () => {
    const { training } = judge(toFacts([]))
    expect(training).toMatchObject({ verdict: 'not-found', attention: 'none' })
    expect(training.reason).toContain('never required')
  })

  it('that a record shows is as old as the record', () => {
    const board = onBoard()
    const shown = {
      ...board,
      content: {
        ...board.content,
        training: [{ program: 'apm', tier: 'documented', evidence: 'The roll' } as const],
      },
    }
    expect(judge(toFacts([shown])).training.verdict).toBe('current')
    expect(judge(toFacts([shown], { seenAt: LONG_AGO })).training.verdict).toBe('unavailable')
  })
})

describe('the exclusions', () => {
  it('are not found where every list was read, which is good', () => {
    const { exclusions } = judge(toFacts([]))
    expect(exclusions).toMatchObject({ verdict: 'not-found', attention: 'none' })
    expect(exclusions.reason).toBe(
      'The federal register: not on the list as of 2026-11-22. ' +
        'The state-list register: not on the list as of 2026-11-22.',
    )
    expect(exclusions.details).toHaveLength(2)
  })

  it('tied by a number stop', () => {
    const { exclusions } = judge(toFacts([onList('federal')], { exclusionNamesakes: [CANDIDATE] }))
    expect(exclusions).toMatchObject({ verdict: 'restricted', attention: 'stop' })
    expect(exclusions.reason).toContain('on the list since 2020-02-20. It proves this.')
  })

  it('of a namesake are ambiguous, with the caveat', () => {
    const { exclusions } = judge(toFacts([], { exclusionNamesakes: [CANDIDATE] }))
    expect(exclusions).toMatchObject({
      verdict: 'ambiguous',
      attention: 'review',
      candidates: [CANDIDATE],
      source: { registry: 'federal' },
    })
    expect(exclusions.reason).toContain('Verify a match by name.')
  })

  it.each([
    [LONG_AGO, 'unavailable'],
    [null, 'never-checked'],
  ] as const)('with a list read at %s are %s', (lastGoodAt, verdict) => {
    const registries = withRegistry('state-list', { lastGoodAt })
    const { exclusions } = judge(toFacts([], { registries }))
    expect(exclusions).toMatchObject({ verdict, attention: 'review' })
    expect(exclusions.reason).toContain('The state-list register')
  })

  it('of a list gone stale still stop', () => {
    const { exclusions } = judge(toFacts([onList('federal')], { seenAt: LONG_AGO }))
    expect(exclusions).toMatchObject({
      verdict: 'unavailable',
      attention: 'stop',
      lastGood: { verdict: 'restricted', fetchedAt: LONG_AGO },
    })
  })

  it('are never checked where no list is read', () => {
    expect(judge(toFacts([], { registries: [] })).exclusions.verdict).toBe('never-checked')
  })
})

describe('who is not identified', () => {
  it('is ambiguous in everything where several are meant', () => {
    const elements = judge(
      toFacts([onRoll(toLicense())], {
        identified: { kind: 'several', candidates: [CANDIDATE], total: 1, reason: 'Two fit.' },
      }),
    )
    for (const name of ELEMENTS) {
      expect(elements[name]).toMatchObject({
        verdict: 'ambiguous',
        attention: 'review',
        candidates: [CANDIDATE],
        details: [],
      })
    }
  })

  it('is not found in everything, and what was not read is told', () => {
    const facts = toFacts([], {
      view: null,
      identified: { kind: 'nobody', reason: 'Nobody bears that name.' },
      registries: withRegistry('nj', { lastGoodAt: null }),
    })
    const elements = judge(facts)
    for (const name of ELEMENTS) expect(elements[name].verdict).toBe('not-found')
    expect(elements.license.reason).toBe(
      'Nobody bears that name. Not read recently enough: The nj register.',
    )
    expect(elements.exclusions).toMatchObject({ attention: 'review' })
    const namesakes = judge({ ...facts, exclusionNamesakes: [CANDIDATE] }).exclusions
    expect(namesakes).toMatchObject({ verdict: 'ambiguous', candidates: [CANDIDATE] })
  })

  it('is not found where the directory had no record of them on the day', () => {
    const { license } = judge(toFacts([], { view: null }))
    expect(license).toMatchObject({ verdict: 'not-found', attention: 'review' })
    expect(license.reason).toContain(TODAY)
  })
})

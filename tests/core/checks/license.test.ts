import { describe, expect, it } from 'vitest'
import { toLicense } from '../facts.ts'
import {
  judge,
  LONG_AGO,
  onRoll,
  THIS_MORNING,
  TODAY,
  toFacts,
  toNewYork,
  withRegistry,
  YESTERDAY,
} from './facts.ts'

describe('the license', () => {
  it.each([
    ['active', TODAY, 'current', 'none'],
    ['active', null, 'current', 'none'],
    ['active', YESTERDAY, 'lapsed', 'stop'],
    ['lapsed', TODAY, 'lapsed', 'stop'],
    ['inactive', TODAY, 'lapsed', 'stop'],
    ['deceased', null, 'lapsed', 'stop'],
    ['restricted', TODAY, 'restricted', 'stop'],
    ['suspended', TODAY, 'restricted', 'stop'],
    ['revoked', TODAY, 'restricted', 'stop'],
    ['pending', null, 'not-found', 'stop'],
    ['unknown', TODAY, 'unavailable', 'review'],
  ] as const)('%s through %s is %s', (standing, expiresOn, verdict, attention) => {
    const { license } = judge(toFacts([onRoll(toLicense({ standing, expiresOn }))]))
    expect(license).toMatchObject({ verdict, attention, lastGood: null, candidates: [] })
    expect(license.reason).toMatch(/^The ct register: license CT 42\.123 /)
    expect(license.source).toMatchObject({ registry: 'ct', sha256: 'ab'.repeat(32) })
    expect(license.source).not.toHaveProperty('lastSeenAt')
  })

  it('with discipline is current and wants a look', () => {
    const { license } = judge(toFacts([onRoll(toLicense({ hasDiscipline: true }))]))
    expect(license).toMatchObject({ verdict: 'current', attention: 'review' })
    expect(license.reason).toContain('disciplinary action')
  })

  it('that the registry no longer lists is not found, and what it was is told', () => {
    const gone = onRoll(toLicense(), { delistedOn: TODAY })
    const { license } = judge(toFacts([gone]))
    expect(license).toMatchObject({
      verdict: 'not-found',
      attention: 'review',
      lastGood: { verdict: 'current', fetchedAt: THIS_MORNING },
    })
    expect(license.reason).toContain(`no longer listed since ${TODAY}`)
  })

  it('of nobody says that absence is not “unlicensed”', () => {
    const { license } = judge(toFacts([]), { state: 'NJ' })
    expect(license).toMatchObject({
      verdict: 'not-found',
      attention: 'review',
      source: { registry: 'nj', captureId: null, sha256: null, fetchedAt: THIS_MORNING },
    })
    expect(license.reason).toContain('does not mean “unlicensed”')
    expect(license.details).toHaveLength(1)
  })

  it('is looked for in every registry where no state is asked', () => {
    const registries = withRegistry('nj', { lastGoodAt: null })
    const { license } = judge(toFacts([], { registries }))
    expect(license.verdict).toBe('never-checked')
    expect(license.details.map(({ verdict }) => verdict)).toEqual([
      'never-checked',
      'not-found',
      'not-found',
    ])
  })

  it('that no authority of the state says is none', () => {
    const typed = onRoll(toLicense(), { registry: 'npis', role: 'identifier' })
    expect(judge(toFacts([typed])).license.verdict).toBe('not-found')
  })
})

describe('licenses of several states', () => {
  const lapsed = onRoll(toNewYork({ standing: 'revoked' }))
  const active = onRoll(toLicense())

  it('are current where one is, and the others are told', () => {
    const { license } = judge(toFacts([lapsed, active]))
    expect(license).toMatchObject({ verdict: 'current', attention: 'review' })
    expect(license.reason).toContain('Also: license NY 001234, revoked.')
    expect(license.details.map(({ what }) => what)).toEqual([
      'license CT 42.123',
      'license NY 001234',
    ])
  })

  it('stop whoever is said to have died in another state', () => {
    const dead = onRoll(toNewYork({ standing: 'deceased' }))
    for (const state of [null, 'CT'] as const) {
      const { license } = judge(toFacts([dead, active]), { state })
      expect(license).toMatchObject({ verdict: 'current', attention: 'stop' })
      expect(license.reason).toContain('Also: license NY 001234, deceased.')
    }
  })

  it('are judged by the state that is asked', () => {
    expect(judge(toFacts([lapsed, active]), { state: 'NY' }).license).toMatchObject({
      verdict: 'restricted',
      attention: 'stop',
    })
    expect(judge(toFacts([lapsed, active]), { state: 'NJ' }).license.verdict).toBe('not-found')
  })

  it.each([
    ['001234', 'restricted'],
    ['1234-1', 'restricted'],
    ['000123', 'current'],
    ['43.123', 'not-found'],
    ['999', 'not-found'],
  ])('are judged by the number that is asked: %s', (licenseNumber, verdict) => {
    expect(judge(toFacts([lapsed, active]), { licenseNumber }).license.verdict).toBe(verdict)
  })
})

describe('what is not known of a license', () => {
  const facts = (more: Parameters<typeof toFacts>[1]) => toFacts([onRoll(toLicense())], more)

  it('is never checked where the registry never was', () => {
    const { license } = judge(facts({ registries: withRegistry('ct', { lastGoodAt: null }) }))
    expect(license).toMatchObject({ verdict: 'never-checked', attention: 'review', lastGood: null })
  })

  it('is unavailable where the answer is older than promised, and the last one is told', () => {
    const { license } = judge(facts({ seenAt: LONG_AGO }))
    expect(license).toMatchObject({
      verdict: 'unavailable',
      attention: 'review',
      lastGood: { verdict: 'current', fetchedAt: LONG_AGO },
    })
    expect(license.reason).toContain('last answered on 2026-01-02')
    expect(license.reason).toContain('30 days')
  })

  it('is still good in the hour in which the promise ends, and no longer after it', () => {
    const seenAt = '2026-10-23T17:00:00.000Z'
    expect(judge(facts({ seenAt })).license.verdict).toBe('current')
    const now = '2026-11-22T17:00:00.001Z'
    expect(judge(facts({ seenAt, now })).license.verdict).toBe('unavailable')
  })

  it('stops where the person was barred when last seen', () => {
    const revoked = onRoll(toLicense({ standing: 'revoked' }))
    const { license } = judge(toFacts([revoked], { seenAt: LONG_AGO }))
    expect(license).toMatchObject({ verdict: 'unavailable', attention: 'stop' })
  })

  it('is unavailable where the registry was asked now and did not answer', () => {
    const { license } = judge(facts({ live: { ct: 'unavailable' } }), { live: true })
    expect(license).toMatchObject({ verdict: 'unavailable', live: false })
    expect(license.lastGood).toEqual({ verdict: 'current', fetchedAt: THIS_MORNING })
    expect(license.reason).toContain('did not answer')
  })

  it('is live where the registry answered, and said to be stored where it was not asked', () => {
    const elements = judge(facts({ live: { ct: 'answered' } }), { live: true })
    expect(elements.license).toMatchObject({ verdict: 'current', live: true })
    expect(elements.license.reason).not.toContain('Not asked now')
    expect(elements.certification.reason).toContain('Not asked now: stored on 2026-11-22.')
  })

  it('is unavailable where the record has no source', () => {
    expect(judge(facts({ sources: new Map() })).license).toMatchObject({
      verdict: 'unavailable',
      source: null,
    })
  })
})

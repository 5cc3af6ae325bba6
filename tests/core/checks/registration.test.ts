import { describe, expect, it } from 'vitest'
import { toLicense } from '../facts.ts'
import { judge, LONG_AGO, onRoll, TODAY, toFacts, toNewYork, YESTERDAY } from './facts.ts'

describe('the registration of New York', () => {
  it.each([
    ['active', TODAY, 'current', 'none'],
    ['active', YESTERDAY, 'lapsed', 'stop'],
    ['active', null, 'unavailable', 'review'],
    ['lapsed', TODAY, 'lapsed', 'stop'],
    ['inactive', null, 'lapsed', 'stop'],
    ['suspended', TODAY, 'restricted', 'stop'],
    ['unknown', TODAY, 'unavailable', 'review'],
  ] as const)('%s through %s is %s', (standing, registeredThrough, verdict, attention) => {
    const license = toNewYork({ registration: { standing, registeredThrough } })
    const { registration, license: own } = judge(toFacts([onRoll(license)]))
    expect(registration).toMatchObject({ verdict, attention })
    expect(own.verdict).toBe('current')
  })

  it('of which nothing is known is unavailable', () => {
    const { registration } = judge(toFacts([onRoll(toNewYork({ registration: null }))]))
    expect(registration).toMatchObject({ verdict: 'unavailable', attention: 'review' })
  })

  it('is judged by itself, and the license is told', () => {
    const { registration } = judge(toFacts([onRoll(toNewYork({ standing: 'revoked' }))]))
    expect(registration.verdict).toBe('current')
    expect(registration.reason).toContain('The license itself is revoked.')
  })

  it('that is stale is unavailable', () => {
    const { registration } = judge(toFacts([onRoll(toNewYork())], { seenAt: LONG_AGO }))
    expect(registration).toMatchObject({
      verdict: 'unavailable',
      lastGood: { verdict: 'current', fetchedAt: LONG_AGO },
    })
  })
})

describe('the registration elsewhere', () => {
  it('is what the license is', () => {
    const lapsed = onRoll(toLicense({ expiresOn: YESTERDAY }))
    const { registration } = judge(toFacts([lapsed]))
    expect(registration).toMatchObject({ verdict: 'lapsed', attention: 'stop' })
    expect(registration.reason).toContain('no registration beside the license')
  })

  it('does not hide that the one of New York has lapsed', () => {
    const license = toNewYork({
      registration: { standing: 'lapsed', registeredThrough: YESTERDAY },
    })
    const { registration } = judge(toFacts([onRoll(license), onRoll(toLicense())]))
    expect(registration).toMatchObject({ verdict: 'current', attention: 'review' })
    expect(registration.reason).toContain('Also: registration NY 001234, lapsed.')
  })

  it('of nobody is not found', () => {
    expect(judge(toFacts([]), { state: 'NY' }).registration.verdict).toBe('not-found')
  })
})

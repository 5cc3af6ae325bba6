import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currentThrough, OPEN_END, standingOn } from '#src/core/standing.ts'
import { STANDINGS, STATES } from '#src/core/words.ts'

const standing = fc.constantFrom(...STANDINGS)
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('standingOn', () => {
  it.each([
    ['2026-11-21', 'lapsed'],
    ['2026-11-22', 'active'],
    ['2026-11-23', 'active'],
    [null, 'active'],
  ] as const)('is, with the last day %s, %s on 2026-11-22', (lastDay, expected) => {
    expect(standingOn('active', lastDay, '2026-11-22')).toBe(expected)
  })

  it('never makes anything active, and touches nothing but what is', () => {
    fc.assert(
      fc.property(standing, fc.option(day), day, (word, lastDay, today) => {
        const now = standingOn(word, lastDay, today)
        if (word === 'active') expect(['active', 'lapsed']).toContain(now)
        else expect(now).toBe(word)
      }),
    )
  })
})

describe('currentThrough', () => {
  const license = fc.record({
    state: fc.constantFrom(...STATES),
    standing,
    expiresOn: fc.option(day),
    registration: fc.option(fc.record({ standing, registeredThrough: fc.option(day) })),
  })

  it('is null for whatever is not active, the registration included', () => {
    fc.assert(
      fc.property(license, (one) => {
        const through = currentThrough(one)
        if (one.standing !== 'active') expect(through).toBeNull()
        if (one.registration && one.registration.standing !== 'active') expect(through).toBeNull()
        if (one.state === 'NY' && !one.registration) expect(through).toBeNull()
      }),
    )
  })

  it('is the earlier of the two last days, and open where neither is stated', () => {
    fc.assert(
      fc.property(license, (one) => {
        const through = currentThrough(one)
        fc.pre(through !== null)
        for (const lastDay of [one.expiresOn, one.registration?.registeredThrough ?? null]) {
          if (lastDay !== null) expect(through && through <= lastDay).toBe(true)
        }
        expect([one.expiresOn, one.registration?.registeredThrough, OPEN_END]).toContain(through)
      }),
    )
  })

  it('agrees with the standing on every day around the last one', () => {
    const through = currentThrough({
      standing: 'active',
      expiresOn: '2027-01-31',
      registration: null,
    })
    for (const today of ['2027-01-30', '2027-01-31', '2027-02-01']) {
      const isCurrent = through !== null && through >= today
      expect(standingOn('active', '2027-01-31', today)).toBe(isCurrent ? 'active' : 'lapsed')
    }
  })

  it('knows that a New York license is for life and its registration is not', () => {
    const forLife = { state: 'NY', standing: 'active', expiresOn: null } as const
    const registered = { standing: 'active', registeredThrough: '2028-04-30' } as const
    expect(currentThrough({ ...forLife, registration: registered })).toBe('2028-04-30')
    expect(
      currentThrough({ ...forLife, registration: { ...registered, standing: 'lapsed' } }),
    ).toBeNull()
    expect(currentThrough({ ...forLife, registration: null })).toBeNull()
    expect(currentThrough({ ...forLife, standing: 'revoked', registration: registered })).toBeNull()
  })
})

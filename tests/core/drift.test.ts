import { describe, expect, it } from 'vitest'
import { judgeComparison, type RunComparison } from '#src/core/drift.ts'

const comparison = (more: Partial<RunComparison>): RunComparison => ({
  met: 1000,
  missing: 0,
  unknown: 0,
  changed: 0,
  lasting: {},
  ...more,
})

describe('a run beside what is known', () => {
  it('may change a few names and many last days', () => {
    expect(judgeComparison(comparison({ changed: 350, lasting: { 'name.full': 30 } }))).toEqual([])
  })

  it('is held when names of many differ, and says how many', () => {
    expect(judgeComparison(comparison({ changed: 31, lasting: { 'name.full': 31 } }))).toEqual([
      'The name differs for 31 of the 1000 people known already (3 %).',
    ])
  })

  it('is held when something differs for more people than renew at once', () => {
    expect(judgeComparison(comparison({ changed: 351 }))).toEqual([
      'Something differs for 351 of the 1000 people known already (35 %).',
    ])
  })

  it('is held when as many are missing as are new', () => {
    expect(judgeComparison(comparison({ met: 900, missing: 100, unknown: 80 }))).toEqual([
      'Of 1000 people known already 100 are missing, while 80 are new: they may be the same, listed otherwise.',
    ])
    expect(judgeComparison(comparison({ met: 900, missing: 100 }))).toEqual([])
    expect(judgeComparison(comparison({ unknown: 400 }))).toEqual([])
  })

  it('does not judge a handful', () => {
    expect(
      judgeComparison(
        comparison({ met: 6, changed: 4, missing: 4, unknown: 4, lasting: { npi: 4 } }),
      ),
    ).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import {
  addBusinessDays,
  businessDaysAfter,
  federalHolidays,
  isBusinessDay,
} from '#src/core/business-days.ts'

describe('federal holidays', () => {
  it('are those that the Office of Personnel Management lists', () => {
    expect(federalHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ])
    expect(federalHolidays(2027)).toEqual([
      '2027-01-01',
      '2027-01-18',
      '2027-02-15',
      '2027-05-31',
      '2027-06-18',
      '2027-07-05',
      '2027-09-06',
      '2027-10-11',
      '2027-11-11',
      '2027-11-25',
      '2027-12-24',
    ])
  })

  it('know a New Year’s Day that is kept in the old year', () => {
    expect(isBusinessDay('2027-12-31')).toBe(false)
    expect(isBusinessDay('2026-12-31')).toBe(true)
  })
})

describe('business days', () => {
  it.each([
    ['2026-11-23', '2026-11-25', 'within a week'],
    ['2026-11-24', '2026-11-27', 'over Thanksgiving'],
    ['2026-11-27', '2026-12-01', 'over a weekend'],
    ['2026-11-28', '2026-12-01', 'from a Saturday'],
    ['2026-07-01', '2026-07-06', 'over a holiday kept early'],
  ])('%s and two are %s: %s', (from, to) => {
    expect(addBusinessDays(from, 2)).toBe(to)
  })

  it('are those of New York, up to midnight there', () => {
    // Still Monday in New York.
    expect(businessDaysAfter(new Date('2026-11-24T04:30:00Z'), 2).toISOString()).toBe(
      '2026-11-26T04:59:59.999Z',
    )
    expect(businessDaysAfter(new Date('2026-07-06T14:00:00Z'), 2).toISOString()).toBe(
      '2026-07-09T03:59:59.999Z',
    )
  })
})

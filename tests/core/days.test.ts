import { describe, expect, it } from 'vitest'
import { endOfNewYorkDay, isIsoDate, newYorkDay } from '#src/core/days.ts'

describe('days in New York', () => {
  it('change at midnight there', () => {
    expect(newYorkDay(new Date('2026-11-23T04:59:59Z'))).toBe('2026-11-22')
    expect(newYorkDay(new Date('2026-11-23T05:00:00Z'))).toBe('2026-11-23')
    expect(newYorkDay(new Date('2026-07-01T04:00:00Z'))).toBe('2026-07-01')
  })

  it.each([
    ['2026-11-22', '2026-11-23T04:59:59.999Z'],
    ['2026-07-04', '2026-07-05T03:59:59.999Z'],
    ['2026-03-08', '2026-03-09T03:59:59.999Z'],
    ['2026-03-07', '2026-03-08T04:59:59.999Z'],
    ['2026-11-01', '2026-11-02T04:59:59.999Z'],
    ['2026-10-31', '2026-11-01T03:59:59.999Z'],
    ['2026-12-31', '2027-01-01T04:59:59.999Z'],
  ])('%s ends at %s', (day, end) => {
    expect(endOfNewYorkDay(day).toISOString()).toBe(end)
  })

  it('exist or do not', () => {
    expect(['2028-02-29', '2026-01-31'].every(isIsoDate)).toBe(true)
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-02-30'].some(isIsoDate)).toBe(false)
    expect(() => endOfNewYorkDay('nonsense')).toThrow(RangeError)
  })
})

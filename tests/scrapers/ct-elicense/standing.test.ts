import { expect, test } from 'vitest'
import { toStanding } from '#scrapers/ct-elicense/standing.ts'
import { STATUS_WORDS } from '#scrapers/ct-elicense/words.ts'

const read = (status: string, statusReason: string | null, flag: 0 | 1, expiresOn = '2027-06-30') =>
  toStanding({ status, statusReason, isActive: flag === 1, expiresOn: expiresOn || null })

test.each([
  ['ACTIVE', null, 1, 'active'],
  ['ACTIVE', 'CURRENT', 1, 'active'],
  ['ACTIVE', 'PROBATION', 1, 'restricted'],
  ['ACTIVE', 'LICENSE SUSPENDED', 1, 'suspended'],
  ['ACTIVE', 'LAPSED DUE TO NON-RENEWAL', 1, 'unknown'],
  ['ACTIVE', null, 0, 'unknown'],
  ['INACTIVE', null, 0, 'inactive'],
  ['INACTIVE', null, 1, 'unknown'],
  ['INACTIVE', 'LAPSED DUE TO NON-RENEWAL', 0, 'lapsed'],
  ['INACTIVE', 'FAILED TO RENEW', 0, 'lapsed'],
  ['INACTIVE', 'EXPIRED MORE THAN 3 YEARS - MUST REAPPLY', 0, 'lapsed'],
  ['INACTIVE', 'DECEASED', 0, 'deceased'],
  ['INACTIVE', 'REVOKED BY BOARD, LAPSED', 0, 'revoked'],
  ['INACTIVE', 'PROBATION', 0, 'inactive'],
  ['INACTIVE', 'SOME OTHER REASON', 0, 'inactive'],
  ['Suspended', null, 0, 'suspended'],
  ['PENDING', null, 0, 'pending'],
  ['PENDING', null, 1, 'pending'],
  ['PROBATION', null, 1, 'restricted'],
] as const)('%s with reason %s and flag %i is %s', (status, reason, flag, standing) => {
  expect(read(status, reason, flag).standing).toBe(standing)
})

test('an unknown status is never active and goes to review', () => {
  expect(read('ACTIVE-ISH', null, 1)).toEqual({
    standing: 'unknown',
    unknownWords: ['ACTIVE-ISH'],
    problems: [],
  })
})

test('an unknown reason beside ACTIVE goes to review', () => {
  expect(read('ACTIVE', 'UNDER OBSERVATION', 1)).toEqual({
    standing: 'active',
    unknownWords: ['ACTIVE: UNDER OBSERVATION'],
    problems: [],
  })
})

test('a contradiction and an active license without a last day are problems', () => {
  expect(read('ACTIVE', null, 0).problems).toEqual([expect.stringContaining('flag active is 0')])
  expect(read('ACTIVE', null, 1, '')).toMatchObject({
    standing: 'unknown',
    problems: [expect.stringContaining('without an expiration date')],
  })
})

test('no word but ACTIVE is read as active', () => {
  const active = Object.entries(STATUS_WORDS).filter(([, standing]) => standing === 'active')
  expect(active).toEqual([['ACTIVE', 'active']])
})

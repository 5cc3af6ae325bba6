import { expect, test } from 'vitest'
import { findContradiction } from '#src/core/contradiction.ts'
import { emptyContent, type LicenseFact, type RecordContent } from '#src/core/record.ts'

const NAME = { full: 'Ada Example', given: null, middle: null, family: null, suffix: null }
const withLicense = (more: Partial<LicenseFact>): RecordContent => ({
  ...emptyContent(NAME),
  licenses: [
    {
      state: 'NJ',
      number: '25MZ00000100',
      profession: 'Acupuncture',
      standing: 'active',
      registryStatus: 'Active',
      statusReason: null,
      licensedOn: '2010-01-05',
      expiresOn: '2027-06-30',
      registration: null,
      hasDiscipline: false,
      ...more,
    },
  ],
})

test('a license given before it runs out is no contradiction, nor is a day that nobody states', () => {
  expect(findContradiction(withLicense({}))).toBeNull()
  expect(findContradiction(withLicense({ licensedOn: '2027-06-30' }))).toBeNull()
  expect(findContradiction(withLicense({ licensedOn: null }))).toBeNull()
  expect(findContradiction(withLicense({ expiresOn: null }))).toBeNull()
})

test('a license, or a registration, that ran out before it was given is one', () => {
  expect(findContradiction(withLicense({ licensedOn: '2027-07-01' }))).toContain('2027-07-01')
  const registration = { standing: 'active' as const, registeredThrough: '2009-12-31' }
  expect(findContradiction(withLicense({ expiresOn: null, registration }))).toContain('2009-12-31')
})

test('an exclusion from before there was any is one', () => {
  const exclusion = (since: string): RecordContent => ({
    ...emptyContent(NAME),
    exclusions: [{ list: 'LEIE', since, reason: null }],
  })
  expect(findContradiction(exclusion('1977-10-25'))).toBeNull()
  expect(findContradiction(exclusion('1964-03-02'))).toContain('1964-03-02')
})

import { describe, expect, it } from 'vitest'
import { canAsk, mapColumns, readMapped } from '#src/core/checks/map-columns.ts'

describe('mapColumns', () => {
  it.each([
    ['Practitioner', 'name'],
    ['Provider Name', 'name'],
    ['FULL_NAME', 'name'],
    ['First Name', 'given'],
    ['LastName', 'family'],
    ['M.I.', 'middle'],
    ['State', 'state'],
    ['License State', 'state'],
    ['License #', 'license_number'],
    ['Lic No', 'license_number'],
    ['Lic. No.', 'license_number'],
    ['licenseNumber', 'license_number'],
    ['LICENCE NUM', 'license_number'],
    ['NPI Number', 'npi'],
    ['npi#', 'npi'],
    ['National Provider Identifier (NPI)', 'npi'],
    ['NCCAOM ID', 'certification_number'],
    ['NCBAHM #', 'certification_number'],
    ['Cert No', 'certification_number'],
    ['License Type', undefined],
    ['License Expiration', undefined],
    ['Phone', undefined],
    ['', undefined],
  ])('takes %j for %s', (title, field) => {
    expect(mapColumns([title])).toEqual({
      mapping: field === undefined ? {} : { [field]: 0 },
      doubtful: [],
    })
  })

  it('takes the more telling of two', () => {
    expect(mapColumns(['State', 'Name', 'License State'])).toEqual({
      mapping: { name: 1, state: 2 },
      doubtful: [],
    })
  })

  it('asks where two are as good', () => {
    expect(mapColumns(['NPI', 'License #', 'Lic No'])).toEqual({
      mapping: { npi: 0 },
      doubtful: [{ field: 'license_number', columns: [1, 2] }],
    })
  })

  it('does not put a whole name together again', () => {
    expect(mapColumns(['Name', 'First Name', 'Last Name', 'Surname'])).toEqual({
      mapping: { name: 0 },
      doubtful: [],
    })
  })
})

describe('canAsk', () => {
  it('takes a name or a number', () => {
    expect(canAsk({ state: 0, given: 1 })).toBe(false)
    expect(canAsk({ family: 0 })).toBe(true)
    expect(canAsk({ npi: 0 })).toBe(true)
  })
})

describe('readMapped', () => {
  it('puts a name together and leaves out what is blank', () => {
    const { mapping } = mapColumns(['Last Name', 'First Name', 'Suffix', 'State', 'NPI'])
    expect(readMapped(['Example', ' Ann ', '', 'NY', ' '], mapping)).toEqual({
      name: 'Ann Example',
      state: 'NY',
      licenseNumber: null,
      npi: null,
      certificationNumber: null,
    })
  })
})

import { describe, expect, it } from 'vitest'
import { compareContents } from '#src/core/compare-contents.ts'
import { emptyContent, type RecordContent } from '#src/core/record.ts'

const record = (full: string, more: Partial<RecordContent> = {}): RecordContent => ({
  ...emptyContent({ full, given: null, middle: null, family: null, suffix: null }),
  ...more,
})
const agreements = (left: RecordContent, right: RecordContent): Record<string, string> =>
  Object.fromEntries(compareContents(left, right).map((row) => [row.field, row.agreement]))

const place = { name: null, street: '1 Main St', state: 'NY', postalCode: '10001', phone: null }

describe('two records', () => {
  it('agree in a name whatever the order of its words', () => {
    expect(agreements(record('Specimen, Ann B.'), record('Ann B SPECIMEN'))).toEqual({
      Name: 'agrees',
    })
  })

  it('agree in part, differ, or only one says anything; what neither says is left out', () => {
    const left = record('Ann', {
      languages: ['English', 'Korean'],
      npi: '2000000002',
      locations: [{ ...place, city: 'Albany' }],
    })
    const right = record('Ann', {
      languages: ['Korean', 'Spanish'],
      npi: '2000000010',
      placeOfRecord: { city: 'Albany', state: 'NY', postalCode: '10002' },
    })
    expect(agreements(left, right)).toEqual({
      Name: 'agrees',
      NPI: 'differs',
      Practices: 'one-sided',
      Towns: 'agrees',
      'ZIP codes': 'differs',
      Languages: 'partly',
    })
  })

  it('agree where a person typed the number that a state has granted', () => {
    const granted = {
      state: 'NY' as const,
      number: '001234',
      profession: 'Acupuncturist',
      standing: 'active' as const,
      registryStatus: 'Registered',
      statusReason: null,
      licensedOn: null,
      expiresOn: null,
      registration: null,
      hasDiscipline: false,
    }
    const rows = compareContents(
      record('Ann', { licenses: [granted] }),
      record('Ann', { licenseHints: [{ state: 'NY', number: '001234' }] }),
    )
    expect(rows[1]).toEqual({
      field: 'License numbers',
      left: [{ text: 'NY 001234, Acupuncturist', isShared: true }],
      right: [{ text: 'NY 001234, as typed by the person', isShared: true }],
      agreement: 'agrees',
    })
  })
})

import { describe, expect, it } from 'vitest'
import {
  findTrainingColumn,
  parseTrainingClaim,
  parseTrainingSubject,
  toTrainingRow,
} from '#src/core/training-row.ts'
import { toNpi } from '#scrapers/population/npis.ts'

const claimOf = (cells: Parameters<typeof toTrainingRow>[0]) =>
  parseTrainingClaim(toTrainingRow({ school: 'Tri-State College of Acupuncture', ...cells }), 2026)

describe('a header', () => {
  it.each([
    ['Name', 'name'],
    ['FULL NAME', 'name'],
    ['Programme', 'program'],
    ['program', 'program'],
    ['Year completed', 'year'],
    ['evidence_url', 'link'],
    ['License #', 'licenseNumber'],
    ['licence_number', 'licenseNumber'],
    ['N.P.I.', 'npi'],
    ['NPI', 'npi'],
    ['shoe size', null],
  ])('%s means %s', (header, column) => expect(findTrainingColumn(header)).toBe(column))
})

describe('the program', () => {
  it.each([
    [{}, 'apm'],
    [{ school: 'Tri State College for Acupuncture' }, 'apm'],
    [{ school: 'Elsewhere', program: 'Acupuncture Physical Medicine' }, 'apm'],
    [{ school: 'Elsewhere', program: 'A.P.M. (APM)' }, 'apm'],
    [{ school: 'Elsewhere', program: 'Trigger-Point needling' }, 'trigger-point'],
    [{ school: 'Myofascial Institute' }, 'trigger-point'],
  ])('of %j is %s', (cells, program) => expect(claimOf(cells).program).toBe(program))

  it('is refused where nothing names one', () => {
    expect(() => claimOf({ school: 'Pacific Academy', program: 'Acupuncture' })).toThrow(
      /Neither school nor program/,
    )
    expect(() => claimOf({ school: 'Tri-State University', program: 'Capmanship' })).toThrow(
      /Neither school nor program/,
    )
  })
})

describe('the tier', () => {
  it('is claimed unless it is given', () => {
    expect(claimOf({})).toMatchObject({ tier: 'claimed', evidenceUrl: null })
    expect(claimOf({ tier: 'Mentioned' }).tier).toBe('mentioned')
  })

  it.each(['documented', 'confirmed'])('%s needs evidence in words or as a link', (tier) => {
    expect(() => claimOf({ tier })).toThrow(/needs evidence/)
    expect(() => claimOf({ tier, evidence: ' - ' })).toThrow(/needs evidence/)
    expect(claimOf({ tier, evidence: 'Certificate seen' }).tier).toBe(tier)
    expect(claimOf({ tier, evidence: 'https://school.example/a' }).tier).toBe(tier)
  })

  it('that nobody knows is refused', () => {
    expect(() => claimOf({ tier: 'proven' })).toThrow('The tier is "proven"')
  })
})

describe('the evidence', () => {
  it('is school, program and year, then its words, with the link apart', () => {
    expect(
      claimOf({
        program: 'APM',
        year: '2009',
        evidence: 'Diploma (https://school.example/diploma.pdf), seen.',
      }),
    ).toEqual({
      program: 'apm',
      tier: 'claimed',
      evidence: 'Tri-State College of Acupuncture, APM, 2009: Diploma, seen.',
      evidenceUrl: 'https://school.example/diploma.pdf',
    })
  })

  it.each([
    [{ year: 'last spring' }, 'The year is "last spring"'],
    [{ year: '2031' }, 'to 2026'],
    [{ year: '2009-2006' }, 'The year is'],
    [{ link: 'javascript:alert(1)' }, 'no https address'],
    [{ link: 'http://school.example/' }, 'no https address'],
    [{ link: 'https://user:word@school.example/' }, 'no https address'],
    [{ evidence: 'write to nobody@school.example' }, 'e-mail'],
    [{ evidence: 'x'.repeat(401) }, 'at most 400'],
  ])('of %j is refused: %s', (cells, message) => expect(() => claimOf(cells)).toThrow(message))
})

describe('the subject', () => {
  const subjectOf = (cells: Parameters<typeof toTrainingRow>[0]) =>
    parseTrainingSubject(toTrainingRow({ name: 'Jordan Levine', ...cells }))

  it('has numbers as they are compared', () => {
    expect(
      subjectOf({ state: 'new york', licenseNumber: 'F001234-1', npi: toNpi(1), city: ' Troy' }),
    ).toMatchObject({
      license: { state: 'NY', number: '001234' },
      npi: toNpi(1),
      state: 'NY',
      city: 'troy',
    })
  })

  it.each([
    [{ name: '' }, 'no name'],
    [{ name: 'J. Levine' }, 'no full name'],
    [{ npi: '2123456789' }, 'no NPI'],
    [{ state: 'PA' }, 'covers NY, NJ, CT'],
    [{ licenseNumber: '1234' }, 'without its state'],
    [{ state: 'NY', licenseNumber: 'pending' }, 'cannot be a license number of NY'],
  ])('of %j is refused: %s', (cells, message) => expect(() => subjectOf(cells)).toThrow(message))
})

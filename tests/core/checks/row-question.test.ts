import { describe, expect, it } from 'vitest'
import { toPeopleTable } from '#src/core/checks/people-table.ts'
import { toRowQuestion } from '#src/core/checks/row-question.ts'

const ROW = {
  name: 'Ann Lee',
  state: null,
  licenseNumber: null,
  npi: null,
  certificationNumber: null,
}

describe('a row', () => {
  it.each([
    ['ny', 'NY'],
    ['N.Y.', 'NY'],
    ['New York', 'NY'],
    ['new jersey', 'NJ'],
    ['Conn.', 'CT'],
  ])('knows the state of %s', (state, expected) => {
    expect(toRowQuestion({ ...ROW, state }, null)).toMatchObject({ question: { state: expected } })
  })

  it.each([
    [{ name: null }, /neither a name nor a number/],
    [{ name: null, state: 'NY' }, /neither/],
    [{ state: 'PA' }, /none of NY, NJ and CT/],
    [{ npi: '1234567890' }, /NPI/],
    [{ npi: '1.23E+09' }, /NPI/],
    [{ name: 'x'.repeat(201) }, /200 characters/],
    [{ licenseNumber: '1'.repeat(41) }, /40 characters/],
  ])('says what is wrong: %o', (given, problem) => {
    expect(toRowQuestion({ ...ROW, ...given }, null)).toEqual({
      problem: expect.stringMatching(problem),
    })
  })

  it('is of the day of its list, with the NPI as digits', () => {
    expect(toRowQuestion({ ...ROW, npi: '1234-567 893' }, '2026-01-01')).toMatchObject({
      question: { npi: '1234567893', asOf: '2026-01-01', live: false },
    })
  })
})

describe('people as JSON', () => {
  it('are a table in which each has a line', () => {
    const table = toPeopleTable([{ npi: 1234567893 }, null, { npi: 0.5 }])
    expect(table).toMatchObject({
      rows: [
        { line: 1, cells: expect.arrayContaining(['1234567893']) },
        { line: 2, problem: expect.any(String) },
        { line: 3, problem: expect.stringContaining('npi') },
      ],
    })
    expect(toPeopleTable(Array.from({ length: 10_001 }, () => ({})))).toMatchObject({
      kind: 'refused',
    })
  })
})

import { describe, expect, it, test } from 'vitest'
import { joined, type Sketch } from './records.ts'

const PHONE = '203-555-0123'
const STREET = '12 Sample Street'

describe('what is plainly one person', () => {
  test.each<[string, Sketch, Sketch]>([
    [
      'an NPI',
      { at: 'npi', called: 'JIN SOO KIM', npi: '2000000002' },
      { at: 'leie', called: 'Kim, Jin', npi: '2000000002' },
    ],
    [
      'a license that the person typed',
      { at: 'npi', called: 'Jin S Kim', typed: ['CT 123'] },
      { at: 'ct', called: 'JIN SOO KIM', license: 'CT 42.123' },
    ],
    [
      'a license typed in two ways',
      { at: 'npi', called: 'Jin Kim', typed: ['CT 123', 'CT 42.123'] },
      { at: 'ct', called: 'JIN KIM', license: 'CT 42.123' },
    ],
    [
      'a license with letters for the type',
      { at: 'npi', called: 'Jin Kim', typed: ['CT LAC.123'] },
      { at: 'ct', called: 'JIN KIM', license: 'CT 42.123' },
    ],
    [
      'the same name and phone, however common the name',
      { at: 'npi', called: 'KIM, JIN', phone: PHONE },
      { at: 'card', called: 'Jin Kim, L.Ac.', phone: PHONE },
    ],
    [
      'the same name and street, one with an initial and an accent',
      { at: 'npi', called: 'SOFIA M IBANEZ', street: STREET, town: 'Stamford' },
      { at: 'card', called: 'Sofía Ibáñez', street: '12 SAMPLE STREET.', town: 'STAMFORD' },
    ],
    [
      'a former name and a phone',
      { at: 'npi', called: 'Lisa Example', formerly: ['Lisa Specimen'], phone: PHONE },
      { at: 'card', called: 'Lisa Specimen', phone: PHONE },
    ],
    [
      'a rare name and a town',
      { at: 'ct', called: 'WILHELMINA SPECIMEN', license: 'CT 42.123', town: 'Stamford' },
      { at: 'card', called: 'Wilhelmina Specimen', town: 'Stamford' },
    ],
    [
      'a rare name and a town, with a slip in the number',
      { at: 'ct', called: 'WILHELMINA SPECIMEN', license: 'CT 42.123', town: 'Stamford' },
      { at: 'npi', called: 'Wilhelmina Specimen', typed: ['CT 132'], town: 'Stamford' },
    ],
    [
      'a card and the page behind it',
      { at: 'card', called: 'Jin Kim', gender: 'F', phone: PHONE },
      { at: 'page', called: 'Jin Kim', gender: 'F', phone: PHONE },
    ],
  ])('is joined by %s', (_, a, b) => {
    expect(joined(a, b)).toEqual([[0, 1]])
    expect(joined(b, a)).toEqual([[0, 1]])
  })

  it('is joined across four registries, an exclusion by its number', () => {
    expect(
      joined(
        { at: 'ct', called: 'JIN SOO KIM', license: 'CT 42.123', town: 'Stamford' },
        { at: 'npi', called: 'JIN KIM', npi: '2000000002', typed: ['CT 123'], phone: PHONE },
        { at: 'card', called: 'Jin Kim', phone: PHONE },
        { at: 'leie', called: 'KIM, JIN', npi: '2000000002' },
        { at: 'npi', called: 'Wei Chen', phone: PHONE },
      ),
    ).toEqual([[0, 1, 2, 3]])
  })
})

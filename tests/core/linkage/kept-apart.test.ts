import { describe, expect, it, test } from 'vitest'
import { joined, type Sketch } from './records.ts'

const PHONE = '203-555-0123'
const STREET = '12 Sample Street'
const stamford = { town: 'Stamford' }

const expectApart = (...sketches: Sketch[]): void => {
  expect(joined(...sketches)).toEqual([])
  expect(joined(...sketches.toReversed())).toEqual([])
}

describe('two people of a clinic', () => {
  test.each<[string, string]>([
    ['J. Kim-Park', 'J Kim-Park'],
    ['M. de la Cruz', 'M. DE LA CRUZ'],
    ['A St. John', 'A. St John'],
    ['Dr. Kim', 'Dr. Kim'],
    ['Kim', 'Kim'],
    ['J. K. Lee', 'J K Lee'],
    ['Jin H. Kim', 'Jin S. Kim'],
    ['Jin Hee Kim', 'Jin Ho Kim'],
    ['Robert Specimen Jr.', 'Robert Specimen'],
    ['Robert Specimen Jr.', 'Robert Specimen Sr.'],
    ['Robert Specimen', 'Bob Specimen'],
    ['Li, Ma', 'Li, Mei'],
    ['Kim Kim', 'Kim Lee'],
    ['', ''],
  ])('%s and %s are not one by their phone and address', (one, other) => {
    const contact = { phone: PHONE, street: STREET, ...stamford }
    expectApart({ at: 'npi', called: one, ...contact }, { at: 'card', called: other, ...contact })
  })

  it('of one name are not one where they differ in gender, NPI or license', () => {
    const a = { at: 'npi', called: 'Jin Kim', phone: PHONE } as const
    const b = { at: 'card', called: 'Jin Kim', phone: PHONE } as const
    expect(joined(a, b)).toEqual([[0, 1]])
    expectApart({ ...a, gender: 'F' }, { ...b, gender: 'M' })
    expectApart({ ...a, npi: '2000000002' }, { ...b, npi: '2000000010' })
    expectApart({ ...a, license: 'CT 42.1' }, { ...b, license: 'CT 42.2' })
  })

  it('of one name are not told apart by guessing: a rival on either list ends it', () => {
    const a = { at: 'npi', called: 'Jin Kim', phone: PHONE } as const
    const b = { at: 'card', called: 'Jin Kim', phone: PHONE } as const
    expectApart(a, b, { at: 'npi', called: 'Jin Kim', phone: PHONE })
    expectApart(a, b, { at: 'card', called: 'Jin Kim', phone: PHONE })
    expect(joined(a, b, { at: 'npi', called: 'Jina Park' })).toEqual([[0, 1]])
  })

  it('of one list are two, whatever they share', () => {
    const same = { called: 'Jin Kim', npi: '2000000002', phone: PHONE, gender: 'F' } as const
    expectApart({ at: 'npi', ...same }, { at: 'npi', ...same })
  })
})

describe('a name and a town', () => {
  const roll = { at: 'ct', license: 'CT 42.123', ...stamford } as const

  test.each(['Min Lee', 'Wei Chen', 'Maria Garcia', 'John Smith', 'Thi Nguyen'])(
    'are not enough for %s, even among two records',
    (called) => {
      expectApart({ ...roll, called }, { at: 'card', called, ...stamford })
    },
  )

  const rare = { called: 'Wilhelmina Specimen', ...stamford }

  it('are not enough where somebody else of the name is in the town', () => {
    const namesake: Sketch = { at: 'ct', ...rare, license: 'CT 42.321' }
    expect(joined({ ...roll, ...rare }, { at: 'card', ...rare })).toEqual([[0, 1]])
    expectApart({ ...roll, ...rare }, { at: 'card', ...rare }, namesake)
  })

  it('are not enough where the person typed quite another license number', () => {
    expectApart({ ...roll, ...rare }, { at: 'npi', ...rare, typed: ['CT 98765'] })
    expect(joined({ ...roll, ...rare }, { at: 'npi', ...rare, typed: ['NY 098765'] })).toEqual([
      [0, 1],
    ])
  })

  test.each(['', '—', '…'])('are not enough where the town is “%s”', (town) => {
    expectApart({ ...roll, ...rare, town }, { at: 'card', ...rare, town })
  })

  test.each(['—', 'Main Street', 'By appointment'])(
    'are not made an address by the street “%s”',
    (street) => {
      const called = 'Min Lee'
      expectApart(
        { at: 'npi', called, street, ...stamford },
        { at: 'card', called, street, ...stamford },
      )
    },
  )
})

describe('a license number', () => {
  const holder = { at: 'ct', called: 'JIN KIM', license: 'CT 42.123' } as const

  it('typed by mistake joins nobody of another name', () => {
    expectApart(holder, { at: 'npi', called: 'Wei Chen', typed: ['CT 123'] })
    expectApart(holder, { at: 'npi', called: 'Kim', typed: ['CT 123'] })
    expectApart(
      { ...holder, called: 'Jin Kim Sr' },
      { at: 'npi', called: 'Jin Kim Jr.', typed: ['CT 123'] },
    )
  })

  it('that two people claim joins neither', () => {
    const claim: Sketch = { at: 'npi', called: 'Jin Kim', typed: ['CT 123'] }
    expectApart(holder, claim, claim)
    expect(joined(holder, claim, { ...claim, called: 'Wei Chen' })).toEqual([[0, 1]])
  })

  it('of another kind of credential is another number', () => {
    expectApart(holder, { at: 'npi', called: 'Jin Kim', typed: ['CT 10.123'] })
    expectApart(
      holder,
      { ...holder, license: 'CT 90.123' },
      {
        at: 'npi',
        called: 'Jin Kim',
        typed: ['CT 123'],
      },
    )
    expectApart(holder, { at: 'npi', called: 'Jin Kim', typed: ['NY 123'] })
  })
})

describe('what else joins nobody', () => {
  it('an NPI with a name that does not fit', () => {
    expectApart(
      { at: 'npi', called: 'Jin Kim', npi: '2000000002' },
      { at: 'leie', called: 'Wei Chen', npi: '2000000002' },
    )
  })

  it('an exclusion with the rarest of names, in the same house', () => {
    const same = { called: 'Wilhelmina Specimen', phone: PHONE, street: STREET, ...stamford }
    expectApart({ at: 'leie', ...same }, { at: 'npi', ...same })
    // Nor does the list of all trades make a name less rare among acupuncturists.
    const excluded: Sketch = { at: 'leie', called: same.called }
    expect(joined({ at: 'ct', ...same }, { at: 'npi', ...same }, excluded, excluded)).toEqual([
      [0, 1],
    ])
  })
})

describe('a chain', () => {
  it('through two names of one person joins no two people', () => {
    const chain: Sketch[] = [
      { at: 'npi', called: 'Lisa Example', formerly: ['Lisa Specimen'], phone: PHONE },
      { at: 'card', called: 'Lisa Example', phone: PHONE },
      { at: 'card', called: 'Lisa Specimen', phone: PHONE },
    ]
    expectApart(...chain)
    // The roll knows the one name, the card the other: nothing says that these two are one.
    expect(
      joined(
        {
          at: 'npi',
          called: 'Lisa Example',
          formerly: ['Lisa Specimen'],
          phone: PHONE,
          ...stamford,
        },
        { at: 'card', called: 'Lisa Example', phone: PHONE },
        { at: 'ct', called: 'LISA SPECIMEN', license: 'CT 42.123', ...stamford },
      ),
    ).toEqual([[0, 1]])
  })

  it('that contradicts itself falls back to what an identifier proves', () => {
    const npi: Sketch = { at: 'npi', called: 'Jin Kim', typed: ['CT 123'], phone: PHONE }
    const ct: Sketch = { at: 'ct', called: 'JIN KIM', license: 'CT 42.123' }
    const page: Sketch = { at: 'page', called: 'Jin Kim', gender: 'F', phone: PHONE }
    expect(joined(npi, ct, page)).toEqual([[0, 1, 2]])
    expect(joined({ ...npi, gender: 'M' }, ct, page)).toEqual([[0, 1]])
    expect(joined(npi, { ...ct, gender: 'M' }, page)).toEqual([[0, 1]])
  })
})

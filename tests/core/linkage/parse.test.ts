import { describe, expect, it } from 'vitest'
import { countEdits } from '#src/core/linkage/edits.ts'
import { parseName, ROLE } from '#src/core/linkage/parse-name.ts'
import { parsePerson } from '#src/core/linkage/parse-person.ts'
import { parseStreet } from '#src/core/linkage/parse-street.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { lettersOf, soundOf } from '#src/core/linkage/sound.ts'
import { relateTexts, RELATION } from '#src/core/linkage/words.ts'

const full = (text: string) =>
  parseName({ full: text, given: null, middle: null, family: null, suffix: null })

describe('a name', () => {
  it('loses degrees and keeps what may be a family name', () => {
    expect(full('Linh M. Lac, L.Ac., Dipl. O.M.')[0]?.words).toEqual(['linh', 'm', 'lac'])
    expect(full('EXAMPLE ALEX MORGAN')[0]?.words).toEqual(['example', 'alex', 'morgan'])
  })

  it('has its family name before a comma, and none of its own where nothing says so', () => {
    const [name] = full('Kim-Park, Jin')
    expect(name).toMatchObject({
      words: ['jin', 'kim', 'park'],
      roles: [ROLE.given, ROLE.family, ROLE.family],
    })
    expect(full('Jin Kim')[0]?.roles).toEqual([ROLE.unknown, ROLE.unknown])
  })

  it('is two names where another one stands in quotes', () => {
    expect(full('Ming "David" Chen').map(({ words }) => words.toSorted())).toEqual([
      ['chen', 'ming'],
      ['chen', 'david'],
    ])
  })

  it('keeps the suffix apart', () => {
    expect(full('Robert Moretti Jr.')[0]).toMatchObject({ words: ['robert', 'moretti'], suffix: 1 })
    expect(full('Moretti, Sr')[0]).toMatchObject({ words: ['moretti'], suffix: 2 })
  })
})

describe('a street', () => {
  it.each([
    ['12 Lanternwood Ave, Suite 4', '12', ['lanternwood']],
    ['12 LANTERNWOOD AVENUE #4', '12', ['lanternwood']],
    ['220 W 34th St', '220', ['34th']],
    ['9 MAPLEGHOSTSTREET', '9', ['mapleghost']],
    ['1 Broadway', '1', ['broadway']],
    ['', '', []],
  ])('%s is a house and words', (street, house, words) => {
    expect(parseStreet(street)).toEqual({ house, words })
  })
})

describe('numbers', () => {
  const nobody: LinkPerson = {
    names: [],
    places: [],
    npi: null,
    licenses: [],
    gender: null,
    birthDate: null,
    personalNumber: null,
  }
  const licensed = (state: string, number: string) =>
    parsePerson({ ...nobody, licenses: [{ state, number, isProven: false }] }).licenses[0]?.number

  it('of licenses are the same however they are typed', () => {
    expect(['001234', 'F001234', '1234-1', 'AC001234'].map((text) => licensed('NY', text))).toEqual(
      Array.from({ length: 4 }, () => '1234'),
    )
    expect(['25MZ00012300', 'MZ00012300', '00012300'].map((text) => licensed('NJ', text))).toEqual(
      Array.from({ length: 3 }, () => '12300'),
    )
    expect(['42.000123', '123', 'AC123'].map((text) => licensed('CT', text))).toEqual(
      Array.from({ length: 3 }, () => '123'),
    )
  })

  it('that are none are not known', () => {
    expect(parsePerson({ ...nobody, npi: '12345' }).npi).toBe(0)
    expect(licensed('NY', 'pending')).toBe('PENDING')
    const [place] = parsePerson({
      ...nobody,
      places: [
        {
          street: null,
          city: null,
          state: 'New York',
          postalCode: 'ABC',
          phone: '555',
          point: null,
        },
      ],
    }).places
    expect(place).toMatchObject({ state: -1, zip: -1, phone: 0, town: '' })
  })
})

describe('words', () => {
  it('sound alike across ways of romanizing', () => {
    expect(soundOf('zhang')).toBe(soundOf('chang'))
    expect(soundOf('hwang')).toBe(soundOf('whang'))
    expect(soundOf('stephen')).toBe(soundOf('steven'))
    expect(soundOf('kim')).not.toBe(soundOf('lee'))
    expect(lettersOf(['ki', 'nam'])).toBe(lettersOf(['kinam']))
  })

  it.each([
    ['robert', 'bob', RELATION.nickname],
    ['park', 'pak', RELATION.spelling],
    ['lanternwood', 'lanterwood', RELATION.typo],
    ['lanternwood', 'lantrenwod', RELATION.typos],
    ['lanternwood', 'lantern', RELATION.cut],
    ['kim', 'kam', RELATION.none],
    ['martin', 'martinez', RELATION.none],
    ['jung', 'jang', RELATION.none],
  ])('%s and %s are related as they should be', (one, other, relation) => {
    expect(relateTexts(one, other)).toBe(relation)
    expect(relateTexts(other, one)).toBe(relation)
  })

  it('are so many slips apart', () => {
    expect(countEdits('lantern', 'lantern', 2)).toBe(0)
    expect(countEdits('lantern', 'lantenr', 2)).toBe(1)
    expect(countEdits('lantern', 'alntenr', 2)).toBe(2)
    expect(countEdits('lantern', 'window', 2)).toBe(3)
  })
})

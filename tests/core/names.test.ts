import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fold, nameTokens, stripDegrees, toDisplayName } from '#src/core/names.ts'

const WORDS = `Ma MA Do An Mo Li Lac LAC L.Ac. Dipl. O.M. O M. D Ac. Jin KIM Kim-Park O'Neil Nguyễn
  Dr. Jr. III de la Example MD (Grace) & 김`
const word = fc.constantFrom(...WORDS.split(/\s+/))
const written = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '  ', ' ,')), { maxLength: 7 })
  .map((parts) => parts.flat().join(''))

describe('fold', () => {
  test.each([
    ['Nguyễn-Smith', 'nguyen smith'],
    ['  José  MUÑOZ ', 'jose munoz'],
    ["O'Brien", 'obrien'],
    ['O’Brien', 'obrien'],
    ['O‘Brien', 'obrien'],
    ['Łukasz Øst', 'lukasz ost'],
    ['Weiß', 'weiss'],
    ['Yıldız', 'yildiz'],
    ['Đỗ', 'do'],
    ['김', ''],
    ['', ''],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('leaves ASCII words only, once and for all', () => {
    fc.assert(
      fc.property(fc.oneof(written, fc.string({ unit: 'grapheme' })), (text) => {
        expect(fold(text)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/)
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
  })
})

describe('stripDegrees', () => {
  test.each([
    ['Blake Example, L.Ac.', 'Blake Example'],
    ['Blake Example, DACM, L.Ac., Dipl. O.M.', 'Blake Example'],
    ['Blake Example Dipl. O.M. (NCCAOM)®', 'Blake Example'],
    ['Blake Example L. Ac.', 'Blake Example'],
    ['Blake Example L.Ac./MSOM', 'Blake Example'],
    ['Blake Example, MSOM/L.Ac. & LMT', 'Blake Example'],
    ['Blake Example M.A.', 'Blake Example'],
    ['Blake Example, MA', 'Blake Example'],
    ['Dr. Blake Example, DAOM', 'Blake Example'],
    ['Blake Example, Licensed Acupuncturist', 'Blake Example'],
    ['Example, Blake, L.Ac.', 'Example, Blake'],
    ['Blake Example, Jr., L.Ac.', 'Blake Example, Jr.'],
    ['BLAKE EXAMPLE, L.AC.', 'BLAKE EXAMPLE'],
    ['Blake "Bo" Example, LAc', 'Blake "Bo" Example'],
  ])('takes the degrees off: %s → %s', (text, plain) => {
    expect(stripDegrees(text)).toBe(plain)
  })

  test.each([
    'Wei Ma',
    'Wei Lin Ma',
    'WEI LIN MA',
    'Ma, Li',
    'Li, Ma',
    'Do, Minh',
    'Minh Do',
    'MINH THI DO',
    'Mo An',
    'Linh M. Lac',
    'LINH LAC',
    'Jin Example 김진',
    'Jin Example, 김진',
    'L.Ac.',
    'Ma',
    'Wei',
  ])('keeps a surname that looks like one: %s', (text) => {
    expect(stripDegrees(text)).toBe(text)
  })

  test.each([
    ['Li, Ma, L.Ac.', 'Li, Ma'],
    ['Dr. Li, Ma', 'Li, Ma'],
    ['Wei, L.Ac.', 'Wei'],
    ['Dr. Kim', 'Kim'],
    [', Wei Example', 'Wei Example'],
  ])('keeps what is left to a name: %s → %s', (text, plain) => {
    expect(stripDegrees(text)).toBe(plain)
  })

  it('can be done twice and never eats a whole name', () => {
    fc.assert(
      fc.property(written, (text) => {
        const plain = stripDegrees(text)
        expect(stripDegrees(plain)).toBe(plain)
        if (text.trim() !== '') expect(plain).not.toBe('')
        const before = ['', ...fold(text).split(' ')]
        expect(
          fold(plain)
            .split(' ')
            .every((one) => before.includes(one)),
        ).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('nameTokens', () => {
  test.each([
    ['Ki-Nam Kim', ['ki', 'kim', 'nam'], [], null, 2],
    ['KIM KI NAM', ['ki', 'kim', 'nam'], [], null, 3],
    ['Blake Q. Example Jr., L.Ac.', ['blake', 'example'], ['q'], 'jr', 2],
    ['EXAMPLE JR BLAKE', ['blake', 'example'], [], 'jr', 2],
    ['J. Kim-Park', ['kim', 'park'], ['j'], null, 1],
    ['M. de la Cruz', ['cruz', 'de', 'la'], ['m'], null, 1],
    ['Maria de la Cruz', ['cruz', 'de', 'la', 'maria'], [], null, 4],
    ['Dr. Kim', ['kim'], [], null, 1],
    ['Example, Blake', ['blake', 'example'], [], null, 2],
    ['', [], [], null, 0],
  ] as const)('%s', (text, words, initials, suffix, parts) => {
    expect(nameTokens(text)).toEqual({ words, initials, suffix, parts })
  })

  it('takes a word as it comes, whatever the order', () => {
    const plain = fc.constantFrom('Jin', 'Kim', 'Nguyễn', 'Q', 'Kim-Park', 'R.')
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 5 }), (words) => {
        const { parts: _, ...forward } = nameTokens(words.join(' '))
        const { parts: __, ...backward } = nameTokens(words.toReversed().join(' '))
        expect(backward).toEqual(forward)
      }),
    )
  })
})

describe('toDisplayName', () => {
  test.each([
    ['ALEX EXAMPLE', 'Alex Example'],
    ['alex example', 'Alex Example'],
    ["SEAN O'NEIL", "Sean O'Neil"],
    ['SEAN O’NEIL', 'Sean O’Neil'],
    ['ANN MCDONALD-LEE', 'Ann McDonald-Lee'],
    ['ÉMILE ÖSTERBERG', 'Émile Österberg'],
    ['ROBERT EXAMPLE III', 'Robert Example III'],
    ['ROBERT EXAMPLE JR.', 'Robert Example Jr.'],
    ['Alex deExample', 'Alex deExample'],
    ['  ALEX   M  EXAMPLE ', 'Alex M Example'],
    ['', ''],
  ])('%s → %s', (text, shown) => {
    expect(toDisplayName(text)).toBe(shown)
  })

  it('changes no letter but its case, and nothing the second time', () => {
    fc.assert(
      fc.property(written, (text) => {
        const shown = toDisplayName(text)
        expect(fold(shown)).toBe(fold(text))
        expect(toDisplayName(shown)).toBe(shown)
      }),
    )
  })
})

import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { isValidNpi } from '#src/core/npi.ts'
import { STATES } from '#src/core/words.ts'
import { toNpi } from '#scrapers/population/npis.ts'

describe('license numbers', () => {
  test.each([
    ['NY', 'F001234', '001234'],
    ['NY', '1234-1', '001234'],
    ['NY', '001234', '001234'],
    ['NY', ' 1234 ', '001234'],
    ['NY', 'NY 001234', '001234'],
    ['NY', '0001234', '001234'],
    ['NJ', '25MZ00012300', '25MZ00012300'],
    ['NJ', '25 mz 000123-00', '25MZ00012300'],
    ['NJ', '25MZ.000123', '25MZ000123'],
    ['CT', '42.000123', '42.123'],
    ['CT', '000123', '123'],
    ['CT', '123', '123'],
    ['CT', 'ELC.0001234-E2', 'ELC.1234-E2'],
    ['CT', '42 000123', '42.123'],
    ['CT', '42.100', '42.100'],
  ] as const)('%s %s is compared as %s', (state, text, number) => {
    expect(normalizeLicenseNumber(state, text)).toBe(number)
  })

  test.each([
    ['NY', ''],
    ['NY', 'none'],
    ['NY', '000000'],
    ['NY', '1234567'],
    ['NY', 'ABC123'],
    ['NJ', ''],
    ['NJ', 'PENDING'],
    ['CT', ''],
    ['CT', '0'],
    ['CT', '42.000000'],
    ['CT', '12345678'],
    ['CT', 'n/a'],
  ] as const)('%s “%s” cannot be one', (state, text) => {
    expect(normalizeLicenseNumber(state, text)).toBeNull()
  })

  it('stay as they are once normalized', () => {
    const typed = fc.stringMatching(/^[A-Z]{0,3}[. ]?0{0,4}\d{0,8}(-[A-Z0-9]{1,2})?$/)
    fc.assert(
      fc.property(fc.constantFrom(...STATES), typed, (state, text) => {
        const number = normalizeLicenseNumber(state, text)
        fc.pre(number !== null)
        expect(number && normalizeLicenseNumber(state, number)).toBe(number)
      }),
    )
  })

  it('of different people stay different', () => {
    const id = fc.integer({ min: 1, max: 999_999 })
    fc.assert(
      fc.property(id, id, (a, b) => {
        const padded = [a, b].map((number) => String(number).padStart(6, '0'))
        for (const forms of [padded, padded.map((one) => `42.${one}`)]) {
          const [one, other] = forms.map((text) =>
            normalizeLicenseNumber(text.includes('.') ? 'CT' : 'NY', text),
          )
          expect(one === other).toBe(a === b)
        }
      }),
    )
  })
})

describe('NPI', () => {
  /** Luhn as the standard words it: the prefix 80840 adds 24 to the sum of the ten digits. */
  const checkDigit = (nine: string): number => {
    const sum = nine.split('').reduce((total, char, index) => {
      const digit = Number(char)
      const doubled = index % 2 === 0 ? digit * 2 : digit
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 24)
    return (10 - (sum % 10)) % 10
  }

  it('has the check digit of the standard, and no other', () => {
    const nine = fc
      .tuple(fc.constantFrom('1', '2'), fc.nat(99_999_999))
      .map(([first, rest]) => `${first}${String(rest).padStart(8, '0')}`)
    fc.assert(
      fc.property(nine, fc.integer({ min: 0, max: 9 }), (body, digit) => {
        expect(isValidNpi(`${body}${digit}`)).toBe(digit === checkDigit(body))
      }),
    )
  })

  it('is the one of the published example', () => {
    expect(isValidNpi('1234567893')).toBe(true)
  })

  it('is found out when one digit is wrong', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(9), fc.integer({ min: 1, max: 9 }), (id, place, by) => {
        const npi = toNpi(id)
        const wrong = npi
          .split('')
          .with(place, String((Number(npi[place]) + by) % 10))
          .join('')
        expect(isValidNpi(npi)).toBe(true)
        expect(isValidNpi(wrong)).toBe(false)
      }),
    )
  })

  test.each([
    '',
    '123456789',
    '12345678930',
    '3234567893',
    '123456789A',
    '1234567893 ',
    '１234567893',
  ])('“%s” is none', (text) => {
    expect(isValidNpi(text)).toBe(false)
  })
})

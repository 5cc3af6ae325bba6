import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  areCompatibleNames,
  blockingKeys,
  isSameName,
  toLinkName,
  toNameKey,
} from '#src/core/linkage/names.ts'
import { anyName, anyPair } from './arbitraries.ts'

describe('two names', () => {
  it('fit, or are the same, in both directions', () => {
    fc.assert(
      fc.property(anyPair, ([one, other]) => {
        const [a, b] = [toLinkName(one), toLinkName(other)]
        expect(areCompatibleNames(a, b)).toBe(areCompatibleNames(b, a))
        expect(isSameName(a, b)).toBe(isSameName(b, a))
      }),
      { numRuns: 3000 },
    )
  })

  it('that are the same do fit, and each fits itself', () => {
    fc.assert(
      fc.property(anyPair, ([one, other]) => {
        const [a, b] = [toLinkName(one), toLinkName(other)]
        if (isSameName(a, b)) expect(areCompatibleNames(a, b)).toBe(true)
        expect(areCompatibleNames(a, a)).toBe(a.words.length >= 2)
      }),
      { numRuns: 3000 },
    )
  })

  it('that fit always share a key to find each other by', () => {
    fc.assert(
      fc.property(anyPair, ([one, other]) => {
        const [a, b] = [toLinkName(one), toLinkName(other)]
        if (!areCompatibleNames(a, b)) return
        const keys = new Set(blockingKeys(a))
        expect(blockingKeys(b).some((key) => keys.has(key))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('of one key are judged alike', () => {
    fc.assert(
      fc.property(anyPair, anyName, ([one, other], third) => {
        const [a, b, c] = [toLinkName(one), toLinkName(other), toLinkName(third)]
        if (toNameKey(a) !== toNameKey(b)) return
        expect(areCompatibleNames(a, c)).toBe(areCompatibleNames(b, c))
        expect(isSameName(a, c)).toBe(isSameName(b, c))
      }),
    )
  })

  test.each([
    ['Ki Nam Kim', 'Kinam Kim'],
    ['Ki-Nam Kim', 'KIM KINAM'],
    ['Mei Chen', 'Mei Ling Chen'],
    ['Mei L. Chen', 'Mei Ling Chen'],
    ['Hannah Specimen', 'Hannah Specimen-Example'],
    ['Robert Specimen', 'Robert Specimen Jr.'],
    ["Sean O'Example", 'Sean OExample'],
    ['Kim Kim', 'Kim Jin Kim'],
  ])('fit: %s and %s', (one, other) => {
    expect(areCompatibleNames(toLinkName(one), toLinkName(other))).toBe(true)
  })

  test.each([
    ['Kim Kim', 'Kim Lee'],
    ['Mei R. Chen', 'Mei Ling Chen'],
    ['Mei L. Chen', 'Mei R. Chen'],
    ['Robert Specimen Sr', 'Robert Specimen Jr'],
    ['J. Kim', 'Jin Kim'],
    ['Kim', 'Kim'],
    ['Bob Specimen', 'Robert Specimen'],
    ['Jin Kim', 'Jin Lee'],
  ])('do not fit: %s and %s', (one, other) => {
    expect(areCompatibleNames(toLinkName(one), toLinkName(other))).toBe(false)
  })
})

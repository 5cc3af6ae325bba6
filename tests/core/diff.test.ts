import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffJson } from '#src/core/diff.ts'
import type { Json } from '#src/core/words.ts'

const json: fc.Arbitrary<Json> = fc
  .json({ maxDepth: 3 })
  .map((text): Json => JSON.parse(text))
  .filter((value) => !JSON.stringify(value).includes('__proto__'))

describe('diffJson', () => {
  it('names each leaf that differs, by its path', () => {
    const before = {
      name: 'A',
      licenses: [{ number: '1', standing: 'active' }],
      town: 'X',
      gone: 1,
    }
    const after = {
      town: 'X',
      name: 'A',
      licenses: [
        { number: '1', standing: 'lapsed' },
        { number: '2', standing: 'active' },
      ],
      npi: '2',
    }
    expect(diffJson(before, after)).toEqual([
      { path: 'licenses.0.standing', before: 'active', after: 'lapsed' },
      { path: 'licenses.1', before: null, after: { number: '2', standing: 'active' } },
      { path: 'npi', before: null, after: '2' },
      { path: 'gone', before: 1, after: null },
    ])
  })

  it('tells a list from an object and an object from nothing', () => {
    expect(diffJson({ a: [] }, { a: {} })).toEqual([{ path: 'a', before: [], after: {} }])
    expect(diffJson({ a: null }, { a: {} })).toEqual([{ path: 'a', before: null, after: {} }])
    expect(diffJson([1], 1)).toEqual([{ path: '', before: [1], after: 1 }])
  })

  it('takes a field that is not there for one that holds nothing', () => {
    expect(diffJson({ a: null }, {})).toEqual([])
  })

  it('reads a field named like a part of every object', () => {
    expect(diffJson({}, { constructor: 'x', toString: null })).toEqual([
      { path: 'constructor', before: null, after: 'x' },
    ])
  })

  it('finds nothing between equals, whatever the order of their keys', () => {
    const shuffle = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(shuffle)
      if (typeof value !== 'object' || value === null) return value
      const entries = Object.entries(value).map(([key, child]) => [key, shuffle(child)] as const)
      return Object.fromEntries(entries.toReversed())
    }
    fc.assert(
      fc.property(json, (value) => {
        expect(diffJson(value, shuffle(value))).toEqual([])
      }),
    )
  })

  it('finds the same places in both directions', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const there = diffJson(a, b).map((change) => [change.path, change.before, change.after])
        const back = diffJson(b, a).map((change) => [change.path, change.after, change.before])
        const byPath = (list: unknown[][]) => list.map((one) => JSON.stringify(one)).sort()
        expect(byPath(back)).toEqual(byPath(there))
      }),
    )
  })
})

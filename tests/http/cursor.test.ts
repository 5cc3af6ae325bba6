import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from '#src/http/cursor.ts'
import { ParameterError } from '#src/http/problem.ts'

describe('cursor', () => {
  it('comes back as it went', () => {
    const part = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().replaceAll('\0', '')),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.string(), (key, question) => {
        const cursor = encodeCursor(question, key)
        expect(cursor).toMatch(/^[\w-]+$/)
        if (cursor.length > 1000) return
        const types = key.map((value) => typeof value)
        expect(decodeCursor(question, cursor, types)).toEqual(
          key.map((value) => (Object.is(value, -0) ? 0 : value)),
        )
      }),
    )
  })

  it('is refused when it is altered, foreign or of another shape', () => {
    const cursor = encodeCursor('one', [1, 'a'])
    const wrong: [string, string, string[]][] = [
      ['two', cursor, ['number', 'string']],
      ['one', cursor, ['string', 'number']],
      ['one', cursor, ['number']],
      ['one', `${cursor}x`, ['number', 'string']],
      ['one', cursor.slice(1), ['number', 'string']],
      ['one', btoa('{}').replaceAll('=', ''), []],
      ['one', encodeCursor('one', ['a\0b']), ['string']],
    ]
    for (const [question, text, types] of wrong) {
      expect(() => decodeCursor(question, text, types)).toThrow(ParameterError)
    }
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeCell, safeLine } from '#src/core/csv/safe-cell.ts'

describe('safeCell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|cmd',
    '%0A=1',
    ' =1',
    '\t=1',
    '\r\n=1',
    '\u0007=1',
    '\u200B=1',
    '\uFEFF=1',
    '＝1',
    '＋1',
    '－1',
    '＠SUM',
    '\0=1',
    '\tplain',
  ])('makes text of %j', (text) => {
    expect(safeCell(text)).toMatch(/^"'/)
  })

  it('leaves names and numbers as they are', () => {
    expect(safeCell('Zoë O’Example-Smith')).toBe('"Zoë O’Example-Smith"')
    expect(safeCell('001234')).toBe('"001234"')
    expect(safeCell('')).toBe('""')
  })

  it('is one cell, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '=', '\0') }), (text) => {
        const inner = safeCell(text).slice(1, -1)
        expect(inner.replaceAll('""', '')).not.toMatch(/["\0]/)
        expect(inner).not.toMatch(/^\s*=/)
      }),
    )
  })
})

it('safeLine ends as spreadsheets end lines', () => {
  expect(safeLine(['a', '=b'])).toBe('"a","\'=b"\r\n')
})

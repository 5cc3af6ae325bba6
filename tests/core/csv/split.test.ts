import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeLine } from '#src/core/csv/safe-cell.ts'
import { ROW_CHARS_MAX, splitCsv } from '#src/core/csv/split.ts'

const split = (text: string) => [...splitCsv(text)]

describe('splitCsv', () => {
  it('reads quotes, breaks within them, any line ending, and knows every line', () => {
    expect(split('a,b\r\n"x, ""y""","two\nlines"\r\rc,\nd')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x, "y"', 'two\nlines'] },
      { line: 5, cells: ['c', ''] },
      { line: 6, cells: ['d'] },
    ])
  })

  it('takes a quotation mark within a cell for what it is', () => {
    expect(split('a,5" needle\nb,c')).toEqual([
      { line: 1, cells: ['a', '5" needle'] },
      { line: 2, cells: ['b', 'c'] },
    ])
  })

  it('tells a bad row with its line and goes on behind it', () => {
    expect(split('a,b\n"x"y,z\nc,d\n"open,e\nf,g')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem: 'A quotation mark is closed and more text follows in the same cell.' },
      { line: 3, cells: ['c', 'd'] },
      { line: 4, problem: 'A quotation mark is opened and not closed.' },
      { line: 5, cells: ['f', 'g'] },
    ])
  })

  it.each(['x'.repeat(ROW_CHARS_MAX + 1), `"${'x'.repeat(ROW_CHARS_MAX)}"`])(
    'gives up a row that is too long, and only that one',
    (long) => {
      expect(split(`a\n${long}\nb`)).toEqual([
        { line: 1, cells: ['a'] },
        { line: 2, problem: expect.stringContaining('more than 20,000 characters') },
        { line: 3, cells: ['b'] },
      ])
    },
  )

  it('splits at what it is told', () => {
    expect([...splitCsv('a;"b;c"', ';')]).toEqual([{ line: 1, cells: ['a', 'b;c'] }])
  })

  it('reads what is written back, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', 'é') })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        // A line break in front is what the apostrophe is for; it is no matter of reading.
        const plain = rows.map((cells) => cells.map((text) => `a${text}`))
        const read = split(plain.map(safeLine).join(''))
        expect(read.map((row) => ('cells' in row ? row.cells : row))).toEqual(plain)
      }),
    )
  })

  it('never throws and never goes back, whatever comes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '""', ',', '\n', '\r') })
    fc.assert(
      fc.property(text, (hostile) => {
        const lines = split(hostile).map(({ line }) => line)
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b))
        expect(lines.at(-1) ?? 1).toBeLessThanOrEqual(hostile.split(/\r\n?|\n/).length)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['empty lines', '\n'],
    ['separators', ','],
    ['quotation marks', '"'],
    ['opened quotation marks', '"a\n'],
    ['lines with one in the middle', 'a"b\n'],
    ['quoted cells', '"a","b"\n'],
    ['pairs behind an opened one', '"a""\n'],
  ])('reads 1 MB of %s in a moment', (_, unit) => {
    const text = unit.repeat(1_000_000 / unit.length)
    const start = performance.now()
    const rows = splitCsv(text)
    while (rows.next().done !== true);
    expect(performance.now() - start).toBeLessThan(2_500)
  })
})

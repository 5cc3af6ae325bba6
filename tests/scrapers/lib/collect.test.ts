import { expect, test } from 'vitest'
import { emptyContent } from '#src/core/record.ts'
import { collectRows, requireColumns, type RowReading } from '#scrapers/lib/collect.ts'
import { LayoutError } from '#scrapers/lib/errors.ts'

interface Row {
  key: string
  rank?: number
  isOdd?: boolean
  isIgnored?: boolean
}

const read = (row: Row): RowReading | null => {
  if (row.isOdd) throw new LayoutError('The field x is missing.')
  if (row.isIgnored) return null
  const name = { full: row.key, given: null, middle: null, family: null, suffix: null }
  return {
    record: { key: row.key, scope: '', rank: row.rank ?? 0, content: emptyContent(name) },
    filled: ['key', ...(row.rank ? ['rank'] : [])],
    leftovers: row.rank ? ['new'] : [],
    unknownWords: ['odd word'],
    problems: row.rank ? ['Strange.'] : [],
  }
}
const collect = (rows: Row[]) => collectRows(rows, ({ key }) => key, read)

test('an odd row is a counted problem, an ignored one is nothing', () => {
  const parsed = collect([{ key: 'a' }, { key: 'b', isOdd: true }, { key: 'c', isIgnored: true }])
  expect(parsed.records.map(({ key }) => key)).toEqual(['a'])
  expect(parsed.problems).toEqual([
    { level: 'row', key: 'b', detail: 'Row 2: The field x is missing.' },
  ])
  expect(parsed.unknownWords).toEqual(['odd word'])
})

test('of several rows of one key the highest rank speaks, in any order', () => {
  const rows = [{ key: 'a', rank: 1 }, { key: 'a', rank: 3 }, { key: 'a', rank: 2 }, { key: 'b' }]
  for (const order of [rows, rows.toReversed()]) {
    const parsed = collect(order)
    expect(parsed.records.find(({ key }) => key === 'a')?.rank).toBe(3)
    expect(parsed.filled).toEqual({ key: 2, rank: 1 })
    expect(parsed.problems).toEqual([
      { level: 'row', key: 'a', detail: 'Strange.' },
      { level: 'page', key: null, detail: expect.stringContaining('The field new, in 1 row,') },
    ])
  }
})

test('a page of unreadable rows is a changed layout; a few odd ones are not', () => {
  const odd = (count: number) => Array.from({ length: count }, () => ({ key: 'a', isOdd: true }))
  expect(() => collect(odd(5))).toThrow(
    'None of the 5 rows can be read. The first one: The field x',
  )
  expect(collect(odd(4)).problems).toHaveLength(4)
  expect(collect([...odd(9), { key: 'b' }]).records).toHaveLength(1)
})

test('an error of our own making is not taken for an odd row', () => {
  expect(() =>
    collectRows([1], String, () => {
      throw new TypeError('bug')
    }),
  ).toThrow(TypeError)
})

test('a column gone from all rows is a changed layout', () => {
  const rows = [
    { a: 1, b: { c: '' } },
    { a: null, b: { c: 'x' } },
  ]
  expect(() => requireColumns(rows, ['a', 'b.c'])).not.toThrow()
  expect(() => requireColumns(rows, ['b.d'])).toThrow('The column b.d is gone from all 2 rows.')
  expect(() => requireColumns(rows, ['b.d'], 3)).not.toThrow()
  expect(() => requireColumns([], ['a'])).not.toThrow()
})

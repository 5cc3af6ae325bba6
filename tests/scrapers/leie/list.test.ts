/** What leaves the downloaded list before anything of it is kept. */
import { describe, expect, test } from 'vitest'
import { LayoutError, UnavailableError } from '#scrapers/lib/errors.ts'
import { COLUMNS, pickRows, sliceRows, toList } from '#scrapers/leie/list.ts'

const HEADER = COLUMNS.join(',')
const bytes = (...lines: string[]): Uint8Array =>
  new TextEncoder().encode([...lines, ''].join('\r\n'))
const text = (body: Uint8Array): string => new TextDecoder().decode(body)
const BIRTH = '19620317'
const row = (cells: Partial<Record<(typeof COLUMNS)[number], string>>): string =>
  COLUMNS.map(
    (column) => `"${{ NPI: '0000000000', EXCLDATE: '20190520', ...cells }[column] ?? ''}"`,
  ).join(',')

describe('a date of birth', () => {
  test('is gone from its column, and nothing else is', () => {
    const born = row({ LASTNAME: 'EXAMPLE', DOB: BIRTH, ADDRESS: '1 EXAMPLE ST, APT ""5""' })
    const list = toList(bytes(HEADER, born, row({ BUSNAME: 'A, B INC' })))
    expect(text(list.bytes)).toBe(
      text(bytes(HEADER, born.replace(BIRTH, ''), row({ BUSNAME: 'A, B INC' }))),
    )
  })

  test.each(['UPIN', 'NPI', 'ADDRESS', 'ZIP', 'EXCLDATE'] as const)(
    'is gone from the column %s, into which a shift carried it',
    (column) => {
      expect(text(toList(bytes(HEADER, row({ [column]: BIRTH }))).bytes)).not.toContain(BIRTH)
    },
  )

  test('is gone from a column that nobody knows, whatever its form', () => {
    const received = bytes(`${HEADER},BIRTHDAY`, `${row({})},"3/17/1962"`, `${row({})},`)
    expect(text(toList(received).bytes)).not.toMatch(/1962/)
  })

  test.each([
    ['one cell too many', `${row({ DOB: BIRTH })},""`],
    ['a cell too few', row({ DOB: BIRTH }).replace('"",', '')],
    ['a quote that never ends', row({ DOB: BIRTH }).slice(0, -1)],
    ['a quote inside of a cell', row({ DOB: BIRTH, LASTNAME: 'EX"AMPLE' })],
    ['two quotes inside of cells', row({ DOB: BIRTH, LASTNAME: 'EX"AM', CITY: 'AL"BANY' })],
  ])('is gone from a row with %s, of which letters are left', (_, odd) => {
    const list = toList(bytes(HEADER, odd, row({})))
    expect(list.rowStarts).toHaveLength(2)
    expect(text(list.bytes).split('\r\n')[1]).toMatch(/^([A-Z ]+|unreadable)$/)
  })

  test('twice is the same as once: what comes back after a 304 is blank already', () => {
    const once = toList(bytes(HEADER, row({ DOB: BIRTH }), `${row({})},""`)).bytes
    expect(toList(once).bytes).toEqual(once)
  })
})

describe('days of the exclusion', () => {
  test('stay, and so do zeros for none', () => {
    const kept = row({ EXCLDATE: '19770301', REINDATE: '00000000', WAIVERDATE: '20200101' })
    expect(text(toList(bytes(HEADER, kept)).bytes)).toContain(kept)
  })
})

describe('a list', () => {
  const list = toList(bytes(HEADER, row({ LASTNAME: 'A' }), row({ LASTNAME: 'B' }), '', row({})))

  test('is cut into rows, empty lines aside', () => {
    expect(list.rowStarts).toHaveLength(3)
    expect(text(sliceRows(list, 1, 2))).toBe(text(bytes(HEADER, row({ LASTNAME: 'B' }))))
    expect(text(sliceRows(list, 2, 9))).toBe(text(bytes(HEADER, row({}))))
    expect(text(pickRows(list, (line) => line.startsWith('"A"')))).toBe(
      text(bytes(HEADER, row({ LASTNAME: 'A' }))),
    )
  })

  test('with plain line ends is read as well', () => {
    const plain = new TextEncoder().encode(`${HEADER}\n${row({ DOB: BIRTH })}\n`)
    expect(text(toList(plain).bytes)).toBe(`${HEADER}\n${row({})}\n`)
  })

  test('that ends within a row was cut off', () => {
    const whole = bytes(HEADER, row({}))
    for (const length of [0, 10, HEADER.length, whole.length - 2, whole.length - 1]) {
      expect(() => toList(whole.subarray(0, length))).toThrow(UnavailableError)
    }
  })

  test('without one of its columns is another list', () => {
    expect(() => toList(bytes(HEADER.replace('DOB', 'BIRTH'), row({})))).toThrow(LayoutError)
    expect(() => toList(bytes(HEADER.replace('DOB,', ''), row({})))).toThrow(/lacks DOB/)
    expect(() => toList(bytes('<html>', '</html>'))).toThrow(/begins "<html>"/)
  })
})

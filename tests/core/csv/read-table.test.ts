import { describe, expect, it } from 'vitest'
import { CSV_BYTES_MAX, decodeCsv } from '#src/core/csv/decode.ts'
import { readTable } from '#src/core/csv/read-table.ts'

const toBytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readTable(toBytes(text))

const toUtf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = `\uFEFF${text}`.split('').flatMap((char) => {
    const code = char.charCodeAt(0)
    return isLittle ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff]
  })
  return Uint8Array.from(bytes)
}

describe('decodeCsv', () => {
  it.each([
    ['UTF-8', toBytes('Zoë,Thị')],
    ['UTF-8 with a mark', toBytes('\uFEFFZoë,Thị')],
    ['UTF-16, little end first', toUtf16('Zoë,Thị', true)],
    ['UTF-16, big end first', toUtf16('Zoë,Thị', false)],
  ])('reads %s', (_, bytes) => {
    expect(decodeCsv(bytes)).toEqual({ text: 'Zoë,Thị' })
  })

  it('never guesses an encoding, and names the line', () => {
    const latin = Uint8Array.from([...toBytes('name\nAnn\nZo'), 0xeb, ...toBytes('\nx')])
    expect(decodeCsv(latin)).toEqual({
      problem:
        'Line 3 has characters that are not UTF-8. Save it as “CSV UTF-8” and send it again.',
    })
  })

  it.each([
    ['a spreadsheet', Uint8Array.from([0x50, 0x4b, 3, 4, 0]), 'spreadsheet'],
    ['half a character of UTF-16', Uint8Array.from([0xff, 0xfe, 0x61]), 'UTF-16LE'],
    ['too much', new Uint8Array(CSV_BYTES_MAX + 1), 'larger than 10 MB'],
  ])('refuses %s in a sentence', (_, bytes, words) => {
    expect(decodeCsv(bytes)).toEqual({ problem: expect.stringContaining(words) })
  })
})

describe('readTable', () => {
  it.each([
    [',', ','],
    [';', ';'],
    ['\t', '\t'],
  ])('finds the separator %j by the header', (_, separator) => {
    const lines = [
      ['Name', '"State, of, licensure"'],
      ['Ann Example', 'NY'],
    ]
    expect(read(lines.map((cells) => cells.join(separator)).join('\n'))).toEqual({
      kind: 'table',
      delimiter: separator,
      header: ['Name', 'State, of, licensure'],
      rows: [{ line: 2, cells: ['Ann Example', 'NY'] }],
    })
  })

  it('fills what is missing, drops what is blank, and tells a row that does not fit', () => {
    expect(read('a,b\n1\n , \n1,2,,\n1,2,3\n1,\0')).toMatchObject({
      rows: [
        { line: 2, cells: ['1', ''] },
        { line: 4, cells: ['1', '2'] },
        { line: 5, problem: 'The row has 3 cells, the header 2.' },
        { line: 6, problem: 'The row has NUL characters.' },
      ],
    })
  })

  it.each([
    ['', 'is empty'],
    ['\n\n', 'is empty'],
    ['a,b\n', 'no rows'],
    [' , \nx', 'no names of columns'],
    ['"a\nb', 'header in line 1 cannot be read'],
    ['a\0,b\nx', 'NUL'],
    [`${','.repeat(999)}\nx`, '1,000 columns'],
    [`a\n${'x\n'.repeat(10_001)}`, 'more than 10,000 rows'],
  ])('refuses %j in a sentence', (text, words) => {
    expect(read(text)).toEqual({ kind: 'refused', problem: expect.stringContaining(words) })
  })

  it('reads 10,000 rows', () => {
    expect(read(`a\n${'x\n'.repeat(10_000)}`)).toMatchObject({ kind: 'table' })
  })
})

/** Workbooks in the two hands that programs write them in, and broken ones. */
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { LayoutError } from '#scrapers/lib/errors.ts'
import { writeWorkbook } from '#scrapers/ny-omig/simulated-workbook.ts'
import { readFirstSheet, toDay } from '#scrapers/ny-omig/workbook.ts'

const ROWS = [
  ['Name', 'Number', 'Day'],
  ['EXAMPLE, ALEX & <CO>', '', 43_605],
  ['', '', ''],
  ['SAMPLE', '0012', ''],
]

/** A workbook whose parts were changed. */
function change(part: string, edit: (xml: string) => string | null, hand: 'shared' | 'inline') {
  const files = unzipSync(writeWorkbook(ROWS, hand))
  const edited = edit(new TextDecoder().decode(files[part]))
  const { [part]: _, ...others } = files
  return zipSync(edited === null ? others : { ...others, [part]: strToU8(edited) })
}

describe.each(['shared', 'inline'] as const)('a workbook with %s texts', (hand) => {
  test('gives the cells of its first sheet, empty rows aside', () => {
    expect(readFirstSheet(writeWorkbook(ROWS, hand))).toEqual([
      [text('Name'), text('Number'), text('Day')],
      [text('EXAMPLE, ALEX & <CO>'), null, { text: '43605', isNumber: true }],
      [text('SAMPLE'), text('0012')],
    ])
  })

  test('may leave out where a cell stands', () => {
    const bare = change('xl/worksheets/sheet1.xml', (xml) => xml.replaceAll(/ r="\w+"/g, ''), hand)
    expect(readFirstSheet(bare)[0]).toEqual([text('Name'), text('Number'), text('Day')])
  })

  test('that was cut off is refused', () => {
    const whole = writeWorkbook(ROWS, hand)
    for (const length of [0, 4, whole.length / 2, whole.length - 1]) {
      expect(() => readFirstSheet(whole.subarray(0, length))).toThrow(LayoutError)
    }
  })

  test.each([
    ['a sheet that breaks off', 'xl/worksheets/sheet1.xml', (xml: string) => xml.slice(0, -40)],
    ['no sheet', 'xl/worksheets/sheet1.xml', () => null],
    ['no table of contents', 'xl/workbook.xml', () => null],
    ['a lost relation', 'xl/_rels/workbook.xml.rels', (xml: string) => xml.replace('rId1', 'rId9')],
    [
      'days counted from 1904',
      'xl/workbook.xml',
      (xml: string) => xml.replace(/<((?:x:)?)sheets>/, '<$1workbookPr date1904="1"/><$1sheets>'),
    ],
  ])('with %s is refused', (_, part, edit) => {
    expect(() => readFirstSheet(change(part, edit, hand))).toThrow(LayoutError)
  })
})

const text = (value: string) => ({ text: value, isNumber: false })

test('runs of one text are put together, its pronunciation is left out', () => {
  const edited = change(
    'xl/sharedStrings.xml',
    (xml) =>
      xml.replace('<t>SAMPLE</t>', '<r><t>SAM</t></r><r><t>PLE_x000D_</t></r><rPh><t>x</t></rPh>'),
    'shared',
  )
  expect(readFirstSheet(edited)[2]?.[0]?.text).toBe('SAMPLE\r')
})

test('a text that the table lacks is refused', () => {
  const edited = change('xl/sharedStrings.xml', (xml) => xml.replace(/<si>.*?<\/si>/, ''), 'shared')
  expect(() => readFirstSheet(edited)).toThrow(/no shared text/)
})

test.each([
  ['43605', '2019-05-20'],
  ['43605.75', '2019-05-20'],
  ['61', '1900-03-01'],
  ['60', null],
  ['-1', null],
  ['999999999', null],
  ['x', null],
])('day %s is %s', (serial, day) => {
  expect(toDay(serial)).toBe(day)
})

/** Writes a workbook as programs on servers do, in either of two hands. */
import { strToU8, zipSync } from 'fflate'

/**
 * `shared` keeps texts in a table of their own, as a spreadsheet program does; `inline` writes them
 * into the cells and puts a prefix before every name, as server libraries do.
 */
export type Hand = 'shared' | 'inline'

/** A number is written as one, text as text; empty cells are left out. */
export type WireCell = string | number

export function writeWorkbook(rows: WireCell[][], hand: Hand): Uint8Array {
  const texts = new Map<string, number>()
  const tag = (name: string): string => (hand === 'inline' ? `x:${name}` : name)
  const el = (name: string, attributes: string, content: string): string =>
    `<${tag(name)}${attributes}>${content}</${tag(name)}>`
  const cell = (value: WireCell, row: number, column: number): string => {
    const at = ` r="${toLetters(column)}${row + 1}"`
    if (value === '') return ''
    if (typeof value === 'number') return el('c', at, el('v', '', String(value)))
    if (hand === 'inline') {
      return el('c', `${at} t="inlineStr"`, el('is', '', el('t', '', escape(value))))
    }
    if (!texts.has(value)) texts.set(value, texts.size)
    return el('c', `${at} t="s"`, el('v', '', String(texts.get(value))))
  }
  const lines = rows.map((values, row) =>
    el('row', ` r="${row + 1}"`, values.map((value, column) => cell(value, row, column)).join('')),
  )
  const xmlns = hand === 'inline' ? ` xmlns:x="${MAIN}"` : ` xmlns="${MAIN}"`
  const sheet = el('worksheet', xmlns, el('sheetData', '', lines.join('')))
  const named = el('sheets', '', `<${tag('sheet')} name="Exclusions" sheetId="1" r:id="rId1"/>`)
  const items = [...texts.keys()].map((text) => el('si', '', el('t', '', escape(text))))
  return zip({
    'xl/workbook.xml': el('workbook', `${xmlns} xmlns:r="${OFFICE}/relationships"`, named),
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': sheet,
    ...(hand === 'shared' ? { 'xl/sharedStrings.xml': el('sst', xmlns, items.join('')) } : {}),
  })
}

const zip = (parts: Record<string, string>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': contentTypes('xl/sharedStrings.xml' in parts),
        '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
        ...parts,
      }).map(([name, xml]) => [name, strToU8(`${XML}${xml}`)]),
    ),
    // The same rows give the same bytes.
    { mtime: new Date(2026, 10, 1), level: 6 },
  )

const relations = (type: string, target: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/${type}" Target="${target}"/></Relationships>`

const XML = '<?xml version="1.0" encoding="utf-8"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const contentTypes = (hasShared: boolean): string =>
  `<Types xmlns="${PACKAGE}/content-types">${CONTENT_TYPES.join('')}${hasShared ? SHARED : ''}</Types>`
const CONTENT_TYPES = [
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>`,
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>`,
]
const SHARED = `<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>`

/** 0 → `A`, 26 → `AA` */
const toLetters = (column: number): string =>
  (column >= 26 ? toLetters(Math.floor(column / 26) - 1) : '') +
  String.fromCharCode(65 + (column % 26))

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

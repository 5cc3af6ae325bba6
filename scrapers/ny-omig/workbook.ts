/** Reads a workbook (XLSX) as far as a list needs it: what stands in the cells of its first sheet. */
import { type CheerioAPI, load } from 'cheerio'
import { unzipSync } from 'fflate'
import { LayoutError } from '../lib/errors.ts'

/** Text as stored; a number, of which a date is one, is told apart. Null for an empty cell. */
export type Cell = { text: string; isNumber: boolean } | null

/** More than any list of this kind unpacks to, in bytes: a guard against a packed bomb. */
const UNPACKED_MAX = 200_000_000

/** Cells of the first sheet, row by row, each row as long as its last filled cell. Empty rows stay out. */
export function readFirstSheet(body: Uint8Array): Cell[][] {
  const files = unzip(body)
  const workbook = loadPart(files, 'xl/workbook.xml', 'workbook')
  if (workbook('workbookPr[date1904="1"], workbookPr[date1904="true"]').length > 0) {
    throw new LayoutError('The workbook counts its days from 1904; only 1900 is understood.')
  }
  const shared = files['xl/sharedStrings.xml'] ? readSharedStrings(files) : []
  const $ = loadPart(files, findFirstSheet(workbook, files), 'worksheet')
  const rows = $('sheetData > row')
    .toArray()
    .map((row) => readRow($, $(row).children('c').toArray(), shared))
  return rows.filter((cells) => cells.some((cell) => cell !== null))
}

/** A day that a workbook keeps as a number, as `YYYY-MM-DD`; null for what can be none. */
export function toDay(serial: string): string | null {
  const days = Number(serial)
  if (!Number.isFinite(days) || days < FIRST_SERIAL || days > LAST_SERIAL) return null
  return new Date(EPOCH_MS + Math.floor(days) * DAY_MS).toISOString().slice(0, 10)
}

/** Day 60 is a 29 February 1900 that never was: days count from here only behind it. */
const FIRST_SERIAL = 61
const LAST_SERIAL = 109_573
const EPOCH_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

type Files = Record<string, Uint8Array>

function unzip(body: Uint8Array): Files {
  let unpacked = 0
  try {
    return unzipSync(body, {
      filter: ({ name, originalSize }) => {
        if (!name.startsWith('xl/') || !/\.(xml|rels)$/.test(name)) return false
        unpacked += originalSize
        if (unpacked > UNPACKED_MAX) throw new RangeError('it unpacks to too much')
        return true
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason'
    throw new LayoutError(`The answer is no whole workbook (XLSX): ${reason}.`, { cause: error })
  }
}

/** A part as a document; names may carry a prefix, which some writers set, and lose it here. */
function loadPart(files: Files, name: string, root: string): CheerioAPI {
  const bytes = files[name]
  if (!bytes) throw new LayoutError(`The workbook has no part ${name}.`)
  const xml = new TextDecoder().decode(bytes).replaceAll(/<(\/?)[\w.-]+:(?=\w)/g, '<$1')
  if (!new RegExp(`</${root}>\\s*$|<${root}[^>]*/>\\s*$`).test(xml)) {
    throw new LayoutError(`The part ${name} of the workbook is no whole <${root}>.`)
  }
  return load(xml, { xml: true })
}

function findFirstSheet(workbook: CheerioAPI, files: Files): string {
  const attributes = Object.entries(workbook('sheets > sheet').first().attr() ?? {})
  const id = attributes.find(([name]) => /(^|:)id$/.test(name))?.[1]
  const relations = loadPart(files, 'xl/_rels/workbook.xml.rels', 'Relationships')
  const target = relations('Relationship')
    .toArray()
    .map((relation) => relations(relation))
    .find((relation) => relation.attr('Id') === id)
    ?.attr('Target')
  if (id === undefined || target === undefined) {
    throw new LayoutError('The workbook names no sheet.')
  }
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function readSharedStrings(files: Files): string[] {
  const $ = loadPart(files, 'xl/sharedStrings.xml', 'sst')
  return $('sst > si')
    .toArray()
    .map((item) => readText($, item))
}

type Node = Parameters<CheerioAPI>[0]

/** All runs of a text; how it is pronounced stands beside it and is left out. */
const readText = ($: CheerioAPI, item: Node): string =>
  unescape(
    $(item)
      .find('t')
      .not('rPh t')
      .toArray()
      .map((run) => $(run).text())
      .join(''),
  )

function readRow($: CheerioAPI, elements: Node[], shared: string[]): Cell[] {
  const cells: Cell[] = []
  for (const element of elements) {
    const reference = $(element).attr('r')
    const column = reference === undefined ? cells.length : toColumn(reference)
    while (cells.length < column) cells.push(null)
    cells[column] = readCell($, element, shared)
  }
  return cells
}

function readCell($: CheerioAPI, element: Node, shared: string[]): Cell {
  const type = $(element).attr('t') ?? 'n'
  if (type === 'inlineStr') return toText(readText($, element))
  const value = $(element).children('v').text()
  if (type === 'n') return value === '' ? null : { text: String(Number(value)), isNumber: true }
  if (type !== 's') return toText(unescape(value))
  const text = shared[Number(value)]
  if (text === undefined) throw new LayoutError(`The workbook has no shared text ${value}.`)
  return toText(text)
}

const toText = (text: string): Cell => (text.trim() === '' ? null : { text, isNumber: false })

/** `AB12` → 27 */
function toColumn(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d+$)/.exec(reference)?.[0]
  if (letters === undefined) throw new LayoutError(`"${reference}" is no place in a sheet.`)
  return letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** `_x000D_` stands for a character that XML cannot hold. */
const unescape = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

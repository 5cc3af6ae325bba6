/** A page of search results: forty rows and a pager. Pure. */
import { decodeText } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { all, atMostOne, loadHtml, type Selection, textOf } from '../lib/html.ts'
import { readPostback } from '../lib/web-forms.ts'
import type { Capture } from '../source.ts'
import type { LicenseRow } from './license-row.ts'

export interface GridRow {
  /** By the names of the bulk file, as far as the list goes. */
  fields: LicenseRow
  /** Address of the details page as written; it dies with the session. */
  details: string
}

export interface Grid {
  rows: GridRow[]
  /** Number of this page, from 1. */
  page: number
  /** The postback that leads to each page whose number is shown. */
  pages: Map<number, Record<string, string>>
  /** The postback behind the dots at the end: the pages after the last number shown. */
  more: Record<string, string> | null
}

/** Headers of the list by the names that the bulk file has for the same. */
const COLUMNS: Record<string, string> = {
  'Full Name': 'full_name',
  'License Number': 'license_no',
  Profession: 'profession_name',
  'License Type': 'license_type_name',
  'License Status': 'license_status_name',
  City: 'addr_city',
  State: 'addr_state',
}

/** Nobody is an empty list. A page that is no list of results at all is a `LayoutError`. */
export function readGrid(capture: Capture): Grid {
  const $ = loadHtml(decodeText(capture))
  const table = atMostOne($.root(), 'table#datagrid_results')
  if (!table) {
    // Some of these sites leave the list out where nobody matches; a renamed one must not pass for that.
    const isResults = $('form').is('[action*="SearchResults.aspx" i]')
    if (!isResults || $('table.gdata').length > 0 || $('a[href*="result=" i]').length > 0) {
      throw new LayoutError('The page has no list "datagrid_results" and is not empty either.')
    }
    return { rows: [], page: 1, pages: new Map(), more: null }
  }
  const [header, ...others] = rowsOf(table)
  const columns = readHeader(header)
  const pager = others.find((row) => row.children('td[colspan]').length === 1)
  const rows = others.filter((row) => row !== pager)
  return { rows: rows.map((row, index) => readRow(row, columns, index)), ...readPager(pager) }
}

/** Direct children: the name stands in a table of its own. */
const rowsOf = (table: Selection): Selection[] => {
  const rows = table.find('> tbody > tr, > thead > tr, > tr')
  return Array.from({ length: rows.length }, (_, index) => rows.eq(index))
}

const cellsOf = (row: Selection): Selection[] => {
  const cells = row.children('td, th')
  return Array.from({ length: cells.length }, (_, index) => cells.eq(index))
}

function readHeader(header: Selection | undefined): string[] {
  const titles = header ? cellsOf(header).map(textOf) : []
  const missing = Object.keys(COLUMNS).filter((title) => !titles.includes(title))
  if (missing.length > 0 || new Set(titles).size !== titles.length) {
    throw new LayoutError(
      `The list of results has the columns ${titles.join(', ')}; expected are ${Object.keys(COLUMNS).join(', ')}.`,
    )
  }
  return titles
}

function readRow(row: Selection, titles: string[], index: number): GridRow {
  const cells = cellsOf(row)
  if (cells.length !== titles.length) {
    throw new LayoutError(
      `Row ${index + 1} of the results has ${cells.length} cells where the header has ${titles.length}.`,
    )
  }
  const links = all(row, 'a[href]').map((link) => link.attr('href') ?? '')
  const details = links.find((href) => /^(?:\.\/)?Details\.aspx\?/i.test(href))
  if (details === undefined) {
    throw new LayoutError(`Row ${index + 1} of the results has no link to its details.`)
  }
  const entries = titles.flatMap((title, column) => {
    const name = COLUMNS[title]
    const cell = cells[column]
    return name !== undefined && cell ? [[name, textOf(cell)]] : []
  })
  return { fields: Object.fromEntries(entries), details }
}

/** One page has no pager. */
function readPager(pager: Selection | undefined): Omit<Grid, 'rows'> {
  if (!pager) return { page: 1, pages: new Map(), more: null }
  const pages = new Map<number, Record<string, string>>()
  let more: Record<string, string> | null = null
  for (const link of all(pager, 'a[href]')) {
    const postback = readPostback(link.attr('href') ?? '')
    const text = textOf(link)
    if (!postback || !/^(\d+|\.\.\.)$/.test(text)) {
      throw new LayoutError(`The pager has a link "${text}" that cannot be followed.`)
    }
    if (text !== '...') pages.set(Number(text), postback)
    // Dots before the numbers lead back, those behind them lead on.
    more = text === '...' && (pages.size > 0 || isBehindCurrent(link)) ? postback : more
    if (text !== '...') more = null
  }
  const current = all(pager, 'span')
    .map(textOf)
    .filter((text) => /^\d+$/.test(text))
  if (current.length !== 1) throw new LayoutError('The pager does not say which page this is.')
  return { page: Number(current[0]), pages, more }
}

/** The number of the current page stands alone, as no link, in front of the dots. */
const isBehindCurrent = (link: Selection): boolean => link.prevAll('span').length > 0

/** Strict reading of HTML: an element that is not there, or is there twice, is a changed layout. */
import { load, type CheerioAPI } from 'cheerio'
import { LayoutError } from './errors.ts'
import { foldSpaces } from './text.ts'

export { foldSpaces } from './text.ts'

/** Any selection of elements, such as `$('table')` or a result of `exactlyOne`. */
export type Selection = ReturnType<CheerioAPI>

/** The document as a browser would build it. */
export const loadHtml = (text: string): CheerioAPI => load(text)

/** The one element that matches within `scope`; none or several is a `LayoutError`. */
export function exactlyOne(scope: Selection, selector: string): Selection {
  const found = scope.find(selector)
  if (found.length === 1) return found
  throw new LayoutError(`Expected exactly one element "${selector}", found ${found.length}.`)
}

/** The element that matches within `scope`, or null; several is a `LayoutError`. */
export function atMostOne(scope: Selection, selector: string): Selection | null {
  const found = scope.find(selector)
  if (found.length > 1) {
    throw new LayoutError(`Expected at most one element "${selector}", found ${found.length}.`)
  }
  return found.length === 1 ? found : null
}

/** Every element that matches within `scope`, one by one; none is a `LayoutError`. */
export function atLeastOne(scope: Selection, selector: string): Selection[] {
  const found = all(scope, selector)
  if (found.length > 0) return found
  throw new LayoutError(`Expected at least one element "${selector}", found none.`)
}

/** Every element that matches within `scope`, one by one, maybe none. */
export function all(scope: Selection, selector: string): Selection[] {
  const found = scope.find(selector)
  return Array.from({ length: found.length }, (_, index) => found.eq(index))
}

/** Folded text of a selection; `''` where there is none. */
export const textOf = (element: Selection): string => foldSpaces(element.text())

/** Folded text of the one element that matches; empty text is a `LayoutError`. */
export function requiredText(scope: Selection, selector: string): string {
  const text = textOf(exactlyOne(scope, selector))
  if (text === '') throw new LayoutError(`The element "${selector}" is empty.`)
  return text
}

/** An attribute of the one element that matches; an absent one is a `LayoutError`. */
export function requiredAttribute(scope: Selection, selector: string, name: string): string {
  const value = exactlyOne(scope, selector).attr(name)
  if (value === undefined) {
    throw new LayoutError(`The element "${selector}" has no attribute "${name}".`)
  }
  return value.trim()
}

/**
 * The rows of a table as objects, keyed by the folded text of the header cells. Rows whose number
 * of cells differs from the header are a `LayoutError`: a shifted cell would be a wrong fact.
 */
export function tableRows(table: Selection): Record<string, string>[] {
  const headers = atLeastOne(table, 'th').map(textOf)
  if (new Set(headers).size !== headers.length) {
    throw new LayoutError(`A table has the same header twice: ${headers.join(', ')}.`)
  }
  const rows = all(table, 'tr').filter((row) => row.find('td').length > 0)
  return rows.map((row, index) => {
    const cells = all(row, 'td').map(textOf)
    if (cells.length !== headers.length) {
      throw new LayoutError(
        `Row ${index + 1} of a table has ${cells.length} cells where the header has ${headers.length}.`,
      )
    }
    return Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? '']))
  })
}

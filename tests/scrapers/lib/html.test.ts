import { describe, expect, test } from 'vitest'
import * as html from '#scrapers/lib/html.ts'

const root = (text: string) => html.loadHtml(text).root()

describe('elements', () => {
  const page = root(
    '<p class="a"> x&nbsp;\n y </p><p class="b">1</p><p class="b" id=" i ">2</p><i></i>',
  )

  test('are there as often as expected, or the layout has changed', () => {
    expect(html.textOf(html.exactlyOne(page, '.a'))).toBe('x y')
    expect(() => html.exactlyOne(page, '.b')).toThrow('exactly one element ".b", found 2')
    expect(() => html.exactlyOne(page, '.c')).toThrow('exactly one element ".c", found 0')
    expect(html.atLeastOne(page, '.b').map(html.textOf)).toEqual(['1', '2'])
    expect(() => html.atLeastOne(page, '.c')).toThrow('at least one element ".c"')
    expect(html.atMostOne(page, '.c')).toBeNull()
    expect(() => html.atMostOne(page, '.b')).toThrow('at most one element ".b"')
    expect(html.all(page, '.c')).toEqual([])
  })

  test('have text and attributes, or the layout has changed', () => {
    expect(html.requiredText(page, '.a')).toBe('x y')
    expect(() => html.requiredText(page, 'i')).toThrow('"i" is empty')
    expect(html.requiredAttribute(page, '#\\ i\\ ', 'class')).toBe('b')
    expect(() => html.requiredAttribute(page, '.a', 'href')).toThrow('no attribute "href"')
  })
})

describe('tables', () => {
  const table = (rows: string) => html.exactlyOne(root(`<table>${rows}</table>`), 'table')
  const header = '<tr><th>Name</th><th> License  No </th></tr>'

  test('become objects', () => {
    const rows = html.tableRows(table(`${header}<tr><td>A</td><td>1</td></tr>`))
    expect(rows).toEqual([{ Name: 'A', 'License No': '1' }])
    expect(html.tableRows(table(header))).toEqual([])
  })

  test('with a shifted cell, a doubled header or none are refused', () => {
    expect(() => html.tableRows(table(`${header}<tr><td>A</td></tr>`))).toThrow('has 1 cells')
    expect(() => html.tableRows(table('<tr><th>A</th><th>A</th></tr>'))).toThrow('same header')
    expect(() => html.tableRows(table('<tr><td>A</td></tr>'))).toThrow('at least one element "th"')
  })
})

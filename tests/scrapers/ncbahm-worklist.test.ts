/** What somebody is told to open is what, saved, covers a state. */
import { describe, expect, test } from 'vitest'
import { ncbahm } from '#scrapers/ncbahm/index.ts'
import { createSimulator, renderSavedPages } from '#scrapers/ncbahm/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Capture } from '#scrapers/source.ts'

const people = createPopulation({ size: 300 })
const worklist = ncbahm.worklist ?? []

const toCapture = ({ fileName, html }: { fileName: string; html: string }): Capture => {
  const body = new TextEncoder().encode(html)
  const capture = ncbahm.fromSavedPage?.({ fileName, body, savedAt: new Date(0), savedBy: 'test' })
  if (!capture) throw new Error('The registry takes saved pages.')
  return capture
}

describe('the worklist', () => {
  test('covers, once saved, what it says', () => {
    const captures = renderSavedPages(people).map(toCapture)
    const covered = ncbahm.completeScopes?.(captures) ?? []
    expect(worklist.map(({ scope }) => scope).sort()).toEqual(covered)
  })

  test.each(worklist)('$scope is the list that its address gives', async ({ url, scope }) => {
    const { app } = createSimulator(people)
    const { pathname, search } = new URL(url)
    const answer = await app.request(pathname + search, { headers: { 'x-person': 'yes' } })
    const html = await answer.text()
    const banner = ncbahm.bannerOf?.(toCapture({ fileName: 'list.html', html }))
    expect(banner).toMatch(/^Page 1 of \d+, \d+ people found/)
    expect(banner).toContain(scope)
  })
})

test('a details page has no banner', () => {
  const captures = renderSavedPages(people).map(toCapture)
  const details = captures.find(({ kind }) => kind.startsWith('detail'))
  expect(details && ncbahm.bannerOf?.(details)).toBeNull()
})

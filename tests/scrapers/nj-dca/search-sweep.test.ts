/** New Jersey's sweep where the bulk file cannot be had: search pages and details. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  AssumptionError,
  BlockedError,
  LayoutError,
  UnavailableError,
} from '#scrapers/lib/errors.ts'
import { createSweep } from '#scrapers/nj-dca/capture.ts'
import { njDca } from '#scrapers/nj-dca/index.ts'
import { createSimulator } from '#scrapers/nj-dca/simulator.ts'
import { search, turnTo } from '#scrapers/nj-dca/visit.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Registry } from '#scrapers/source.ts'
import { createTestContext, listen, type Loopback } from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 300 })
const simulator = createSimulator(people)
const { controls } = simulator
const PLAIN = { ...controls, bulk: 'bounces' as const }

let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  Object.assign(controls, PLAIN, { requests: [] })
})

const context = (settings: Record<string, string> = {}) =>
  createTestContext('nj-dca', site.baseUrl, settings)
const byFile = async () => {
  controls.bulk = 'works'
  const { people: found } = await runSweep(njDca, context())
  Object.assign(controls, { bulk: 'bounces', requests: [] })
  return found
}
const notesOf = ({ steps }: Awaited<ReturnType<typeof runSweep>>) =>
  steps.flatMap(({ notes }) => notes ?? [])

describe('a sweep by search', () => {
  test.each(['bounces', 'gone'] as const)('says the same as the file: bulk %s', async (bulk) => {
    const expected = await byFile()
    controls.bulk = bulk
    const outcome = await runSweep(njDca, context())
    expect(outcome.people).toEqual(expected)
    expect(outcome.steps.length).toBeGreaterThan(3)
    expect(outcome.steps.at(-1)).toMatchObject({
      completeScopes: [''],
      progress: { done: outcome.steps.length, total: outcome.steps.length },
    })
    expect(outcome.steps.slice(0, -1).every((step) => step.completeScopes === undefined)).toBe(true)
    const found = outcome.parsed.flatMap(({ problems, unknownWords }) => [
      ...problems,
      ...unknownWords,
    ])
    expect(found).toEqual([])
  })

  test('says that it took the other way, and why', async () => {
    expect(notesOf(await runSweep(njDca, context()))).toEqual([
      'The bulk download does not work: after "Download List" it showed another page without a word. The search pages were read instead.',
      expect.stringContaining('applications'),
      expect.stringContaining('other license types'),
    ])
    controls.bulk = 'gone'
    expect(notesOf(await runSweep(njDca, context()))[0]).toContain('its page is not there')
  })

  test('asks for each page of the list and for the details of each license, once', async () => {
    const { steps } = await runSweep(njDca, context())
    const details = controls.requests.filter((one) => one.includes('Details.aspx'))
    expect(new Set(details).size).toBe(details.length)
    expect(details).toHaveLength(steps.flatMap(({ captures }) => captures).length)
    const lists = controls.requests.filter((one) =>
      one.endsWith('/verification/SearchResults.aspx'),
    )
    expect(lists).toHaveLength(steps.length)
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(njDca, context())
    const killed = await runKilledSweep(njDca, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps).toHaveLength(whole.steps.length)
    expect(notesOf(killed)).toEqual(notesOf(whole))
  })

  test('goes on in a new session where the site has forgotten the old one', async () => {
    const whole = await runSweep(njDca, context())
    const requests = controls.requests.length
    for (let before = 7; before <= requests; before += 61) {
      Object.assign(controls, { requests: [], forgetsBefore: before })
      expect((await runSweep(njDca, context())).people).toEqual(whole.people)
    }
  })

  test('manages a whole state', async () => {
    controls.people = createPopulation({ size: 3600 })
    const { people: found } = await runSweep(njDca, context())
    expect(found.size).toBeGreaterThan(1000)
  })
})

describe('the cap', () => {
  /** Three pages are all that a search shows. */
  const capped: Registry = { ...njDca, sweep: createSweep(3) }

  test('bites in the simulator without a word', async () => {
    controls.rowsMax = 120
    const { people: found } = await runSweep(njDca, context())
    expect(found.size).toBeLessThan((await byFile()).size)
  })

  test('is seen before it bites: the search is divided by names', async () => {
    const expected = await byFile()
    controls.rowsMax = 120
    const outcome = await runSweep(capped, context())
    expect(outcome.people).toEqual(expected)
    expect(notesOf(outcome)).toContainEqual(expect.stringContaining('divided by the first letters'))
    // Names that begin with no letter may be missing: nobody counts as gone.
    expect(outcome.steps.every(({ completeScopes }) => completeScopes === undefined)).toBe(true)
    expect(outcome.steps[0]?.captures).toEqual([])
  })

  test('of a letter divides that letter by first names', async () => {
    const expected = await byFile()
    controls.rowsMax = 40
    const one: Registry = { ...njDca, sweep: createSweep(1) }
    // With one page at most even the smallest part is at the cap: the run must not go on guessing.
    await expect(runSweep(one, context())).rejects.toThrow(/cannot be divided/)
    const two: Registry = { ...njDca, sweep: createSweep(2) }
    controls.rowsMax = 80
    controls.people = createPopulation({ size: 1200 })
    const { people: found, steps } = await runSweep(two, context())
    expect(found.size).toBeGreaterThan(expected.size)
    expect(steps.some(({ cursor }) => JSON.stringify(cursor).includes('"K:A"'))).toBe(true)
    const whole = await byFile()
    expect(found).toEqual(whole)
  })

  test('killed behind every step divides the same way', async () => {
    controls.rowsMax = 120
    const whole = await runSweep(capped, context())
    expect((await runKilledSweep(capped, context())).people).toEqual(whole.people)
  })

  test('beyond the window of the pager: pages are reached through its dots', async () => {
    controls.people = createPopulation({ size: 5800 })
    const first = await search(context(), {})
    expect(first.grid.pages.has(41)).toBe(false)
    const far = await turnTo(first, 43)
    expect(far.grid.page).toBe(43)
    expect(far.grid.rows).toHaveLength(40)
    await expect(turnTo(await search(context(), {}), 400)).rejects.toThrow(/end before page 400/)
  })

  test('beyond the window is looked for before anything is read', async () => {
    controls.people = createPopulation({ size: 5800 })
    controls.rowsMax = 1720
    const registry: Registry = { ...njDca, sweep: createSweep(43) }
    const [first] = await takeSteps(registry, 1)
    expect(first?.captures).toEqual([])
    expect(controls.requests.filter((one) => one.includes('Details'))).toEqual([])
  })
})

async function takeSteps(registry: Registry, count: number) {
  const steps = []
  for await (const step of registry.sweep?.(context(), null) ?? []) {
    steps.push(step)
    if (steps.length === count) break
  }
  return steps
}

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof controls.fault): Promise<unknown> => {
    controls.fault = fault
    return await runSweep(njDca, context()).catch((error: unknown) => error)
  }

  test('block-page: blocked', async () => {
    expect(await failing('block-page')).toBeInstanceOf(BlockedError)
  })

  test('truncated: unavailable', async () => {
    expect(await failing('truncated')).toBeInstanceOf(UnavailableError)
  })

  test('empty-page in the middle: asked again, then unavailable', async () => {
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/Page \d of New Jersey's results came back empty, twice/)
  })

  test('empty-page first: unavailable, not nobody', async () => {
    controls.people = createPopulation({ size: 60 })
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('nobody in the whole profession, twice')
  })

  test('missing-column: the layout has changed', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toMatch(/columns .*expected are .*License Status/)
  })

  test('new-status: unknown and listed', async () => {
    controls.fault = 'new-status'
    const { parsed } = await runSweep(njDca, context())
    expect(parsed.flatMap(({ unknownWords }) => unknownWords)).toEqual(['Held by Consent'])
  })

  test('fewer: fewer, for the gate to see', async () => {
    const expected = await byFile()
    controls.fault = 'fewer'
    const { people: found } = await runSweep(njDca, context())
    expect(found.size).toBeLessThan(expected.size * 0.6)
  })

  test('a license type that no row has stops the run', async () => {
    const settings = { licenseType: 'herbalist' }
    await expect(runSweep(njDca, context(settings))).rejects.toThrow(AssumptionError)
  })

  test('the first page whatever is asked for: refused', async () => {
    const stuck = await listen({
      fetch: async (request: Request) => {
        const isTurn = request.url.endsWith('/verification/SearchResults.aspx')
        const { url, headers } = request
        return await simulator.app.fetch(isTurn ? new Request(url, { headers }) : request)
      },
    })
    await expect(runSweep(njDca, createTestContext('nj-dca', stuck.baseUrl))).rejects.toThrow(
      /Page 2 of the results was asked for; page 1 came/,
    )
    await stuck.close()
  })

  test('rows of a page that come again under the next number: refused', async () => {
    const pages: string[] = []
    const stuck = await rewritingPages((html) => {
      if (!html.includes('datagrid_results')) return html
      pages.push(html)
      const rows = /<tr><td><table>[\s\S]*<\/table><\/td>.*<\/tr>/
      return html.replace(rows, () => rows.exec(pages[1] ?? html)?.[0] ?? '')
    })
    await expect(runSweep(njDca, createTestContext('nj-dca', stuck.baseUrl))).rejects.toThrow(
      /Page 2 of the results repeats the page before it/,
    )
    await stuck.close()
  })

  test('a renamed list is no empty one', async () => {
    const renamed = await rewritingPages((html) => html.replaceAll('datagrid_results', 'grid1'))
    await expect(runSweep(njDca, createTestContext('nj-dca', renamed.baseUrl))).rejects.toThrow(
      /no list "datagrid_results" and is not empty either/,
    )
    await renamed.close()
  })

  test('details of somebody else are refused', async () => {
    const mixed = await rewritingPages((html) =>
      html.replace(/(id="license_no">25MZ)\d{8}/, '$100999900'),
    )
    await expect(runSweep(njDca, createTestContext('nj-dca', mixed.baseUrl))).rejects.toThrow(
      /details of 25MZ\d{8} were asked for; those of 25MZ00999900 came/,
    )
    await mixed.close()
  })
})

/** The same site behind a proxy that changes pages on their way out. */
const rewritingPages = (change: (html: string) => string) =>
  listen({
    fetch: async (request: Request) => {
      const response = await simulator.app.fetch(request)
      const headers = new Headers(response.headers)
      const text = await response.text()
      const isPage = /html/.test(headers.get('content-type') ?? '')
      return new Response(isPage ? change(text) : text, { status: response.status, headers })
    },
  })

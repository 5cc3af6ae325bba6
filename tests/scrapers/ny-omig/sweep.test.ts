/** New York's exclusion list: the scraper against its simulator, on a real socket. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nameTokens } from '#src/core/names.ts'
import {
  AssumptionError,
  BlockedError,
  LayoutError,
  UnavailableError,
} from '#scrapers/lib/errors.ts'
import { nyOmig } from '#scrapers/ny-omig/index.ts'
import { isListed } from '#scrapers/ny-omig/simulated-rows.ts'
import { createSimulator } from '#scrapers/ny-omig/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Capture, CaptureContext, PersonQuery } from '#scrapers/source.ts'
import {
  createTestContext,
  createTestHttp,
  listen,
  type Loopback,
} from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 1500 })
const excluded = people.filter(isListed)
const PATH = '/exclusions/exporttoexcel.aspx'

const simulator = createSimulator(people)
let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  Object.assign(simulator.controls, { fault: null, people, strangers: 500, hand: 'shared' })
  simulator.controls.requests.length = 0
})

const context = (settings: Record<string, string> = {}) =>
  createTestContext('ny-omig', site.baseUrl, settings)

describe('a sweep', () => {
  test('is one request, and a record for everybody who is no business', async () => {
    const { people: found, parsed, steps } = await runSweep(nyOmig, context())
    expect(simulator.controls.requests).toEqual(['GET /robots.txt', `GET ${PATH}`])
    const total = 500 + excluded.length
    expect(steps).toHaveLength(1)
    expect(steps[0]).toMatchObject({
      completeScopes: [''],
      progress: { done: total, total, unit: 'rows' },
    })
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
    expect(found.size).toBeGreaterThan(total * 0.6)
    expect(found.size).toBeLessThan(total * 0.8)
    expect([...found.values()].some(({ name }) => /inc$|corp$|services$/i.test(name.full))).toBe(
      false,
    )
  })

  test('says of an excluded person what is true', async () => {
    const { people: found } = await runSweep(nyOmig, context())
    expect(excluded.length).toBeGreaterThan(3)
    for (const { exclusion, licenses, name, npi } of excluded) {
      const { words } = nameTokens([name.given, name.family].join(' '))
      const [content, ...others] = [...found.values()].filter(
        (one) =>
          one.exclusions[0]?.since === exclusion?.since &&
          words.every((word) => nameTokens(one.name.full).words.includes(word)),
      )
      expect(others).toEqual([])
      const license = licenses.find(({ state }) => state === 'NY')
      expect(content).toMatchObject({
        npi: exclusion?.hasNpi && npi ? npi.number : null,
        exclusions: [{ list: 'NY OMIG', since: exclusion?.since, reason: null }],
        licenses: [],
        licenseHints: exclusion?.hasNpi && license ? [{ state: 'NY', number: license.number }] : [],
        locations: [],
        placeOfRecord: null,
      })
    }
    const strangers = [...found.values()].filter(({ raw }) => raw.provider_type !== 'ACUPUNCTURIST')
    expect(strangers.some(({ raw }) => raw.license_num)).toBe(true)
    expect(strangers.flatMap(({ licenseHints }) => licenseHints)).toEqual([])
  })

  test('reads the same people from a workbook in the other hand', async () => {
    const first = await runSweep(nyOmig, context())
    simulator.controls.hand = 'inline'
    const second = await runSweep(nyOmig, context())
    expect([...second.people.values()].map(summary)).toEqual(
      [...first.people.values()].map(summary),
    )
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(nyOmig, context())
    const killed = await runKilledSweep(nyOmig, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps).toHaveLength(1)
  })

  test('of full size takes seconds', async () => {
    simulator.controls.strangers = 9000
    const startMs = performance.now()
    const { people: found } = await runSweep(nyOmig, context())
    expect(found.size).toBeGreaterThan(5000)
    expect(performance.now() - startMs).toBeLessThan(15_000)
  })
})

const summary = ({ name, npi, exclusions, licenseHints }: Parameters<typeof toText>[0]) =>
  toText({ name, npi, exclusions, licenseHints })
const toText = (content: {
  name: { full: string }
  npi: string | null
  exclusions: object[]
  licenseHints: object[]
}): string => JSON.stringify(content)

test('an unchanged list is not sent again', async () => {
  const first = await runSweep(nyOmig, context())
  const kept: Capture[] = first.steps.flatMap(({ captures }) => captures)
  const memory: CaptureContext = {
    ...context(),
    http: createTestHttp('ny-omig', {
      findValidators: (url) => Promise.resolve(kept.find((one) => one.url === url) ?? null),
    }).http,
  }
  const second = await runSweep(nyOmig, memory)
  expect(second.steps[0]?.captures[0]?.status).toBe(304)
  expect(second.people).toEqual(first.people)
})

describe('an assumption that is wrong', () => {
  test('about a heading stops the run and prints the headings found', async () => {
    const sweep = runSweep(nyOmig, context({ NY_OMIG_NPI_COLUMN: 'npi_number' }))
    await expect(sweep).rejects.toThrow(AssumptionError)
    await expect(sweep).rejects.toThrow(
      /npiColumn \(NY_OMIG_NPI_COLUMN\): expected one column "npi_number", found none among "provider_name", "license_num"/,
    )
  })

  test('about how a heading is spelled is none', async () => {
    const { steps } = await runSweep(nyOmig, context({ npiColumn: ' NPI Num ' }))
    const [capture] = steps[0]?.captures ?? []
    expect(capture && nyOmig.parse(capture, { npiColumn: 'NPI-Num' }).records.length).toBeTruthy()
  })
})

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof simulator.controls.fault) => {
    simulator.controls.fault = fault
    return await runSweep(nyOmig, context()).catch((error: unknown) => error)
  }

  test('block-page: blocked', async () => {
    expect(await failing('block-page')).toBeInstanceOf(BlockedError)
  })

  test('truncated: unavailable, and says so', async () => {
    const error = await failing('truncated')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('truncated')
  })

  test('unavailable: tried a few times, then left alone', async () => {
    const error = await failing('unavailable')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(simulator.controls.requests.length).toBeLessThanOrEqual(5)
  })

  test('empty-page: not a success', async () => {
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('holds nobody')
  })

  test('missing-column: the setting that no longer fits is named', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(AssumptionError)
    expect(String(error)).toContain('NY_OMIG_NPI_COLUMN')
  })

  test('fewer: fewer, for the gate to see', async () => {
    const all = (await runSweep(nyOmig, context())).people.size
    simulator.controls.fault = 'fewer'
    const { people: found } = await runSweep(nyOmig, context())
    expect(found.size).toBeGreaterThan(0)
    expect(found.size).toBeLessThan(all * 0.6)
  })

  test('something else than a workbook: refused', async () => {
    const other = await listen({
      fetch: () =>
        new Response('Provider Name,NPI Num\r\n', {
          headers: { 'content-type': 'application/octet-stream' },
        }),
    })
    const sweep = runSweep(nyOmig, createTestContext('ny-omig', other.baseUrl))
    await expect(sweep).rejects.toThrow(/no whole workbook/)
    await other.close()
  })
})

describe('a look-up', () => {
  const lookUp = async (query: PersonQuery) => (await nyOmig.lookUp?.(context(), query)) ?? []

  test('has the person among the answers', async () => {
    const person = excluded.find(({ exclusion }) => exclusion?.hasNpi)
    const npi = person?.npi?.number ?? ''
    const captures = await lookUp({ npi })
    const found = captures.flatMap((capture) => nyOmig.parse(capture).records)
    expect(found.filter(({ content }) => content.npi === npi)).toHaveLength(1)
  })

  test('asks nothing where nothing is known', async () => {
    expect(await lookUp({ state: 'NY' })).toEqual([])
    expect(await lookUp({ familyName: ' ' })).toEqual([])
    expect(simulator.controls.requests).toEqual([])
  })
})

/** Connecticut's scraper against its simulator, on a real socket. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { createSweep } from '#scrapers/ct-elicense/capture.ts'
import { ctElicense } from '#scrapers/ct-elicense/index.ts'
import { createSimulator } from '#scrapers/ct-elicense/simulator.ts'
import {
  AssumptionError,
  BlockedError,
  LayoutError,
  UnavailableError,
} from '#scrapers/lib/errors.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Registry } from '#scrapers/source.ts'
import { createTestContext, listen, type Loopback } from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 400 })
const codes = people.flatMap(({ licenses }) =>
  licenses.filter(({ state }) => state === 'CT').map(({ number }) => number),
)
const simulator = createSimulator(people)
/** Small pages, so that there are several. */
const registry: Registry = { ...ctElicense, sweep: createSweep(20) }

let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  simulator.controls.fault = null
  simulator.controls.people = people
  simulator.controls.requests.length = 0
})

const context = (settings: Record<string, string> = {}) =>
  createTestContext('ct-elicense', site.baseUrl, settings)

describe('a sweep', () => {
  test('finds everybody once, and agrees with the registry’s own count', async () => {
    const { people: found, parsed, steps } = await runSweep(registry, context())
    expect([...found.keys()].sort()).toEqual([...codes].sort())
    expect(steps.length).toBeGreaterThan(3)
    // Twin rows are among them, so the rows are more than the people.
    expect(steps.at(-1)?.progress.done).toBeGreaterThan(codes.length)
    expect(steps.at(-1)).toMatchObject({ registryTotal: codes.length, completeScopes: [''] })
    expect(steps.slice(0, -1).every(({ completeScopes }) => completeScopes === undefined)).toBe(
      true,
    )
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
  })

  test('says of each what is true', async () => {
    const { people: found } = await runSweep(registry, context())
    for (const license of people.flatMap(({ licenses }) => licenses)) {
      if (license.state !== 'CT') continue
      expect(found.get(license.number)?.licenses).toEqual([
        expect.objectContaining({
          number: normalizeLicenseNumber('CT', license.number),
          standing: license.status,
          licensedOn: license.licensedOn,
          expiresOn: license.expiresOn,
        }),
      ])
    }
  })

  test('asks politely, in the order of row ids', async () => {
    await runSweep(ctElicense, context())
    const [robots, count, page, ...others] = simulator.controls.requests.map(decodeURIComponent)
    expect(robots).toBe('GET /robots.txt')
    expect(count).toContain("$select=count(*)&$where=upper(credential)+like+'ACUPUNCTUR%'&$limit=1")
    expect(page).toContain('$order=:id&$limit=1000&$offset=0')
    expect(others).toEqual([])
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(registry, context())
    const killed = await runKilledSweep(registry, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps.at(-1)).toMatchObject({ registryTotal: codes.length, completeScopes: [''] })
    expect(killed.steps).toHaveLength(whole.steps.length)
  })

  test('says the same again when nothing has changed', async () => {
    const first = await runSweep(registry, context())
    expect((await runSweep(registry, context())).people).toEqual(first.people)
  })

  test('goes on without a total where the server does not count', async () => {
    const app = {
      fetch: (request: Request) => {
        const url = new URL(request.url)
        url.searchParams.delete('$select')
        return simulator.app.fetch(new Request(url))
      },
    }
    const other = await listen(app)
    const { people: found, steps } = await runSweep(
      registry,
      createTestContext('ct-elicense', `${other.baseUrl}/`),
    )
    await other.close()
    expect(found.size).toBe(codes.length)
    expect(steps.every(({ registryTotal }) => registryTotal === null)).toBe(true)
  })
})

describe('an assumption that is wrong', () => {
  test('about the label stops the run and prints the labels found', async () => {
    const settings = { credentialLabels: 'Licensed Acupuncturist|Acu' }
    const sweep = runSweep(registry, context(settings))
    await expect(sweep).rejects.toThrow(AssumptionError)
    await expect(sweep).rejects.toThrow(
      /credentialLabels \(CT_ELICENSE_CREDENTIAL_LABELS\): expected "Licensed Acupuncturist", "Acu", found "Acupuncturist"/,
    )
  })

  test('about the prefix stops the run: no row at all', async () => {
    const sweep = runSweep(registry, context({ CT_ELICENSE_CREDENTIAL_PREFIX: 'ORIENTAL' }))
    await expect(sweep).rejects.toThrow(AssumptionError)
    await expect(sweep).rejects.toThrow(
      /CT_ELICENSE_CREDENTIAL_PREFIX\): expected rows for "ORIENTAL"/,
    )
  })

  test('about spaces and capitals is none', async () => {
    const settings = { credentialLabels: '  ACUPUNCTURIST ' }
    await expect(runSweep(registry, context(settings))).resolves.toBeDefined()
  })
})

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof simulator.controls.fault, one = registry) => {
    simulator.controls.fault = fault
    return await runSweep(one, context()).catch((error: unknown) => error)
  }

  test('block-page: blocked', async () => {
    expect(await failing('block-page')).toBeInstanceOf(BlockedError)
    expect(await failing('block-page', ctElicense)).toBeInstanceOf(BlockedError)
  })

  test('truncated: unavailable, and says so', async () => {
    const error = await failing('truncated')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('truncated')
  })

  test('unavailable: unavailable, and names the host', async () => {
    const error = await failing('unavailable')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain(new URL(site.baseUrl).host)
  })

  test('missing-column: the layout has changed', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('The column expirationdate is gone from all 20 rows.')
  })

  test('empty-page in the middle: asked again, then short of the registry’s own count', async () => {
    simulator.controls.fault = 'empty-page'
    const { people: found, steps } = await runSweep(registry, context())
    const { registryTotal } = steps.at(-1) ?? {}
    expect(found.size).toBeLessThan(registryTotal ?? 0)
    const offsets = simulator.controls.requests.map((request) => /offset=(\d+)/.exec(request)?.[1])
    expect(offsets.at(-1)).toBe(offsets.at(-2))
  })

  test('empty-page first: unavailable, not nobody', async () => {
    const error = await failing('empty-page', ctElicense)
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/counts \d+ acupuncturists but sent an empty first page, twice/)
  })

  test('new-status: unknown, never active, and listed', async () => {
    simulator.controls.fault = 'new-status'
    const { people: found, parsed } = await runSweep(registry, context())
    const words = parsed.flatMap(({ unknownWords }) => unknownWords)
    expect(words).toEqual(['HELD BY BOARD ORDER'])
    const strange = [...found.values()].flatMap(({ licenses }) => licenses)
    expect(strange.filter(({ standing }) => standing === 'unknown')).toEqual([
      expect.objectContaining({ registryStatus: words[0] }),
    ])
  })

  test('fewer: fewer, for the gate to see', async () => {
    simulator.controls.fault = 'fewer'
    const { people: found } = await runSweep(registry, context())
    expect(found.size).toBeLessThan(codes.length * 0.6)
    expect(found.size).toBeGreaterThan(0)
  })

  test('the same page for every offset: refused', async () => {
    const stuck = await listen({
      fetch: (request: Request) => {
        const url = new URL(request.url)
        if (url.searchParams.has('$offset')) url.searchParams.set('$offset', '0')
        return simulator.app.fetch(new Request(url))
      },
    })
    const sweep = runSweep(registry, createTestContext('ct-elicense', stuck.baseUrl))
    await expect(sweep).rejects.toThrow(/at offset 20 repeats rows/)
    await stuck.close()
  })
})

describe('a look-up', () => {
  const lookUp = async (query: Parameters<NonNullable<Registry['lookUp']>>[1]) => {
    const captures = (await ctElicense.lookUp?.(context(), query)) ?? []
    return captures.flatMap((capture) => ctElicense.parse(capture).records.map(({ key }) => key))
  }
  const holder = people.find(({ licenses }) => licenses.some(({ state }) => state === 'CT'))
  const license = holder?.licenses.find(({ state }) => state === 'CT')
  const code = license?.number ?? ''

  test.each([
    ['the code', code],
    ['the code without zeros', code.replace(/\.0+/, '.')],
    ['the number alone', code.replace(/^42\.0+/, '')],
  ])('finds a license by %s, and nobody else’s', async (_, licenseNumber) => {
    expect(await lookUp({ licenseNumber })).toEqual([code])
  })

  test('finds a person by name', async () => {
    const name = license?.nameOnRoll ?? holder?.name
    const found = await lookUp({ givenName: name?.given, familyName: name?.family, state: 'CT' })
    expect(found).toContain(code)
  })

  test('of nobody is an answer with nobody', async () => {
    expect(await lookUp({ licenseNumber: '42.999999' })).toEqual([])
    expect(await lookUp({ familyName: "O'%_NOBODY'S" })).toEqual([])
  })

  test('asks nothing where the registry cannot know', async () => {
    expect(await lookUp({ npi: '2000000000' })).toEqual([])
    expect(await lookUp({ licenseNumber: 'not a number' })).toEqual([])
    expect(await lookUp({ familyName: 'Example', state: 'NY' })).toEqual([])
    expect(simulator.controls.requests).toEqual([])
  })
})

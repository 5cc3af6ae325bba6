/** The NPI registry's scraper against its simulator, on a real socket. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { STATES } from '#src/core/words.ts'
import { BlockedError, LayoutError, UnavailableError } from '#scrapers/lib/errors.ts'
import { nppes } from '#scrapers/nppes/index.ts'
import { createSimulator } from '#scrapers/nppes/simulator.ts'
import { createPopulation, type InventedPerson } from '#scrapers/population/index.ts'
import type { Registry } from '#scrapers/source.ts'
import { createTestContext, listen, type Loopback } from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 1000 })
const hasAddressHere = ({ home, practices }: InventedPerson): boolean =>
  [home, ...practices].some(({ state }) => STATES.some((known) => known === state))
const npisOf = (list: InventedPerson[]): string[] =>
  list.flatMap((person) => (person.npi && hasAddressHere(person) ? [person.npi.number] : [])).sort()

const simulator = createSimulator(people)
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

const context = (baseUrl = site.baseUrl) => createTestContext('nppes', baseUrl)

describe('a sweep', () => {
  test('finds every acupuncturist with an address in the three states', async () => {
    const { people: found, parsed, steps } = await runSweep(nppes, context())
    expect([...found.keys()].sort()).toEqual(npisOf(people))
    expect(steps.at(-1)).toMatchObject({
      completeScopes: [''],
      progress: { done: 3, total: 3, unit: 'queries' },
    })
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
  })

  test('says of each what is true, and no home address', async () => {
    const { people: found } = await runSweep(nppes, context())
    for (const person of people) {
      const content = person.npi && found.get(person.npi.number)
      if (!content) continue
      const { given, family } = person.npi?.nameInNppes ?? person.name
      expect(plain(`${content.name.given} ${content.name.family}`)).toBe(
        plain(`${given} ${family}`),
      )
      expect(content.licenses).toEqual([])
      expect(content.gender).toBe(person.gender)
      expect(content.locations.map(({ phone }) => phone).filter(Boolean)).toEqual(
        person.practices.map(({ phone }) => phone),
      )
      const streets = person.practices.map(({ street }) => plain(street))
      expect(streets.includes(plain(person.home.street))).toBe(false)
      expect(plain(JSON.stringify(content.locations))).not.toContain(plain(person.home.street))
      const typed = person.npi?.typedLicenses.map(({ state, number }) =>
        number === null ? null : normalizeLicenseNumber(state, number),
      )
      expect(new Set(content.licenseHints.map(({ number }) => number))).toEqual(
        new Set(typed?.filter((number) => number !== null)),
      )
    }
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(nppes, context())
    const killed = await runKilledSweep(nppes, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps.map(({ cursor }) => cursor)).toEqual(
      whole.steps.map(({ cursor }) => cursor),
    )
  })

  test('says the same again when nothing has changed', async () => {
    const first = await runSweep(nppes, context())
    expect((await runSweep(nppes, context())).people).toEqual(first.people)
  })
})

describe('a state with more people than one question may show', () => {
  const many = createPopulation({ size: 6000 })

  test('is divided by ZIP until all are seen, also when killed behind every step', async () => {
    simulator.controls.people = many
    const whole = await runSweep(nppes, context())
    expect([...whole.people.keys()].sort()).toEqual(npisOf(many))
    const asked = simulator.controls.requests.map(decodeURIComponent)
    expect(asked.some((request) => request.includes('postal_code=11*'))).toBe(true)
    expect(asked.every((request) => Number(/skip=(\d+)/.exec(request)?.[1] ?? 0) <= 1000)).toBe(
      true,
    )
    const killed = await runKilledSweep(nppes, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps.map(({ cursor }) => cursor)).toEqual(
      whole.steps.map(({ cursor }) => cursor),
    )
  })

  test('is divided further where a beginning of a ZIP is not enough', async () => {
    simulator.controls.people = many.map((person) => ({
      ...person,
      home: { ...person.home, state: 'NY', postalCode: `1000${person.id % 4}` },
      practices: [],
    }))
    const { people: found } = await runSweep(nppes, context())
    expect([...found.keys()].sort()).toEqual(npisOf(simulator.controls.people))
    const asked = simulator.controls.requests.map(decodeURIComponent)
    expect(asked.some((request) => request.includes('postal_code=10003*'))).toBe(true)
  })

  test('ends with an error where one ZIP alone has too many', async () => {
    simulator.controls.people = many.map((person) => ({
      ...person,
      home: { ...person.home, state: 'NY', postalCode: '10001' },
      practices: [],
    }))
    await expect(runSweep(nppes, context())).rejects.toThrow(/The ZIP 10001 has more/)
  })

  test('is not believed when a part that holds somebody comes back empty', async () => {
    simulator.controls.people = many
    const liar = await listen({
      fetch: (request: Request) => {
        const isAsked = new URL(request.url).searchParams.get('postal_code') === '11*'
        return isAsked
          ? Response.json({ result_count: 0, results: [] })
          : simulator.app.fetch(request)
      },
    })
    await expect(runSweep(nppes, context(liar.baseUrl))).rejects.toThrow(
      /empty page for NY:11 at skip 0, twice/,
    )
    await liar.close()
  })
})

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof simulator.controls.fault) => {
    simulator.controls.fault = fault
    return await runSweep(nppes, context()).catch((error: unknown) => error)
  }

  test('block-page: blocked', async () => {
    expect(await failing('block-page')).toBeInstanceOf(BlockedError)
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

  test.each([
    ['of a state with several pages', people],
    ['of a state with one page', people.slice(0, 200)],
  ])('empty-page %s: unavailable, since there are more people', async (_, population) => {
    simulator.controls.people = population
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/empty page for NJ at skip \d+, twice/)
  })

  test('missing-column: the layout has changed', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toMatch(/The column basic\.last_name is gone from all \d+ rows/)
  })

  test('new-status: listed, for the gate to see', async () => {
    simulator.controls.fault = 'new-status'
    const { parsed } = await runSweep(nppes, context())
    expect(new Set(parsed.flatMap(({ unknownWords }) => unknownWords))).toEqual(new Set(['S']))
  })

  test('fewer: fewer, for the gate to see', async () => {
    simulator.controls.fault = 'fewer'
    const { people: found } = await runSweep(nppes, context())
    expect(found.size).toBeGreaterThan(0)
    expect(found.size).toBeLessThan(npisOf(people).length * 0.6)
  })

  test('the same page for every skip: refused', async () => {
    const stuck = await listen({
      fetch: (request: Request) => {
        const url = new URL(request.url)
        url.searchParams.set('skip', '0')
        return simulator.app.fetch(new Request(url))
      },
    })
    for (const run of [runSweep, runKilledSweep]) {
      await expect(run(nppes, context(stuck.baseUrl))).rejects.toThrow(/repeats the same page/)
    }
    await stuck.close()
  })

  test('nobody at all: not a success', async () => {
    simulator.controls.people = []
    await expect(runSweep(nppes, context())).rejects.toThrow(/lists no acupuncturist/)
  })
})

describe('a look-up', () => {
  const lookUp = async (query: Parameters<NonNullable<Registry['lookUp']>>[1]) => {
    const captures = (await nppes.lookUp?.(context(), query)) ?? []
    return captures.flatMap((capture) => nppes.parse(capture).records.map(({ key }) => key))
  }
  const holder = people.find(({ npi, home }) => npi?.nameInNppes === null && home.state === 'NY')

  test('finds a person by NPI, and by name and state', async () => {
    const npi = holder?.npi?.number ?? ''
    expect(await lookUp({ npi })).toEqual([npi])
    const { given, family } = holder?.name ?? { given: '', family: '' }
    expect(await lookUp({ givenName: given, familyName: family, state: 'NY' })).toContain(npi)
    expect(await lookUp({ givenName: given, familyName: family, state: 'CT' })).not.toContain(npi)
  })

  test('of nobody is an answer with nobody', async () => {
    expect(await lookUp({ npi: '2999999999' })).toEqual([])
    expect(await lookUp({ familyName: 'Nobody-At-All' })).toEqual([])
  })

  test('asks nothing where the registry cannot know', async () => {
    expect(await lookUp({ licenseNumber: '001234', state: 'NY' })).toEqual([])
    expect(await lookUp({ npi: '12' })).toEqual([])
    expect(await lookUp({ givenName: 'Alex' })).toEqual([])
    expect(simulator.controls.requests).toEqual([])
  })
})

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase()

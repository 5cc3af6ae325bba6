/** The exclusion list's scraper against its simulator, on a real socket. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nameTokens } from '#src/core/names.ts'
import { BlockedError, LayoutError, UnavailableError } from '#scrapers/lib/errors.ts'
import type { EarlierAnswer } from '#scrapers/lib/http.ts'
import { createSweep } from '#scrapers/leie/capture.ts'
import { leie } from '#scrapers/leie/index.ts'
import { createSimulator } from '#scrapers/leie/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { Capture, CaptureContext, PersonQuery, Registry } from '#scrapers/source.ts'
import {
  createTestContext,
  createTestHttp,
  listen,
  type Loopback,
} from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 1000 })
const excluded = people.filter(({ exclusion }) => exclusion)
const registry: Registry = { ...leie, sweep: createSweep(200) }
const PATH = '/exclusions/downloadables/UPDATED.csv'
const EIGHT_DIGITS = /"(?!0{8}")\d{8}"/g

const simulator = createSimulator(people)
let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  Object.assign(simulator.controls, { fault: null, people, strangers: 1000, validators: 'etag' })
  simulator.controls.requests.length = 0
})

const context = (baseUrl = site.baseUrl) => createTestContext('leie', baseUrl)

/** Remembers the last answer with validators at each address, as the database does. */
function contextWithMemory(kept: Capture[]): CaptureContext {
  const findValidators = (url: string): Promise<EarlierAnswer | null> =>
    Promise.resolve(
      kept.findLast((one) => one.url === url && (one.etag ?? one.lastModified) !== null) ?? null,
    )
  const { http } = createTestHttp('leie', { findValidators })
  return { http, baseUrl: site.baseUrl, settings: {} }
}

const text = (capture: Capture): string => new TextDecoder().decode(capture.body)

describe('a sweep', () => {
  test('is one request, and a record for every person on the list', async () => {
    const { people: found, parsed, steps } = await runSweep(registry, context())
    expect(simulator.controls.requests).toEqual(['GET /robots.txt', `GET ${PATH}`])
    const list = steps[0]?.captures[0]
    const persons = list ? text(list).match(/\r\n"[^"]+",/g) : null
    expect(found.size).toBe(persons?.length)
    expect(found.size).toBeGreaterThan(900)
    const total = 1000 + excluded.length
    expect(steps.at(-1)).toMatchObject({
      completeScopes: [''],
      progress: { done: total, total, unit: 'rows' },
      registryTotal: null,
    })
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
  })

  test('says of an excluded person what is true, and with an NPI only where there is one', async () => {
    const { people: found } = await runSweep(registry, context())
    expect(excluded.length).toBeGreaterThan(3)
    for (const { exclusion, home, name, npi } of excluded) {
      const key = nameTokens([name.given, name.middle, name.family, name.suffix].join(' '))
      const [content, ...others] = [...found.values()].filter(
        (one) =>
          one.exclusions[0]?.since === exclusion?.since &&
          nameTokens(one.name.full).words.join() === key.words.join(),
      )
      expect(others).toEqual([])
      expect(content).toMatchObject({
        npi: exclusion?.hasNpi && npi ? npi.number : null,
        exclusions: [{ list: 'LEIE', since: exclusion?.since }],
        gender: null,
        licenses: [],
        locations: [],
        placeOfRecord: { state: home.state, postalCode: home.postalCode },
      })
      expect(content?.exclusions[0]?.reason).toMatch(new RegExp(`^${exclusion?.type}: [a-z]`))
    }
    const npis = [...found.values()].filter(({ npi }) => npi !== null)
    expect(npis.length / found.size).toBeLessThan(0.2)
    expect([...found.values()].some(({ npi, raw }) => npi === null && raw.NPI)).toBe(true)
  })

  test('keeps no date of birth and no street, in captures and in records', async () => {
    const served = await (await fetch(`${site.baseUrl}${PATH}`)).text()
    const birthsOf = (body: string): string[] =>
      body.split('\r\n').flatMap((line) => line.split('","')[8] ?? [])
    expect(birthsOf(served).filter((cell) => /^\d{8}$/.test(cell)).length).toBeGreaterThan(800)
    const { parsed, steps } = await runSweep(registry, context())
    const bodies = steps.flatMap(({ captures }) => captures.map(text))
    expect(bodies.flatMap(birthsOf).every((cell) => cell === '')).toBe(true)
    const counts = bodies.map((body) => body.match(EIGHT_DIGITS)?.length ?? 0)
    const exclusionDays = (served.match(/"\d{8}","0{8}","\d{8}","[A-Z]*"\r\n/g) ?? []).length
    const waivers = (served.match(/"(?!0{8}")\d{8}","[A-Z]{2}"\r\n/g) ?? []).length
    expect(counts[0]).toBe(exclusionDays + waivers)
    expect(JSON.stringify(parsed)).not.toMatch(/ADDRESS|DOB|STREET|AVENUE/)
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(registry, context())
    const killed = await runKilledSweep(registry, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps.map(({ cursor }) => cursor)).toEqual(
      whole.steps.map(({ cursor }) => cursor),
    )
  })

  test('that was killed does not go on with another list', async () => {
    const { steps } = await runSweep(registry, context())
    simulator.controls.people = people.filter((person) => person !== excluded[0])
    const rest = registry.sweep?.(context(), steps[1]?.cursor ?? null)
    const read = async () => {
      for await (const step of rest ?? []) steps.push(step)
    }
    await expect(read()).rejects.toThrow(/replaced by another one while it was being read/)
  })

  test('shows no more whoever has left the list, and keeps the keys of the others', async () => {
    const before = await runSweep(registry, context())
    simulator.controls.people = people.filter((person) => person !== excluded[0])
    const after = await runSweep(registry, context())
    const gone = [...before.people.keys()].filter((key) => !after.people.has(key))
    expect(gone).toHaveLength(1)
    expect(after.people.size).toBe(before.people.size - 1)
  })
})

describe('an unchanged list', () => {
  test.each(['etag', 'last-modified'] as const)('is not sent again: %s', async (validators) => {
    simulator.controls.validators = validators
    const first = await runSweep(registry, context())
    const kept = first.steps.flatMap(({ captures }) => captures)
    const second = await runSweep(registry, contextWithMemory(kept))
    expect(second.people).toEqual(first.people)
    expect(second.steps.at(-1)?.completeScopes).toEqual([''])
    expect(second.steps[0]?.captures[0]).toMatchObject({ kind: 'list', status: 304 })
    expect(second.steps[0]?.captures[0]?.body).toEqual(kept[0]?.body)
  })

  test('is sent again where the registry gives no validators', async () => {
    simulator.controls.validators = 'none'
    const first = await runSweep(registry, context())
    const kept = first.steps.flatMap(({ captures }) => captures)
    const second = await runSweep(registry, contextWithMemory(kept))
    expect(second.steps[0]?.captures[0]?.status).toBe(200)
    expect(second.people).toEqual(first.people)
  })

  test('is never taken from the answer to a look-up or from a part', async () => {
    const kept = (await runSweep(registry, context())).steps.flatMap(({ captures }) => captures)
    const memory = contextWithMemory(kept)
    const found = (await leie.lookUp?.(memory, { familyName: excluded[0]?.name.family })) ?? []
    const parts = [...kept.slice(1), ...found]
    expect(parts.every(({ etag, lastModified }) => etag === null && lastModified === null)).toBe(
      true,
    )
    const again = await runSweep(registry, contextWithMemory([...kept, ...found]))
    expect(again.people.size).toBeGreaterThan(900)
  })
})

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof simulator.controls.fault) => {
    simulator.controls.fault = fault
    return await runSweep(registry, context()).catch((error: unknown) => error)
  }

  test('block-page: blocked', async () => {
    expect(await failing('block-page')).toBeInstanceOf(BlockedError)
  })

  test('truncated: unavailable, and says so', async () => {
    const error = await failing('truncated')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('truncated')
  })

  test('cut off without a word about its length: unavailable', async () => {
    const whole = await (await fetch(`${site.baseUrl}${PATH}`)).text()
    const half = whole.slice(0, whole.length / 2)
    const other = await listen({
      fetch: () => new Response(half, { headers: { 'content-type': 'text/csv' } }),
    })
    const error = await runSweep(registry, context(other.baseUrl)).catch((one: unknown) => one)
    await other.close()
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('cut off')
  })

  test('unavailable: tried a few times, then left alone', async () => {
    const error = await failing('unavailable')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain(new URL(site.baseUrl).host)
    expect(simulator.controls.requests.length).toBeLessThanOrEqual(5)
  })

  test('empty-page: not a success', async () => {
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('holds nobody')
  })

  test('missing-column: the layout has changed, and nothing is handed over', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('lacks NPI')
  })

  test('new-status: an unknown type of exclusion is listed, for the gate to see', async () => {
    simulator.controls.fault = 'new-status'
    const { parsed } = await runSweep(registry, context())
    expect(parsed.flatMap(({ unknownWords }) => unknownWords)).toEqual(['1128z9'])
  })

  test('fewer: fewer, for the gate to see', async () => {
    const all = (await runSweep(registry, context())).people.size
    simulator.controls.fault = 'fewer'
    const { people: found } = await runSweep(registry, context())
    expect(found.size).toBeGreaterThan(0)
    expect(found.size).toBeLessThan(all * 0.6)
  })

  test('shifted cells: refused, not read', async () => {
    const whole = await (await fetch(`${site.baseUrl}${PATH}`)).text()
    const [header = '', ...rows] = whole.split('\r\n')
    const shifted = [header, ...rows.map((row) => row.replace(/^(.*),("[^"]*")$/, '$2,$1'))]
    const other = await listen({
      fetch: () => new Response(shifted.join('\r\n'), { headers: { 'content-type': 'text/csv' } }),
    })
    const error = await runSweep(registry, context(other.baseUrl)).catch((one: unknown) => one)
    await other.close()
    expect(error).toBeInstanceOf(LayoutError)
  })
})

describe('a look-up', () => {
  const lookUp = async (query: PersonQuery) => {
    const captures = (await leie.lookUp?.(context(), query)) ?? []
    return captures.flatMap((capture) => leie.parse(capture).records.map(({ content }) => content))
  }
  const person = excluded.find(({ exclusion }) => exclusion?.hasNpi)
  const since = person?.exclusion?.since

  test('finds an entry by NPI', async () => {
    const [found, ...others] = await lookUp({ npi: person?.npi?.number ?? '' })
    expect(found?.exclusions[0]?.since).toBe(since)
    expect(others).toEqual([])
  })

  test('finds entries by name in whatever state, and keeps their rows only', async () => {
    const query = { familyName: person?.name.family, givenName: person?.name.given }
    const found = await lookUp({ ...query, state: 'CT' })
    expect(found.map(({ exclusions }) => exclusions[0]?.since)).toContain(since)
    expect(found.length).toBeLessThan(50)
    const [capture] = (await leie.lookUp?.(context(), query)) ?? []
    expect(capture?.kind).toBe('look-up')
    expect(capture?.body.length).toBeLessThan(10_000)
  })

  test('of nobody is an answer with nobody', async () => {
    expect(await lookUp({ npi: '2999999999' })).toEqual([])
    expect(await lookUp({ familyName: 'Nobody-At-All' })).toEqual([])
    expect(simulator.controls.requests.filter((one) => one.endsWith(PATH))).toHaveLength(2)
  })

  test('asks nothing where the list cannot know', async () => {
    expect(await lookUp({ licenseNumber: '001234' })).toEqual([])
    expect(await lookUp({ npi: '12' })).toEqual([])
    expect(simulator.controls.requests).toEqual([])
  })
})

/** New York's scraper against its simulator, on a real socket. */
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nyNysed } from '#scrapers/ny-nysed/index.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { createTestContext, createTestHttp, listen } from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'
import { keysOf, licensesOf, SETTINGS, useSite } from './site.ts'

const { app, asked, context, controls, people } = useSite()

describe('a sweep', () => {
  test('finds everybody once', async () => {
    const { people: found, parsed, steps } = await runSweep(nyNysed, context())
    expect([...found.keys()].sort()).toEqual(keysOf(people))
    const total = found.size
    expect(steps.at(-1)).toMatchObject({
      progress: { done: total, total, unit: 'licenses' },
      registryTotal: total,
      completeScopes: [''],
    })
    expect(steps.slice(0, -1).every(({ completeScopes }) => completeScopes === undefined)).toBe(
      true,
    )
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
  })

  test('says of each what is true: the license is for life, the registration is not', async () => {
    const { people: found } = await runSweep(nyNysed, context())
    const kept = { suspended: 0, revoked: 0, deceased: 0 }
    for (const { person, license } of licensesOf(people)) {
      const content = found.get(`025-${license.number}`)
      const { family } = license.nameOnRoll ?? person.name
      expect(content?.name.full.startsWith(plain(family))).toBe(true)
      const isForLife = !Object.hasOwn(kept, license.status)
      expect(content?.licenses).toEqual([
        expect.objectContaining({
          state: 'NY',
          number: license.number,
          standing: isForLife ? 'active' : license.status,
          licensedOn: license.licensedOn,
          expiresOn: null,
          hasDiscipline: false,
        }),
      ])
      const registration = content?.licenses[0]?.registration
      expect(registration?.standing).toBe(license.status)
      if (registration?.registeredThrough !== null) {
        expect(registration?.registeredThrough).toBe(license.expiresOn)
      } else {
        expect(['inactive', 'deceased']).toContain(license.status)
      }
      expect(JSON.stringify(content)).not.toContain(person.home.street)
    }
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(nyNysed, context())
    const requests = controls.requests.length
    controls.requests.length = 0
    const killed = await runKilledSweep(nyNysed, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps.map(({ cursor }) => cursor)).toEqual(
      whole.steps.map(({ cursor }) => cursor),
    )
    // What a step has brought is never asked for again; robots.txt is asked for by each client.
    expect(controls.requests).toHaveLength(requests)
  })

  test('says the same again when nothing has changed', async () => {
    const first = await runSweep(nyNysed, context())
    expect((await runSweep(nyNysed, context())).people).toEqual(first.people)
  })

  test('asks for the professions once, for each license once, and no more', async () => {
    const { people: found } = await runSweep(nyNysed, context())
    expect(controls.requests.slice(0, 3)).toEqual([
      'GET /robots.txt',
      'GET /rosa/V2/professions',
      'GET /rosa/V2/byProfessionAndName?name=A&professionCode=025&pageNumber=0&pageSize=200',
    ])
    const numbers = asked('byProfessionAndLicenseNumber').map((query) => query.get('licenseNumber'))
    expect(numbers).toHaveLength(found.size)
    expect(new Set(numbers).size).toBe(found.size)
    const names = asked('byProfessionAndName')
    expect(controls.requests).toHaveLength(2 + names.length + found.size)
    const letters = new Set([...found.values()].map(({ name }) => name.full[0]))
    // A letter without names is asked for again, and then by its next letters.
    expect(names.length).toBeLessThanOrEqual(letters.size + (26 - letters.size) * 31)
  })

  test('keeps its pace towards the real address, whose answers are no faster than asked for', async () => {
    let nowMs = Date.parse('2026-11-22T12:00:00Z')
    const startMs = nowMs
    const { http } = createTestHttp('ny-nysed', {
      pauseMs: nyNysed.info.pauseMs,
      now: () => new Date(nowMs),
      sleep: (ms) => {
        nowMs += ms
        return Promise.resolve()
      },
      fetch: async (input, init) => await app.fetch(new Request(input, init)),
    })
    controls.people = people.slice(0, 60)
    const baseUrl = 'https://nysed.example'
    const { people: found } = await runSweep(nyNysed, { http, baseUrl, settings: SETTINGS })
    expect([...found.keys()].sort()).toEqual(keysOf(controls.people))
    expect(nowMs - startMs).toBe((controls.requests.length - 1) * nyNysed.info.pauseMs)
  })
})

describe('a list that is cut off', () => {
  /** Most of them under one letter. */
  const many = createPopulation({ size: 1400 }).map((person) => ({
    ...person,
    licenses: person.licenses.map((license) => {
      const name = license.nameOnRoll ?? person.name
      const nameOnRoll = person.id % 9 === 0 ? name : { ...name, family: `K${name.family}` }
      return { ...license, nameOnRoll }
    }),
  }))
  beforeEach(() => {
    controls.people = many
  })

  test.each([
    ['at 200 rows', { rowsMax: 200 }],
    ['at 150 rows', { rowsMax: 150 }],
    ['behind its first page', { pagesMax: 1 }],
    ['with names matched anywhere', { matches: 'anywhere' as const }],
    ['with names matched anywhere, at 500 rows', { matches: 'anywhere' as const, rowsMax: 500 }],
  ])('%s is divided until everybody is seen', async (_, more) => {
    Object.assign(controls, more)
    const { people: found, steps } = await runSweep(nyNysed, context())
    expect([...found.keys()].sort()).toEqual(keysOf(many))
    const names = asked('byProfessionAndName').map((query) => query.get('name') ?? '')
    expect(names.some((name) => name.length > 1)).toBe(true)
    expect(names.length).toBeLessThan(1600)
    if ('pagesMax' in more) {
      expect(steps.flatMap(({ notes }) => notes ?? [])).toContainEqual(
        expect.stringMatching(/^Page 2 of the names with "[A-Z]+" is empty, one of \d pages; they/),
      )
    }
  })

  test('is divided where a row came twice and another slipped through', async () => {
    const page = async (request: Request, number: number): Promise<NamesAnswer> => {
      const url = new URL(request.url)
      url.searchParams.set('pageNumber', String(number))
      return NAMES.parse(await (await app.fetch(new Request(url, request))).json())
    }
    const wandering = await listen({
      fetch: async (request: Request) => {
        const { searchParams } = new URL(request.url)
        const isStruck = searchParams.get('name') === 'K' && searchParams.get('pageNumber') === '1'
        if (!isStruck) return await app.fetch(request)
        const answer = await page(request, 1)
        const [, ...rest] = answer.content
        const again = (await page(request, 0)).content.at(-1)
        return Response.json({ ...answer, content: [again, ...rest] })
      },
    })
    const { people: found, steps } = await runSweep(
      nyNysed,
      createTestContext('ny-nysed', wandering.baseUrl, SETTINGS),
    )
    await wandering.close()
    expect([...found.keys()].sort()).toEqual(keysOf(many))
    expect(steps.flatMap(({ notes }) => notes ?? [])).toContainEqual(
      expect.stringContaining('Page 2 of the names with "K" repeats rows of the pages before it'),
    )
  })

  test('is divided as well when killed behind every step', async () => {
    Object.assign(controls, { rowsMax: 100 })
    const whole = await runSweep(nyNysed, context())
    const killed = await runKilledSweep(nyNysed, context())
    expect(killed.people).toEqual(whole.people)
    expect([...killed.people.keys()].sort()).toEqual(keysOf(many))
  })

  test('is not believed when it is cut at a handful', async () => {
    controls.people = many.map((person) => ({
      ...person,
      licenses: person.licenses.map((license) => ({ ...license, nameOnRoll: SAME })),
    }))
    Object.assign(controls, { rowsMax: 100 })
    await expect(runSweep(nyNysed, context())).rejects.toThrow(/letters in common are still more/)
  })
})

const NAMES = z.looseObject({ content: z.array(z.unknown()) })
type NamesAnswer = z.infer<typeof NAMES>

const SAME = { given: 'Alexandra', middle: null, family: 'Exampleton', suffix: null }

describe('the whole of New York', () => {
  test.each([
    ['at their beginning', 'beginning' as const],
    ['anywhere', 'anywhere' as const],
  ])(
    'is swept in seconds with a small cursor, names matched %s',
    async (_, matches) => {
      controls.matches = matches
      controls.people = createPopulation({ size: 10_000 })
      const keys = keysOf(controls.people)
      expect(keys.length).toBeGreaterThan(4500)
      const { people: found, steps } = await runSweep(nyNysed, context())
      expect([...found.keys()].sort()).toEqual(keys)
      const sizes = steps.map(({ cursor }) => JSON.stringify(cursor).length)
      expect(Math.max(...sizes)).toBeLessThan(20_000)
      expect(asked('byProfessionAndName').length).toBeLessThan(900)
    },
    60_000,
  )
})

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()

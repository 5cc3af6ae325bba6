/** The academy's directory: the scraper against its simulator, on a real socket. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nameTokens } from '#src/core/names.ts'
import { aama } from '#scrapers/aama/index.ts'
import { isMember } from '#scrapers/aama/simulated-members.ts'
import { createSimulator } from '#scrapers/aama/simulator.ts'
import { BlockedError, LayoutError, UnavailableError } from '#scrapers/lib/errors.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import type { SweepStep } from '#scrapers/source.ts'
import {
  createTestContext,
  createTestHttp,
  listen,
  type Loopback,
} from '#tests/helpers/loopback.ts'
import { runKilledSweep, runSweep } from '#tests/helpers/sweeps.ts'

const people = createPopulation({ size: 1500 })
const members = people.filter(isMember)
const STRANGERS = 60
const API = '/ui-directory-search/v2'

const simulator = createSimulator(people)
let site: Loopback
beforeAll(async () => {
  site = await listen(simulator.app)
})
afterAll(() => site.close())
beforeEach(() => {
  Object.assign(simulator.controls, { fault: null, people, strangers: STRANGERS })
  simulator.controls.requests.length = 0
})

const context = (baseUrl = site.baseUrl) => createTestContext('aama', baseUrl)

/** A site that changes a request or an answer of the simulator on the way. */
async function withTwist<Result>(
  fetch: (request: Request) => Promise<Response> | Response,
  use: (baseUrl: string) => Promise<Result>,
): Promise<Result> {
  const other = await listen({ fetch })
  try {
    return await use(other.baseUrl)
  } finally {
    await other.close()
  }
}

describe('a sweep', () => {
  test('finds every member in the three states, and nobody from elsewhere', async () => {
    const { people: found, parsed, steps } = await runSweep(aama, context())
    expect(members.length).toBeGreaterThan(15)
    expect(found.size).toBe(members.length)
    const pages = Math.ceil((members.length + STRANGERS) / 10)
    expect(steps.at(-1)).toMatchObject({
      completeScopes: [''],
      progress: { done: pages, total: pages, unit: 'pages' },
      registryTotal: members.length,
    })
    expect(parsed.flatMap(({ unknownWords, problems }) => [...unknownWords, ...problems])).toEqual(
      [],
    )
  })

  test('visits, reads the form, searches once and turns the pages', async () => {
    await runSweep(aama, context())
    const [robots, visit, form, search, ...pages] = simulator.controls.requests
    expect([robots, visit, form, search]).toEqual([
      'GET /robots.txt',
      'GET /patient-referral-directory',
      `GET ${API}/get-directory-search-form/patient-referral-directory`,
      `POST ${API}/search-directory/`,
    ])
    expect(pages).toHaveLength(Math.ceil((members.length + STRANGERS) / 10) - 1)
    expect(new Set(pages)).toEqual(new Set([`POST ${API}/search-directory-paged/`]))
  })

  test('keeps its pace where it is not on loopback', async () => {
    const { http, waitsMs } = createTestHttp('aama', {
      pauseMs: aama.info.pauseMs,
      fetch: async (url, init) =>
        await simulator.app.fetch(new Request(url instanceof Request ? url.url : url, init)),
    })
    await runSweep(aama, { http, baseUrl: 'https://directory.example', settings: {} })
    expect(waitsMs).toHaveLength(simulator.controls.requests.length - 1)
    expect(waitsMs.every((ms) => ms >= aama.info.pauseMs)).toBe(true)
  })

  test('says of each what is true, and no home address', async () => {
    const { people: found } = await runSweep(aama, context())
    for (const { home, name, practices } of members) {
      const [practice] = practices
      const content = [...found.values()].find(
        (one) => one.locations[0]?.phone === practice?.phone && hasName(one.name.full, name),
      )
      expect(content).toMatchObject({
        certifications: [],
        licenses: [],
        exclusions: [],
        placeOfRecord: null,
        locations: [
          {
            city: practice?.city,
            name: practice?.name ?? null,
            phone: practice?.phone,
            postalCode: practice?.postalCode,
            state: practice?.state,
            street: practice?.street,
          },
        ],
      })
      expect(content?.raw.credentials).toMatch(/\b(MD|DO)\b/)
      expect(JSON.stringify(content)).not.toContain(home.street)
    }
  })

  test('killed behind every step ends with the same people', async () => {
    const whole = await runSweep(aama, context())
    const killed = await runKilledSweep(aama, context())
    expect(killed.people).toEqual(whole.people)
    expect(killed.steps.map(({ cursor }) => cursor)).toEqual(
      whole.steps.map(({ cursor }) => cursor),
    )
  })

  test('that was killed begins again when the directory has changed meanwhile', async () => {
    const { steps } = await runSweep(aama, context())
    simulator.controls.strangers = STRANGERS - 1
    const rest: SweepStep[] = []
    for await (const step of aama.sweep?.(context(), steps[2]?.cursor ?? null) ?? []) {
      rest.push(step)
    }
    expect(rest[0]?.progress.done).toBe(1)
    expect(rest.at(-1)).toMatchObject({ completeScopes: [''], registryTotal: members.length })
  })

  test('says the same again when nothing has changed', async () => {
    const first = await runSweep(aama, context())
    expect((await runSweep(aama, context())).people).toEqual(first.people)
  })
})

function hasName(full: string, name: { given: string; family: string }): boolean {
  const { words } = nameTokens(full)
  return nameTokens(`${name.given} ${name.family}`).words.every((word) => words.includes(word))
}

describe('a registry that misbehaves', () => {
  const failing = async (fault: typeof simulator.controls.fault) => {
    simulator.controls.fault = fault
    return await runSweep(aama, context()).catch((error: unknown) => error)
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

  test('empty-page in the middle: asked again, then unavailable', async () => {
    const error = await failing('empty-page')
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/page \d came empty, twice/)
  })

  test('missing-column: the layout has changed', async () => {
    const error = await failing('missing-column')
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('The column left is gone')
  })

  test('fewer: fewer, for the gate to see', async () => {
    simulator.controls.fault = 'fewer'
    const { people: found } = await runSweep(aama, context())
    expect(found.size).toBeGreaterThan(0)
    expect(found.size).toBeLessThan(members.length * 0.7)
  })

  test('the same page for every number: refused', async () => {
    const error = await withTwist(
      async (request) => {
        const text = await request.text()
        const body = text.replace(/pageNumber=\d+/, 'pageNumber=1')
        const init = { method: request.method, headers: request.headers }
        return await simulator.app.fetch(
          new Request(request.url, body === '' ? init : { ...init, body }),
        )
      },
      async (baseUrl) => await runSweep(aama, context(baseUrl)).catch((one: unknown) => one),
    )
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('Asked for page 2 the directory sent page 1')
  })

  test('the same members under every number: refused', async () => {
    const error = await withTwist(
      async (request) => {
        const paged = request.url.endsWith('paged/')
        const text = await request.text()
        const number = Number(/pageNumber=(\d+)/.exec(text)?.[1])
        const init = { method: request.method, headers: request.headers }
        const body = text.replace(/pageNumber=\d+/, 'pageNumber=1')
        const answer = await simulator.app.fetch(
          new Request(request.url, text === '' ? init : { ...init, body }),
        )
        if (!paged) return answer
        const page = await answer.text()
        return new Response(page.replace('"current_page":1,', `"current_page":${number},`), {
          headers: { 'content-type': 'application/json' },
        })
      },
      async (baseUrl) => await runSweep(aama, context(baseUrl)).catch((one: unknown) => one),
    )
    expect(error).toBeInstanceOf(LayoutError)
    expect(String(error)).toContain('Page 2 of the directory repeats members')
  })

  test('a member pushed to the next page while it was read: not a success', async () => {
    const error = await withTwist(
      async (request) => {
        const answer = await simulator.app.fetch(request)
        if (!request.url.endsWith('search-directory/')) return answer
        const page: { results: object[] } = JSON.parse(await answer.text())
        // Page 1 was served before somebody joined at its top: its last one comes again on page 2.
        return Response.json({ ...page, results: [...page.results.slice(0, 9), page.results[0]] })
      },
      async (baseUrl) => await runSweep(aama, context(baseUrl)).catch((one: unknown) => one),
    )
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toMatch(/counts \d+ members and showed \d+/)
  })

  test('a visit that ended in the middle: refused, and not taken for an empty directory', async () => {
    let asked = 0
    const error = await withTwist(
      (request) => {
        asked += 1
        if (asked === 7) simulator.controls.visitors.clear()
        return simulator.app.fetch(request)
      },
      async (baseUrl) => await runSweep(aama, context(baseUrl)).catch((one: unknown) => one),
    )
    expect(error).toBeInstanceOf(BlockedError)
  })

  test('a directory that has moved: unavailable', async () => {
    const error = await withTwist(
      (request) =>
        request.url.endsWith('robots.txt')
          ? new Response('', { status: 404 })
          : new Response(null, { status: 302, headers: { location: '/login' } }),
      async (baseUrl) => await runSweep(aama, context(baseUrl)).catch((one: unknown) => one),
    )
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('sends us elsewhere')
  })

  test('nobody at all: not a success', async () => {
    Object.assign(simulator.controls, { people: [], strangers: 0 })
    await expect(runSweep(aama, context())).rejects.toThrow(/holds nobody/)
  })
})

describe('a look-up', () => {
  test('has the person among the answers', async () => {
    const person = members[3]
    const captures = (await aama.lookUp?.(context(), { familyName: person?.name.family })) ?? []
    const found = captures.flatMap((capture) => aama.parse(capture).records)
    expect(found.some(({ content }) => person && hasName(content.name.full, person.name))).toBe(
      true,
    )
  })

  test('asks nothing where the directory cannot know', async () => {
    expect(await aama.lookUp?.(context(), { npi: '2000000000' })).toEqual([])
    expect(await aama.lookUp?.(context(), { licenseNumber: '1', state: 'NY' })).toEqual([])
    expect(simulator.controls.requests).toEqual([])
  })
})

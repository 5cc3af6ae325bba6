/** The polite client against a real server on loopback. */
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BlockedError, UnavailableError } from '#scrapers/lib/errors.ts'
import type { PoliteHttpOptions, RequestOptions } from '#scrapers/lib/http.ts'
import { truncated } from '#scrapers/lib/simulated-faults.ts'
import { createTestHttp, listen, type Loopback } from '#tests/helpers/loopback.ts'

const JSON_ONLY: RequestOptions = { accept: ['application/json'] }

let site: Loopback
/** Requests as `path`, and the headers of the last one. */
let asked: string[] = []
let headers = new Headers()
let robots: () => Response
let answers: (() => Response)[] = []

const json = (value: unknown, more: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json', ...more } })
const status = (code: number, more: Record<string, string> = {}): Response =>
  new Response('no', { status: code, headers: { 'content-type': 'text/plain', ...more } })

beforeAll(async () => {
  const app = new Hono()
  app.use(async (c, next) => {
    asked.push(new URL(c.req.url).pathname)
    headers = c.req.raw.headers
    await next()
  })
  app.get('/robots.txt', () => robots())
  app.all('*', () => (answers.length > 1 ? answers.shift()?.() : answers[0]?.()) ?? status(404))
  site = await listen(app)
})
afterAll(() => site.close())
beforeEach(() => {
  asked = []
  answers = []
  robots = () => status(404)
})

const get = (options: Partial<PoliteHttpOptions> = {}, request = JSON_ONLY, path = '/data?q=1') => {
  const { http, waitsMs } = createTestHttp('ct-elicense', options)
  return { answer: http.fetch('page', `${site.baseUrl}${path}`, request), http, waitsMs }
}

describe('an answer', () => {
  test('becomes a capture with all that was received', async () => {
    answers = [() => json([1], { etag: '"a"', 'last-modified': 'Sun, 01 Nov 2026' })]
    const capture = await get().answer
    expect(capture).toMatchObject({
      registry: 'ct-elicense',
      kind: 'page',
      via: 'http',
      method: 'GET',
      url: `${site.baseUrl}/data?q=1`,
      status: 200,
      mediaType: 'application/json',
      etag: '"a"',
      lastModified: 'Sun, 01 Nov 2026',
      fetchedAt: new Date('2026-11-22T12:00:00Z'),
    })
    expect(new TextDecoder().decode(capture.body)).toBe('[1]')
    expect(headers.get('user-agent')).toBe('TestDirectory/1.0 (+https://directory.example/contact)')
    expect(headers.get('accept')).toBe('application/json')
  })

  test('that has not changed keeps the earlier body', async () => {
    answers = [() => new Response(null, { status: 304 })]
    const body = new TextEncoder().encode('[2]')
    const findValidators = () => Promise.resolve({ etag: '"a"', lastModified: 'Sun', body })
    const capture = await get({ findValidators }).answer
    expect(headers.get('if-none-match')).toBe('"a"')
    expect(headers.get('if-modified-since')).toBe('Sun')
    expect(capture).toMatchObject({ status: 304, body, etag: '"a"', mediaType: 'application/json' })
  })

  test('may have another status where the caller says so', async () => {
    answers = [() => new Response(null, { status: 204 })]
    expect(await get({}, { ...JSON_ONLY, alsoStatuses: [204] }).answer).toMatchObject({
      status: 204,
    })
  })

  test('carries a body there and back', async () => {
    answers = [() => json([])]
    const request = { ...JSON_ONLY, method: 'POST' as const, body: 'a=1' }
    expect(await get({}, request).answer).toMatchObject({ method: 'POST', requestBody: 'a=1' })
  })

  test('of the wrong media type is unavailable, and the message says what came', async () => {
    answers = [() => status(200)]
    await expect(get().answer).rejects.toThrow(/sent text\/plain where application\/json/)
    await expect(get().answer).rejects.toBeInstanceOf(UnavailableError)
  })

  test('404 names the host and the setting, and no parameter', async () => {
    const error: unknown = await get().answer.catch((error: unknown) => error)
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain(`${new URL(site.baseUrl).host}/data answered 404`)
    expect(String(error)).toContain('REGISTRY_CT_ELICENSE_URL')
    expect(String(error)).not.toContain('q=1')
  })
})

describe('robots.txt', () => {
  test('is asked once, and what it forbids is blocked', async () => {
    robots = () => new Response('User-agent: *\nDisallow: /private\n')
    answers = [() => json([])]
    const { answer, http } = get()
    await answer
    await http.fetch('page', `${site.baseUrl}/data`, JSON_ONLY)
    await expect(http.fetch('page', `${site.baseUrl}/private/x`, JSON_ONLY)).rejects.toThrow(
      BlockedError,
    )
    expect(asked).toEqual(['/robots.txt', '/data', '/data'])
  })

  test('may single us out by name', async () => {
    robots = () => new Response('User-agent: TestDirectory\nDisallow: /\n\nUser-agent: *\nAllow: /')
    await expect(get().answer).rejects.toThrow(/says robots.txt/)
  })

  test('that is not there allows everything; one that fails is unavailable', async () => {
    answers = [() => json([])]
    robots = () => status(401)
    await expect(get().answer).resolves.toBeDefined()
    robots = () => status(500)
    await expect(get().answer).rejects.toThrow(/robots\.txt answered 500 \(5 tries\)/)
  })
})

describe('trying again', () => {
  test.each([408, 429, 500, 503])('after %i', async (code) => {
    answers = [() => status(code), () => status(code), () => json([])]
    const { answer, waitsMs } = get()
    await answer
    expect(waitsMs).toEqual([500, 1000])
  })

  test('ends after some tries, with waits that double', async () => {
    answers = [() => status(503)]
    const { answer, waitsMs } = get({ retriesMax: 3 })
    await expect(answer).rejects.toThrow(/answered 503 \(4 tries\)/)
    expect(waitsMs).toEqual([500, 1000, 2000])
  })

  test('waits as long as Retry-After says, in seconds or until a date', async () => {
    answers = [
      () => status(429, { 'retry-after': '7' }),
      () => status(429, { 'retry-after': 'Sun, 22 Nov 2026 12:00:09 GMT' }),
      () => json([]),
    ]
    const { answer, waitsMs } = get({ random: () => 0 })
    await answer
    expect(waitsMs).toEqual([7000, 9000])
  })

  test('does not come earlier than it was told to', async () => {
    answers = [() => status(429, { 'retry-after': '3600' })]
    const { answer, waitsMs } = get()
    await expect(answer).rejects.toThrow(/asks to wait 3600 s/)
    expect(waitsMs).toEqual([])
  })

  test('does not follow a 404 or a refusal', async () => {
    answers = [() => status(404)]
    await expect(get().answer).rejects.toThrow(UnavailableError)
    answers = [() => status(403)]
    await expect(get().answer).rejects.toThrow(BlockedError)
    expect(asked.filter((path) => path === '/data')).toHaveLength(2)
  })

  test('covers a body that ends early, whatever the lengths say', async () => {
    answers = [
      () => truncated('{"a":"long enough"}', 'application/json'),
      () => new Response('[{"a":1},{"b"', { headers: { 'content-type': 'application/json' } }),
      () => json([1]),
    ]
    expect((await get().answer).body).toHaveLength(3)
    answers = [() => truncated('[1,2,3,4]', 'application/json')]
    await expect(get().answer).rejects.toThrow(/truncated/)
    answers = [() => new Response('[1,2', { headers: { 'content-type': 'application/json' } })]
    await expect(get().answer).rejects.toThrow(/truncated answer \(the JSON of 4 bytes/)
  })

  test('covers a server that is not there, and names it', async () => {
    const { http } = createTestHttp('nppes', { retriesMax: 1 })
    await expect(http.fetch('page', 'http://127.0.0.1:9/api', JSON_ONLY)).rejects.toThrow(
      /^127\.0\.0\.1:9\/robots\.txt could not be reached \(.+\) \(2 tries\)\.$/,
    )
  })

  test('covers an answer that takes too long', async () => {
    const stuck: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    const { answer } = get({ fetch: stuck, timeoutMs: 20, retriesMax: 1 })
    await expect(answer).rejects.toThrow(/did not answer within 0\.02 s \(2 tries\)/)
  })
})

describe('a caller that gives up', () => {
  test('gets its own reason', async () => {
    const controller = new AbortController()
    answers = [
      () => {
        controller.abort(new Error('cancelled by the operator'))
        return status(503)
      },
    ]
    await expect(get({ signal: controller.signal }).answer).rejects.toThrow(
      'cancelled by the operator',
    )
  })
})

describe('the pace', () => {
  const elsewhere: typeof fetch = () => Promise.resolve(json([]))

  test('is kept with a public registry, also by requests made at once', async () => {
    const { http, waitsMs } = createTestHttp('x', { pauseMs: 1000, fetch: elsewhere })
    const ask = () => http.fetch('page', 'https://registry.example/a', JSON_ONLY)
    await ask()
    await Promise.all([ask(), ask()])
    // The clock of the test stands still: robots.txt went first, so each waits one pause more.
    expect(waitsMs).toEqual([1000, 2000, 3000])
  })

  test('is the one that robots.txt asks for, if that is slower', async () => {
    const slow: typeof fetch = (url) =>
      Promise.resolve(
        new Request(url).url.endsWith('robots.txt')
          ? new Response('User-agent: *\nCrawl-delay: 5')
          : json([]),
      )
    const { http, waitsMs } = createTestHttp('x', { pauseMs: 1000, fetch: slow })
    await http.fetch('page', 'https://registry.example/a', JSON_ONLY)
    await http.fetch('page', 'https://registry.example/a', JSON_ONLY)
    expect(waitsMs).toEqual([1000, 6000])
  })

  test('is nobody’s business on loopback', async () => {
    answers = [() => json([])]
    const { answer, http, waitsMs } = get({ pauseMs: 60_000 })
    await answer
    await http.fetch('page', `${site.baseUrl}/data`, JSON_ONLY)
    expect(waitsMs).toEqual([])
  })
})

describe('the circuit', () => {
  test('leaves a registry alone after three failures, and comes back later', async () => {
    let nowMs = 0
    const { http } = createTestHttp('x', { retriesMax: 0, now: () => new Date(nowMs) })
    const ask = () => http.fetch('page', `${site.baseUrl}/data`, JSON_ONLY)
    answers = [() => status(503)]
    for (let failures = 0; failures < 3; failures += 1) {
      await expect(ask()).rejects.toThrow(/answered 503/)
    }
    const before = asked.length
    await expect(ask()).rejects.toThrow(/left alone until 1970-01-01T00:05:00\.000Z.*answered 503/)
    expect(asked).toHaveLength(before)
    nowMs = 5 * 60_000
    answers = [() => json([])]
    await expect(ask()).resolves.toBeDefined()
  })

  test('asks no more after a refusal', async () => {
    answers = [() => status(403)]
    const { answer, http } = get()
    await expect(answer).rejects.toThrow(BlockedError)
    await expect(http.fetch('page', `${site.baseUrl}/data`, JSON_ONLY)).rejects.toThrow(
      BlockedError,
    )
    expect(asked).toEqual(['/robots.txt', '/data'])
  })
})

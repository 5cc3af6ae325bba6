/** The polite HTTP client: the only way to a registry. It knows no runtime beyond `fetch`. */
import type { Capture } from '../source.ts'
import { baseUrlSetting, isLoopback } from './base-url.ts'
import { findBlock, isBareRefusal } from './block-page.ts'
import { Circuit } from './circuit.ts'
import { BlockedError, DeniedError, UnavailableError } from './errors.ts'
import { exchange, type Reply } from './exchange.ts'
import { backoffMs, isRetryable, RETRY_AFTER_MAX_MS } from './retry.ts'
import { ALL_ALLOWED, parseRobots, type Robots } from './robots.ts'

/** What a request may say beyond its address. */
export interface RequestOptions {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** Media types that count as an answer, such as `application/json`; anything else is an error. */
  accept: string[]
  /** Statuses beside 200 that are an answer and not a fault, such as 204: never tried again. */
  alsoStatuses?: number[]
  /** Instead of the client's own, for an answer that is known to take long. */
  timeoutMs?: number
}

/** One answer within a session: a redirect is handed back, not followed. */
export interface SessionReply {
  capture: Capture
  /** Where a redirect leads, as sent; null for any other answer. */
  location: string | null
  /** `Set-Cookie` headers as sent. */
  setCookies: string[]
}

/**
 * The only way to the network. Throws `BlockedError` (robots.txt, firewall or challenge page, even
 * with status 200) and `UnavailableError` (time-out, 408, 429, 5xx, cut-off body after retries).
 */
export interface PoliteHttp {
  fetch(kind: string, url: string, options: RequestOptions): Promise<Capture>
  /** The same for a site that keeps a session (`FormSession`): redirects and cookies are the caller's. */
  exchange(kind: string, url: string, options: RequestOptions): Promise<SessionReply>
}

export interface PoliteHttpOptions {
  registry: string
  /** Name, version and a contact: `Name/1.0 (+https://… or an address)`. */
  userAgent: string
  /** Pause between two requests, whoever asks; none on loopback. */
  pauseMs: number
  timeoutMs?: number
  /** Tries after the first one. */
  retriesMax?: number
  fetch?: typeof fetch
  now: () => Date
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** From 0 up to 1. */
  random: () => number
  /** Ends every request; `fetch` then throws the signal's own reason. */
  signal?: AbortSignal
  /** The last good answer to the same GET, if its bytes are still at hand. */
  findValidators?: (url: string) => Promise<EarlierAnswer | null>
}

export interface EarlierAnswer {
  etag: string | null
  lastModified: string | null
  body: Uint8Array
}

type Redirect = 'follow' | 'manual'
const REDIRECTS = [301, 302, 303]

/** A client for one registry: it keeps that registry's pace, its robots.txt and its circuit. */
export function createPoliteHttp(options: PoliteHttpOptions): PoliteHttp {
  const client = new Client(options)
  return {
    fetch: (kind, url, request) => client.fetch(kind, url, request),
    exchange: (kind, url, request) => client.exchange(kind, url, request),
  }
}

class Client implements PoliteHttp {
  readonly #options: PoliteHttpOptions
  readonly #circuit: Circuit
  readonly #robots = new Map<string, Promise<Robots>>()
  #nextAtMs = 0

  constructor(options: PoliteHttpOptions) {
    this.#options = options
    this.#circuit = new Circuit(options.registry, options.now)
  }

  async fetch(kind: string, url: string, request: RequestOptions): Promise<Capture> {
    return (await this.#guard(() => this.#ask(kind, url, request, 'follow'))).capture
  }

  async exchange(kind: string, url: string, request: RequestOptions): Promise<SessionReply> {
    const alsoStatuses = [...(request.alsoStatuses ?? []), ...REDIRECTS]
    return await this.#guard(() => this.#ask(kind, url, { ...request, alsoStatuses }, 'manual'))
  }

  async #guard<Result>(ask: () => Promise<Result>): Promise<Result> {
    this.#circuit.check()
    try {
      const result = await ask()
      this.#circuit.succeeded()
      return result
    } catch (error) {
      const isOurs = error instanceof BlockedError || error instanceof UnavailableError
      if (isOurs) this.#circuit.failed(error)
      throw error
    }
  }

  async #ask(
    kind: string,
    url: string,
    request: RequestOptions,
    redirect: Redirect,
  ): Promise<SessionReply> {
    const robots = await this.#robotsOf(url)
    if (!robots.isAllowed(url)) {
      throw new BlockedError(`${describe(url)} may not be fetched by programs, says robots.txt.`)
    }
    const method = request.method ?? 'GET'
    const earlier = method === 'GET' ? ((await this.#options.findValidators?.(url)) ?? null) : null
    const headers = {
      accept: request.accept.join(', '),
      ...conditions(earlier),
      ...request.headers,
    }
    const init = { method, headers, body: request.body ?? null }
    const reply = await this.#send(url, init, robots, { ...request, redirect })
    const isUnchanged = reply.status === 304 && earlier !== null
    if (!isUnchanged) this.#requireAnswer(url, request, reply)
    const capture: Capture = {
      registry: this.#options.registry,
      kind,
      via: 'http',
      method,
      url,
      requestBody: request.body ?? null,
      // 304 stays on record: the bytes are those of the earlier answer.
      status: reply.status,
      mediaType: reply.mediaType || (request.accept[0] ?? ''),
      fetchedAt: reply.fetchedAt,
      body: isUnchanged ? earlier.body : reply.body,
      etag: reply.etag ?? (isUnchanged ? earlier.etag : null),
      lastModified: reply.lastModified ?? (isUnchanged ? earlier.lastModified : null),
      savedBy: null,
    }
    const isRedirect = REDIRECTS.includes(reply.status)
    return {
      capture,
      location: isRedirect ? reply.location : null,
      setCookies: reply.setCookies,
    }
  }

  /** Tries until there is an answer worth looking at; throws `UnavailableError` when tired. */
  async #send(
    url: string,
    init: { method: string; headers: Record<string, string>; body: string | null },
    robots: Robots,
    options: Pick<RequestOptions, 'alsoStatuses' | 'timeoutMs'> & { redirect: Redirect },
  ): Promise<Reply> {
    const { now, random, signal, sleep, userAgent } = this.#options
    const triesMax = (this.#options.retriesMax ?? 4) + 1
    for (let attempt = 0; ; attempt += 1) {
      await this.#waitForTurn(url, robots)
      const outcome = await exchange({
        fetch: this.#options.fetch ?? fetch,
        url,
        init: { ...init, headers: { 'user-agent': userAgent, ...init.headers } },
        timeoutMs: options.timeoutMs ?? this.#options.timeoutMs ?? 30_000,
        redirect: options.redirect,
        now,
        signal,
      })
      if (!('failure' in outcome) && isFinal(outcome.status, options.alsoStatuses)) return outcome
      if (!('failure' in outcome)) this.#requireNoBlock(url, outcome, [])
      const { retryAfterMs } = outcome
      const problem = 'failure' in outcome ? outcome.failure : `answered ${outcome.status}`
      const isTooLong = (retryAfterMs ?? 0) > RETRY_AFTER_MAX_MS
      if (attempt + 1 >= triesMax || isTooLong) {
        const tries = attempt === 0 ? '1 try' : `${attempt + 1} tries`
        const later = isTooLong ? ` It asks to wait ${(retryAfterMs ?? 0) / 1000} s.` : ''
        throw new UnavailableError(`${describe(url)} ${problem} (${tries}).${later}`)
      }
      await sleep((retryAfterMs ?? 0) + backoffMs(attempt, random), signal)
    }
  }

  async #waitForTurn(url: string, robots: Robots): Promise<void> {
    const { now, pauseMs, signal, sleep } = this.#options
    signal?.throwIfAborted()
    if (isLoopback(url)) return
    const nowMs = now().getTime()
    const turnMs = Math.max(nowMs, this.#nextAtMs)
    // Taken before waiting, so that requests made at the same time queue up.
    this.#nextAtMs = turnMs + Math.max(pauseMs, robots.crawlDelayMs)
    if (turnMs > nowMs) await sleep(turnMs - nowMs, signal)
  }

  #robotsOf(url: string): Promise<Robots> {
    const { origin } = new URL(url)
    const known = this.#robots.get(origin)
    if (known) return known
    const asked = this.#askRobots(`${origin}/robots.txt`)
    this.#robots.set(origin, asked)
    // A site that could not be asked is asked again by the next request.
    asked.catch(() => this.#robots.delete(origin))
    return asked
  }

  async #askRobots(robotsUrl: string): Promise<Robots> {
    const init = { method: 'GET', headers: { accept: 'text/plain' }, body: null }
    const reply = await this.#send(robotsUrl, init, ALL_ALLOWED, { redirect: 'follow' })
    if (reply.status >= 400) return ALL_ALLOWED
    const text = new TextDecoder().decode(reply.body)
    // A site that answers every path with its home page has no rules.
    if (/^\s*</.test(text)) return ALL_ALLOWED
    return parseRobots(robotsUrl, text, this.#options.userAgent)
  }

  #requireAnswer(url: string, request: RequestOptions, reply: Reply): void {
    this.#requireNoBlock(url, reply, request.accept)
    if (request.alsoStatuses?.includes(reply.status)) return
    if (reply.status !== 200) {
      throw new UnavailableError(
        `${describe(url)} answered ${reply.status}; is ${baseUrlSetting(this.#options.registry)} right?`,
      )
    }
    const mediaType = reply.mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
    if (!request.accept.includes(mediaType)) {
      throw new UnavailableError(
        `${describe(url)} sent ${mediaType || 'no media type'} where ${request.accept.join(' or ')} was asked for.`,
      )
    }
  }

  #requireNoBlock(url: string, reply: Reply, accept: string[]): void {
    const block = findBlock({ ...reply, accept })
    if (!block) return
    const message = `${describe(url)} ${block}.`
    if (isBareRefusal({ ...reply, accept })) throw new DeniedError(message)
    throw new BlockedError(
      `${message} The registry keeps programs out; nothing was tried to get around it.`,
    )
  }
}

const isFinal = (status: number, alsoStatuses: number[] = []): boolean =>
  alsoStatuses.includes(status) || !isRetryable(status)

function conditions(earlier: EarlierAnswer | null): Record<string, string> {
  return {
    ...(earlier?.etag ? { 'if-none-match': earlier.etag } : {}),
    ...(earlier?.lastModified ? { 'if-modified-since': earlier.lastModified } : {}),
  }
}

/** Host and path; parameters and headers may hold names and keys and stay out of messages. */
function describe(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

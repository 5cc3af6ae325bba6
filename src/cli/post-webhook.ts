/** Posts webhooks to the public network, and nowhere else. */
import { lookup as lookUpName, type LookupAddress } from 'node:dns'
import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Posted, PostWebhook } from '#src/services/send-deliveries.ts'

const TIMEOUT_MS = 10_000
const DETAIL_MAX = 500

export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
}

/** One of the public network, also where it is written as IPv6. */
export const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast'

/**
 * Looks a name up and refuses it where any of its addresses is not public. It is the only time that
 * it is looked up, so that what is connected to is what was looked at.
 */
export const publicLookup =
  (lookUp: typeof lookUpName = lookUpName): LookupFunction =>
  (host, options, done) => {
    const { family = 0, hints = 0 } = options
    const then = (error: Error | null, found: LookupAddress[]): void => {
      if (error) return done(error, '', 0)
      const [first] = found
      if (!first || !found.every(({ address }) => isPublic(address))) {
        return done(new PrivateAddressError(`${host} leads to an address that is not public.`), '')
      }
      return options.all ? done(null, found) : done(null, first.address, first.family)
    }
    lookUp(host, { family, hints, all: true }, then)
  }

export interface PostOptions {
  /** For receivers on this machine, in tests: a request never says so. */
  allowPrivate?: boolean
  timeoutMs?: number
  lookup?: LookupFunction
}

/** Redirects are not followed, and of the answer only the beginning is read. */
export const createPostWebhook =
  (options: PostOptions = {}): PostWebhook =>
  async (url, headers, body) => {
    const { allowPrivate = false, timeoutMs = TIMEOUT_MS, lookup = publicLookup() } = options
    if (!allowPrivate) refusePrivate(url)
    return send(url, body, {
      method: 'POST',
      // A connection of its own: none is left open to an address that was looked at long ago.
      agent: false,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
      ...(allowPrivate ? {} : { lookup }),
    })
  }

/** Names are looked at when they are looked up; an address in numbers never is. */
function refusePrivate(url: string): void {
  const { hostname, protocol, username, password } = new URL(url)
  if (protocol !== 'https:') throw new PrivateAddressError('Webhooks go to https:// only.')
  if (username || password) throw new PrivateAddressError('The address holds a name or password.')
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && !isPublic(literal)) {
    throw new PrivateAddressError(`${hostname} is not public.`)
  }
}

function send(url: string, body: string, options: RequestOptions): Promise<Posted> {
  const client = url.startsWith('https:') ? https : http
  return new Promise((resolve, reject) => {
    const request = client.request(url, options, (response) => {
      void readAnswer(response).then(resolve, reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** An answer that breaks off has answered all the same: its status is known. */
function readAnswer(response: IncomingMessage): Promise<Posted> {
  return new Promise((resolve) => {
    let detail = ''
    response.setEncoding('utf8')
    response.on('data', (piece: string) => {
      detail += piece
      if (detail.length > DETAIL_MAX) response.destroy()
    })
    response.on('error', () => {})
    response.once('close', () =>
      resolve({
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'] ?? null,
        detail: detail.slice(0, DETAIL_MAX),
      }),
    )
  })
}

/** One request and its answer, read to the last byte, or the reason why there is none. */
import { isRetryable, parseRetryAfterMs } from './retry.ts'

export interface Exchange {
  fetch: typeof fetch
  url: string
  init: { method: string; headers: Record<string, string>; body: string | null }
  timeoutMs: number
  /** `manual` hands a redirect back instead of following it. */
  redirect: 'follow' | 'manual'
  now: () => Date
  signal: AbortSignal | undefined
}

export interface Reply {
  status: number
  mediaType: string
  body: Uint8Array
  etag: string | null
  lastModified: string | null
  fetchedAt: Date
  retryAfterMs: number | null
  /** Where a redirect leads, as sent. */
  location: string | null
  /** `Set-Cookie` headers as sent. */
  setCookies: string[]
}

/** What went wrong, as the rest of a sentence that begins with the host. Worth another try. */
export interface Failure {
  failure: string
  retryAfterMs: number | null
}

/** Throws only when the caller gave up, with the caller's own reason. */
export async function exchange(options: Exchange): Promise<Reply | Failure> {
  const { now, signal, timeoutMs } = options
  const timeout = AbortSignal.timeout(timeoutMs)
  let response: Response
  try {
    // Called through a variable: workerd refuses `fetch` as a method of another object.
    const send = options.fetch
    response = await send(options.url, {
      ...options.init,
      redirect: options.redirect,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
  } catch (error) {
    signal?.throwIfAborted()
    return failure(timeout.aborted ? timedOut(timeoutMs) : `could not be reached (${code(error)})`)
  }
  const retryAfterMs = parseRetryAfterMs(response.headers.get('retry-after'), now())
  const body = await readBody(response).catch((error: unknown) => {
    signal?.throwIfAborted()
    return timeout.aborted ? timedOut(timeoutMs) : `sent a truncated answer (${code(error)})`
  })
  if (isRetryable(response.status) && typeof body === 'string') {
    return { failure: `answered ${response.status}`, retryAfterMs }
  }
  if (typeof body === 'string') return { failure: body, retryAfterMs }
  return {
    status: response.status,
    mediaType: response.headers.get('content-type') ?? '',
    body,
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
    fetchedAt: now(),
    retryAfterMs,
    location: response.headers.get('location'),
    setCookies: response.headers.getSetCookie(),
  }
}

/** The body, or the rest of a sentence where it ends early. */
async function readBody(response: Response): Promise<Uint8Array | string> {
  const body = new Uint8Array(await response.arrayBuffer())
  const announced = response.headers.get('content-length')
  // With an encoding the length is that of the packed bytes, which `fetch` has unpacked.
  const isPacked = (response.headers.get('content-encoding') ?? 'identity') !== 'identity'
  if (announced !== null && !isPacked && response.status !== 304) {
    if (Number(announced) !== body.length) {
      return `sent a truncated answer (${body.length} of ${announced} bytes)`
    }
  }
  return isCutOffJson(response.headers.get('content-type') ?? '', body)
    ? `sent a truncated answer (the JSON of ${body.length} bytes has no end)`
    : body
}

/** A proxy that cuts an answer off can leave all lengths in order: JSON shows it at its last byte. */
function isCutOffJson(mediaType: string, body: Uint8Array): boolean {
  if (!/[/+]json\b/i.test(mediaType)) return false
  const text = new TextDecoder().decode(body)
  const last = text.trimEnd().at(-1)
  const first = text.trimStart().at(0)
  return (first === '{' && last !== '}') || (first === '[' && last !== ']')
}

const failure = (text: string): Failure => ({ failure: text, retryAfterMs: null })
const timedOut = (timeoutMs: number): string => `did not answer within ${timeoutMs / 1000} s`

/** `ECONNREFUSED` and the like; the message of a network error may hold more than is wanted. */
function code(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  if (!(error instanceof Error)) return 'unknown reason'
  return error.cause instanceof Error ? error.cause.message : error.name
}

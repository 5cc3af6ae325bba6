/** Stands between a registry's simulator and whoever asks it, and lets one fault happen. */
import type { Hono } from 'hono'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'
import type { Fault } from './faults.ts'
import { readAnswer, type Wire } from './wires.ts'

export interface FaultyProxy extends Loopback {
  /** Nothing is touched while there is no fault; the counters start again. */
  order(fault: Fault | null): void
  /** How many answers a run without a fault took; the fault strikes in the middle of them. */
  measure(): void
  /** How many answers were changed since the fault was ordered. */
  struck(): number
  /** Requests since the fault was ordered. */
  asked(): number
}

interface Counts {
  answers: number
  rows: number
  posts: number
}

export async function startProxy(app: Pick<Hono, 'fetch'>, wire: Wire): Promise<FaultyProxy> {
  let fault: Fault | null = null
  let counts: Counts = { answers: 0, rows: 0, posts: 0 }
  let middle: Counts = { answers: 1, rows: 1, posts: 1 }
  let struck = 0
  let asked = 0
  let stuckOn: string | null = null
  let previous: Uint8Array<ArrayBuffer> | null = null

  const isDue = (fault: Fault, question: string, hasRows: boolean, isPost: boolean): boolean => {
    if (fault.hits === 'rows' && !hasRows) return false
    const isMiddle = counts[fault.hits] === middle[fault.hits]
    if (fault.strikes === 'all') return true
    if (fault.strikes === 'first-two') return counts.answers <= 2
    if (fault.strikes === 'post') return isPost && counts.posts === middle.posts
    if (fault.strikes === 'middle') return isMiddle
    if (isMiddle && stuckOn === null) stuckOn = question
    return question === stuckOn
  }

  const pass = async (request: Request): Promise<Response> => {
    asked += 1
    const headers = new Headers(request.headers)
    // An answer that is "not modified" has no body in which anything could be wrong.
    for (const name of ['if-none-match', 'if-modified-since']) headers.delete(name)
    const sent = request.method === 'GET' ? null : await request.text()
    if (fault?.losesCookies && counts.answers + 1 >= middle.answers && headers.has('cookie')) {
      headers.delete('cookie')
      struck += 1
    }
    const answer = await app.fetch(
      new Request(request.url, { method: request.method, headers, body: sent }),
    )
    if (new URL(request.url).pathname === '/robots.txt') return answer
    if (request.method === 'POST') counts.posts += 1
    const isPost = request.method === 'POST'
    if (answer.status !== 200 && !(isPost && fault?.strikes === 'post')) return answer
    return await spoil(answer, `${request.method} ${request.url} ${sent ?? ''}`, isPost)
  }

  const spoil = async (answer: Response, question: string, isPost: boolean): Promise<Response> => {
    const body = new Uint8Array(await answer.arrayBuffer())
    const read = readAnswer(wire, body)
    counts.answers += 1
    if (read && read.rows.length > 0) counts.rows += 1
    const before = previous
    previous = body
    const unchanged = new Response(body, { status: answer.status, headers: answer.headers })
    const hasRows = read !== null && read.rows.length > 0
    if (!fault || !isDue(fault, question, hasRows, isPost)) return unchanged
    const mediaType = answer.headers.get('content-type') ?? 'text/plain'
    const passing = { wire, body, mediaType, previous: before }
    const response = (await fault.respond?.(passing)) ?? null
    const changed = !response && read ? (fault.change?.(read, passing) ?? null) : null
    if (!response && !changed) return unchanged
    struck += 1
    if (response) return response
    const bytes = changed instanceof Uint8Array ? changed : changed?.encode()
    const headers = new Headers(answer.headers)
    headers.delete('content-length')
    return new Response(bytes ?? null, { headers })
  }

  return {
    ...(await listen({ fetch: pass })),
    order(ordered) {
      fault = ordered
      counts = { answers: 0, rows: 0, posts: 0 }
      struck = 0
      asked = 0
      stuckOn = null
      previous = null
    },
    measure() {
      const half = (count: number): number => Math.max(1, Math.ceil((count + 1) / 2))
      middle = {
        answers: half(counts.answers),
        rows: half(counts.rows),
        posts: half(counts.posts),
      }
    },
    struck: () => struck,
    asked: () => asked,
  }
}

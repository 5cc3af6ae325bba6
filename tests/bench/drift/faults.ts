/** What can go wrong on the wire, put into any registry's answers without knowing the registry. */
import { at, drop, keep, oddBytes, put, rename, respellDate, setAll, swap } from './rows.ts'
import { type Answer, bytes, type Wire } from './wires.ts'

/** One answer on its way, with what was there before it. */
export interface Passing {
  wire: Wire
  body: Uint8Array<ArrayBuffer>
  mediaType: string
  /** Body of the answer before this one; null at the first. */
  previous: Uint8Array<ArrayBuffer> | null
}

export interface Fault {
  name: string
  /** `middle`: one answer, once. `stuck`: that question, however often. `all`: every answer. */
  strikes: 'middle' | 'stuck' | 'all' | 'first-two' | 'post'
  /** `rows`: only answers with rows about people. */
  hits: 'answers' | 'rows'
  /** Ends well: the run has to be published with all that was there. */
  recovers?: boolean
  /** Why it cannot happen to this registry; null where it can. */
  notAt?: (wire: Wire) => string | null
  /** The answer instead; null where this one cannot be changed so. */
  change?: (answer: Answer, passing: Passing) => Answer | Uint8Array<ArrayBuffer> | null
  respond?: (passing: Passing) => Response | Promise<Response> | null
  /** Takes cookies out of what is asked, from the answer in the middle on. */
  losesCookies?: boolean
}

const HTML = 'text/html; charset=utf-8'
const page = (status: number, text: string): Response =>
  new Response(`<html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`, {
    status,
    headers: { 'content-type': HTML },
  })
const send = (body: Uint8Array<ArrayBuffer>, mediaType: string): Response =>
  new Response(body, { headers: { 'content-type': mediaType } })
const needsText = ({ format }: Wire): string | null =>
  format === 'xlsx' ? 'a workbook, no text' : null
const needsStatus = ({ fields }: Wire): string | null =>
  fields.status === null ? 'it states no status' : null
const needsDate = ({ fields }: Wire): string | null =>
  fields.date === null ? 'it states no date' : null
const empty = (answer: Answer): Answer => ({ ...answer, ...emptied(answer) })
const emptied = (answer: Answer): Pick<Answer, 'encode'> => {
  answer.rows = []
  return { encode: () => answer.encode() }
}

const CAPTCHA = `<!doctype html><html><head><title>Attention Required</title></head><body>
<form id="challenge-form"><div class="g-recaptcha" data-sitekey="x"></div>
<p>Please complete the security check: prove that you are human.</p></form></body></html>`

const LOGIN = `<!doctype html><html><head><title>Sign in</title></head><body>
<form method="post"><input name="user"><input name="password" type="password"></form></body></html>`

export const DRIFT: Fault[] = [
  { name: '403 page', strikes: 'middle', hits: 'answers', respond: () => page(403, 'Forbidden') },
  {
    name: 'CAPTCHA with 200',
    strikes: 'stuck',
    hits: 'answers',
    respond: () => new Response(CAPTCHA, { headers: { 'content-type': HTML } }),
  },
  { name: 'empty page once', strikes: 'middle', hits: 'rows', change: empty },
  { name: 'empty page each time', strikes: 'stuck', hits: 'rows', change: empty },
  {
    name: 'repeated page',
    strikes: 'stuck',
    hits: 'rows',
    respond: ({ previous, mediaType }) => (previous ? send(previous, mediaType) : null),
  },
  {
    name: 'truncated body',
    strikes: 'stuck',
    hits: 'answers',
    respond: ({ body, mediaType }) =>
      new Response(body.subarray(0, Math.floor(body.length / 2)), {
        headers: {
          'content-type': mediaType,
          'content-length': String(body.length),
          connection: 'close',
        },
      }),
  },
  {
    name: 'short body, no length',
    strikes: 'stuck',
    hits: 'rows',
    respond: ({ body, mediaType }) =>
      send(body.subarray(0, Math.floor(body.length * 0.7)), mediaType),
  },
  {
    name: 'id renamed',
    strikes: 'all',
    hits: 'rows',
    change: (answer, { wire }) => rename(answer, wire.fields.id, `${wire.fields.id}_v2`),
  },
  {
    name: 'column gone',
    strikes: 'all',
    hits: 'rows',
    notAt: needsDate,
    change: (answer, { wire }) => drop(answer, wire.fields.date ?? ''),
  },
  {
    name: 'columns shifted',
    strikes: 'all',
    hits: 'rows',
    change: (answer, { wire }) => swap(answer, ...wire.fields.swap),
  },
  {
    name: 'columns shifted once',
    strikes: 'stuck',
    hits: 'rows',
    change: (answer, { wire }) => swap(answer, ...wire.fields.swap),
  },
  {
    name: 'wrong content type',
    strikes: 'all',
    hits: 'rows',
    respond: ({ body }) => send(body, HTML),
  },
  {
    name: 'new status word',
    strikes: 'all',
    hits: 'rows',
    notAt: needsStatus,
    change: (answer, { wire }) =>
      setAll(answer, wire.fields.status, (_, at) =>
        at === Math.floor(answer.rows.length / 2) ? 'HELD BY BOARD ORDER' : undefined,
      ),
  },
  {
    name: 'date in another format',
    strikes: 'all',
    hits: 'rows',
    notAt: needsDate,
    change: (answer, { wire }) => setAll(answer, wire.fields.date, respellDate),
  },
  {
    name: 'half the rows gone',
    strikes: 'all',
    hits: 'rows',
    change: (answer) => keep(answer, (at) => at % 2 === 0),
  },
  {
    name: 'total disagrees',
    strikes: 'all',
    hits: 'answers',
    change: (answer) => (answer.raiseTotal(40) ? answer : null),
  },
  {
    name: 'slow',
    strikes: 'middle',
    hits: 'answers',
    recovers: true,
    async respond({ body, mediaType }) {
      await new Promise((resolve) => setTimeout(resolve, 700))
      return send(body, mediaType)
    },
  },
  {
    name: '429 with Retry-After',
    strikes: 'middle',
    hits: 'answers',
    recovers: true,
    respond: () => new Response('slow down', { status: 429, headers: { 'retry-after': '7' } }),
  },
  {
    name: '503 twice, then fine',
    strikes: 'first-two',
    hits: 'answers',
    recovers: true,
    respond: () => new Response('Service Unavailable', { status: 503 }),
  },
  {
    name: 'cookie lost',
    strikes: 'all',
    hits: 'answers',
    losesCookies: true,
    notAt: ({ hasCookies }) => (hasCookies ? null : 'it sets no cookies'),
  },
  {
    name: 'stale view state',
    strikes: 'post',
    hits: 'answers',
    notAt: ({ hasViewState }) => (hasViewState ? null : 'it has no view state'),
    respond: () => page(500, 'Validation of viewstate MAC failed.'),
  },
  {
    name: 'cap reached',
    strikes: 'all',
    hits: 'rows',
    change: (answer) => keep(answer, (at) => at < Math.max(1, Math.floor(answer.rows.length / 3))),
  },
  {
    name: 'duplicate keys',
    strikes: 'all',
    hits: 'rows',
    change(answer, { wire }) {
      const [first] = answer.rows
      if (!first || answer.rows.length < 2) return null
      const twin = structuredClone(first)
      const [one, other] = wire.fields.swap
      const value = at(twin, one)
      put(twin, one, at(twin, other))
      put(twin, other, value)
      answer.rows.push(twin)
      return answer
    },
  },
  {
    name: 'odd encoding',
    strikes: 'all',
    hits: 'rows',
    notAt: needsText,
    change: (answer) => oddBytes(answer.encode()),
  },
  {
    name: 'error page with 500',
    strikes: 'stuck',
    hits: 'answers',
    respond: () => page(500, 'Runtime Error'),
  },
  {
    name: 'byte order mark',
    strikes: 'all',
    hits: 'rows',
    notAt: needsText,
    recovers: true,
    change: (answer) => new Uint8Array([0xef, 0xbb, 0xbf, ...answer.encode()]),
  },
  {
    name: 'login page with 200',
    strikes: 'stuck',
    hits: 'answers',
    respond: () => new Response(LOGIN, { headers: { 'content-type': HTML } }),
  },
  {
    name: 'empty body with 200',
    strikes: 'stuck',
    hits: 'answers',
    respond: ({ mediaType }) => send(bytes(''), mediaType),
  },
]

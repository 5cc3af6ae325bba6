/**
 * Sites that live in forms and sessions, as ASP.NET WebForms does: cookies, hidden fields that go
 * back with every form, redirects that set cookies. A session lives in memory and is never kept.
 */
import type { CheerioAPI } from 'cheerio'
import type { Capture } from '../source.ts'
import { decodeText } from './decode.ts'
import { LayoutError, UnavailableError } from './errors.ts'
import { atMostOne, exactlyOne, loadHtml, type Selection } from './html.ts'
import type { PoliteHttp, RequestOptions } from './http.ts'

/** The site no longer knows what we send back to it: the session is over, a new one may do. */
export class StaleFormError extends UnavailableError {
  override name = 'StaleFormError'
}

/** The last answer after all redirects, and where it came from. */
export interface FormAnswer {
  url: string
  capture: Capture
}

export interface FormSessionOptions {
  accept: string[]
  /** Statuses beside 200 that the caller looks at, such as 404. */
  alsoStatuses?: number[]
}

/** What to fill in and which button to press; a postback presses none. */
export interface FormEntry {
  values?: Record<string, string>
  button?: string
  timeoutMs?: number
}

const REDIRECTS_MAX = 5
const STALE = 500

/** One visit to one site: its cookies go with every request, and redirects stay on the site. */
export class FormSession {
  readonly #http: PoliteHttp
  readonly #options: FormSessionOptions
  readonly #cookies = new Map<string, string>()

  constructor(http: PoliteHttp, options: FormSessionOptions) {
    this.#http = http
    this.#options = options
  }

  /** `referer` is the page that holds the link, where there is one. */
  async get(kind: string, url: string, referer: string | null = null): Promise<FormAnswer> {
    const headers: Record<string, string> = referer === null ? {} : { referer }
    return await this.#ask(kind, url, { accept: this.#options.accept, headers })
  }

  /**
   * Sends the form of a page back, hidden fields and all. Throws `LayoutError` for a field or a
   * button that the form does not have, `StaleFormError` where the site refuses the form. The
   * capture's `requestBody` holds what was filled in, without the fields that only echo the page.
   */
  async submit(kind: string, page: FormAnswer, entry: FormEntry): Promise<FormAnswer> {
    const form = findForm(loadPage(page))
    const pressed = entry.button === undefined ? {} : readButton(form, entry.button)
    const entered = { ...entry.values, ...pressed }
    const fields = { ...readForm(form), ...entered }
    const strange = Object.keys(entry.values ?? {}).filter((name) => !hasField(form, name))
    if (strange.length > 0) {
      throw new LayoutError(`The form at ${place(page.url)} has no field ${strange.join(', ')}.`)
    }
    const url = new URL(form.attr('action') ?? '', page.url).href
    const answer = await this.#ask(kind, url, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { referer: page.url, 'content-type': 'application/x-www-form-urlencoded' },
      accept: this.#options.accept,
      ...(entry.timeoutMs === undefined ? {} : { timeoutMs: entry.timeoutMs }),
    })
    const requestBody = new URLSearchParams(entered).toString()
    return { ...answer, capture: { ...answer.capture, requestBody } }
  }

  async #ask(kind: string, url: string, request: RequestOptions): Promise<FormAnswer> {
    let next = { url: requireSameSite(url, url), request: this.#withStatuses(request) }
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { ...next.request.headers, ...(cookie === '' ? {} : { cookie }) }
      const reply = await this.#http.exchange(kind, next.url, { ...next.request, headers })
      this.#keep(reply.setCookies)
      if (next.request.method === 'POST' && reply.capture.status === STALE) {
        throw new StaleFormError(`${place(next.url)} refused a form (status ${STALE}).`)
      }
      if (reply.location === null) return { url: next.url, capture: reply.capture }
      next = {
        url: requireSameSite(next.url, new URL(reply.location, next.url).href),
        request: this.#withStatuses({ accept: request.accept, headers: { referer: next.url } }),
      }
    }
    throw new UnavailableError(`${place(url)} sent us round in circles.`)
  }

  /** A form that was refused is not sent again: the same fields can only be refused again. */
  #withStatuses(request: RequestOptions): RequestOptions {
    const stale = request.method === 'POST' ? [STALE] : []
    return { ...request, alsoStatuses: [...(this.#options.alsoStatuses ?? []), ...stale] }
  }

  #keep(setCookies: string[]): void {
    for (const text of setCookies) {
      const [pair = '', ...attributes] = text.split(';')
      const [, name, value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
      if (name === undefined) continue
      const isGone = value === '' || attributes.some((part) => /^\s*max-age=(0|-\d+)$/i.test(part))
      if (isGone) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }
}

/** The document of an answer. */
export const loadPage = ({ capture }: FormAnswer): CheerioAPI => loadHtml(decodeText(capture))

/** The arguments of a link that posts the page back, or null for any other link. */
export function readPostback(href: string): Record<string, string> | null {
  const match = /^javascript:__doPostBack\('([^']*)','([^']*)'\)$/.exec(href.trim())
  return match ? { __EVENTTARGET: match[1] ?? '', __EVENTARGUMENT: match[2] ?? '' } : null
}

/** True where the page has that button. */
export const hasButton = ($: CheerioAPI, name: string): boolean =>
  atMostOne($.root(), `${BUTTON}[name="${name}"]`) !== null

const BUTTON = ':is(input[type=submit], input[type=image], button)'

/** WebForms puts the whole page into one form. */
const findForm = ($: CheerioAPI): Selection => exactlyOne($.root(), 'form')

const hasField = (form: Selection, name: string): boolean =>
  form.find(':is(input, select, textarea)').is(`[name="${name}"]`)

/** What a browser would send of the form as it stands, without buttons. */
function readForm(form: Selection): Record<string, string> {
  const fields = form
    .find(':is(input, select, textarea)')
    .not('[type=submit], [type=image], [type=button], [type=reset], [disabled]')
    .serializeArray()
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}

function readButton(form: Selection, name: string): Record<string, string> {
  return { [name]: exactlyOne(form, `${BUTTON}[name="${name}"]`).attr('value') ?? '' }
}

function requireSameSite(from: string, to: string): string {
  if (new URL(from).origin === new URL(to).origin) return to
  throw new UnavailableError(`${place(from)} sends us on to ${new URL(to).host}; we stay here.`)
}

const place = (url: string): string => `${new URL(url).host}${new URL(url).pathname}`

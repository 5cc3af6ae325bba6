/** One visit: the page for its cookies, the form for its number, a search, and then its pages. */
import { joinUrl } from '../lib/base-url.ts'
import { UnavailableError } from '../lib/errors.ts'
import type { RequestOptions } from '../lib/http.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { type Page, readForm, readPage } from './answers.ts'

const DIRECTORY = 'patient-referral-directory'
const API = '/ui-directory-search/v2'
const JSON_TYPE = 'application/json'

export interface PageAnswer {
  capture: Capture
  page: Page
}

export class Visit {
  readonly #context: CaptureContext
  readonly #cookies = new Map<string, string>()

  constructor(context: CaptureContext) {
    this.#context = context
  }

  /** Searches for everybody. The search, and the cookies with it, last as long as the visit. */
  async search(): Promise<{ form: Capture; first: PageAnswer }> {
    await this.#ask('visit', `/${DIRECTORY}`, { accept: ['text/html'] })
    const path = `${API}/get-directory-search-form/${DIRECTORY}`
    const form = await this.#ask('form', path, { accept: [JSON_TYPE] })
    const question = { form: { directory_search_id: readForm(form), elements: [] } }
    const capture = await this.#post(`${API}/search-directory/`, question)
    return { form, first: { capture, page: readPage(capture) } }
  }

  async askPage({ dataUrl, pageSize }: Page, number: number): Promise<PageAnswer> {
    const url = `${dataUrl}?pageSize=${pageSize}&pageNumber=${number}`
    const capture = await this.#post(`${API}/search-directory-paged/`, { url })
    return { capture, page: readPage(capture) }
  }

  async #post(path: string, question: object): Promise<Capture> {
    return await this.#ask('page', path, {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify(question),
      accept: [JSON_TYPE],
    })
  }

  async #ask(kind: string, path: string, request: RequestOptions): Promise<Capture> {
    const { http, baseUrl } = this.#context
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...request.headers, ...(cookie === '' ? {} : { cookie }) }
    const url = joinUrl(baseUrl, path)
    const { capture, location, setCookies } = await http.exchange(kind, url, {
      ...request,
      headers,
    })
    if (location !== null) {
      throw new UnavailableError(`${new URL(url).host}${path} sends us elsewhere; has it moved?`)
    }
    for (const text of setCookies) {
      const [, name, value] = /^\s*([^=;\s]+)=([^;]*)/.exec(text) ?? []
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value)
    }
    return capture
  }
}

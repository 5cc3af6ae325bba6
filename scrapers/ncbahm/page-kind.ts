/** Which page of the directory a saved file is, told by what is in it and never by its name. */
import { findBlock } from '../lib/block-page.ts'
import { LayoutError } from '../lib/errors.ts'
import { loadHtml, textOf, type Selection } from '../lib/html.ts'
import type { Capture } from '../source.ts'
import { findDetailHeading } from './detail-lines.ts'
import { htmlLines, textLines } from './lines.ts'

export const PAGES = ['results', 'results-old', 'detail', 'detail-old', 'challenge'] as const
export type Page = (typeof PAGES)[number]

/** `raw`: as the server sent it. `dom`: after the page's scripts ran. `text`: the visible text only. */
export type Form = 'raw' | 'dom' | 'text'

/** The capture's kind, such as `results:dom`, tells both. */
export const toKind = (page: Page, form: Form): string => `${page}:${form}`

/** The two halves of a capture's kind; a kind that is none of ours is a `LayoutError`. */
export function parseKind(kind: string): { page: Page; form: Form } {
  const [first = '', second = 'raw'] = kind.split(':')
  const page = PAGES.find((known) => known === first)
  const form = (['raw', 'dom', 'text'] as const).find((known) => known === second)
  if (page && form) return { page, form }
  throw new LayoutError(`"${kind}" is no kind of page that the directory has.`)
}

/** Throws `LayoutError` that says what the file looks like when it is no page of the directory. */
export function findPage(text: string, body: Uint8Array): { page: Page; form: Form } {
  if (isMarkup(text)) {
    const form = isAfterScripts(text) ? 'dom' : 'raw'
    const page = findMarkupPage(loadHtml(text).root(), text) ?? findChallenge(body)
    if (page) return { page, form }
  } else if (findDetailHeading(textLines(text))) {
    return { page: 'detail', form: 'text' }
  }
  throw new LayoutError(
    `The file is no result page and no details page of the directory: it looks like ${describe(text, body)}. Save the page from the browser as HTML and try again.`,
  )
}

const isMarkup = (text: string): boolean =>
  /<(html|body|section|div)[\s>]/i.test(text.slice(0, 20_000))

/** Sliders, pop-ups and map boxes that scripts add, or the comment of a browser that saves the DOM. */
const isAfterScripts = (text: string): boolean =>
  /slick-initialized|class="[^"]*\bmodal-open\b|modal-backdrop|pac-container|<!-- saved from url=/.test(
    text,
  )

function findMarkupPage(root: Selection, text: string): Page | null {
  const has = (selector: string): boolean => root.find(selector).length > 0
  if (has('div.result-card__item')) return 'results'
  const saysFound = /\d Practitioners? found\b/i.test(text)
  if (has('#hdnlastpage') && saysFound) return 'results'
  if (has('.card-item h4 a') || (has('.search-count') && saysFound)) return 'results-old'
  if (has('.detail-info__content h2') && has('.detail-info__content h6')) return 'detail-old'
  return findDetailHeading(htmlLines(root)) ? 'detail' : null
}

/** Only a page without any list or details counts: the real pages have the widget in them too. */
function findChallenge(body: Uint8Array): Page | null {
  const answer = { status: 200, mediaType: 'text/html', body, accept: ['text/html'] }
  return findBlock(answer) ? 'challenge' : null
}

const SIGNATURES: [RegExp, string][] = [
  [/^\s*$/, 'an empty file'],
  [/^%PDF/, 'a PDF'],
  [/^bplist00/, 'a web archive of Safari'],
  [/^(From: <Saved by|MIME-Version:)/i, 'a web archive of one file (MHTML)'],
  [/^\uFFFD?PNG|^GIF8|^\uFFFD\uFFFD\uFFFD/, 'a picture'],
  [/^PK/, 'a ZIP archive'],
  [/^\s*[[{]/, 'JSON'],
]

function describe(text: string, body: Uint8Array): string {
  const beginning = new TextDecoder().decode(body.subarray(0, 200))
  const known = SIGNATURES.find(([pattern]) => pattern.test(beginning))
  if (known) return known[1]
  if (!isMarkup(text)) return `text that begins "${text.trim().slice(0, 40)}"`
  const title = textOf(loadHtml(text).root().find('title').first())
  return title === ''
    ? 'an HTML page without a title'
    : `an HTML page titled "${title.slice(0, 80)}"`
}

/** The text of a capture's markup; one that breaks off before its end is a `LayoutError`. */
export function loadPage(text: string, capture: Capture): Selection {
  if (!/<\/html\s*>/i.test(text)) {
    throw new LayoutError(`The page saved from ${capture.url} breaks off before its end.`)
  }
  return loadHtml(text).root()
}

/** What a result page says of itself: how many people, which page, which search. */
import { fold } from '#src/core/names.ts'
import { decodeText } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { all, textOf, type Selection } from '../lib/html.ts'
import type { Capture } from '../source.ts'
import { loadPage, parseKind, type Form } from './page-kind.ts'

export interface Search {
  /** Set where the page lists a whole state, nothing else being asked. */
  state: string | null
  /** The search in words that make a scope, such as `name:example`. */
  words: string
}

export interface PageFacts {
  form: Form
  /** People found, as the banner says. */
  total: number
  /** From 1; null where the page does not say. */
  currentPage: number | null
  /** Null in the older layout. */
  lastPage: number | null
  cards: number
  search: Search
}

export const PAGE_SIZE = 20

/**
 * The facts of a result page in either layout. Throws `LayoutError` where the number of people, of
 * pages and of cards contradict each other: a page that was filtered, cut or put together.
 */
export function pageFacts(capture: Capture): PageFacts {
  return readPageFacts(loadPage(decodeText(capture), capture), capture.kind)
}

/** The same for a page that is loaded already. */
export function readPageFacts(root: Selection, kind: string): PageFacts {
  const { page, form } = parseKind(kind)
  if (page !== 'results' && page !== 'results-old') {
    throw new LayoutError(`A page of the kind "${page}" has no list of results.`)
  }
  const facts = { form, ...(page === 'results' ? readFacts(root) : readOldFacts(root)) }
  checkCounts(facts)
  return facts
}

type Facts = Omit<PageFacts, 'form'>

function readFacts(root: Selection): Facts {
  const lastPage = readNumber(root, 'hdnlastpage')
  if (lastPage === null) throw new LayoutError('The page does not say which page is the last.')
  const banner = readBanner(all(root, 'p.title').map(textOf))
  return {
    total: banner.total,
    currentPage: readNumber(root, 'hdncurrpage'),
    lastPage,
    cards: root.find('div.result-card__item').length,
    search: readSearch((field) => hidden(root, `hdn${field}`) ?? '', banner.words),
  }
}

/** The older layout has no count of pages, and its search only in the form and the banner. */
function readOldFacts(root: Selection): Facts {
  const banner = readBanner(all(root, '.search-count p').map(textOf))
  return {
    total: banner.total,
    currentPage: null,
    lastPage: null,
    cards: root.find('.card-item').length,
    search: { state: null, words: banner.words },
  }
}

const BANNER = /^([\d,]+) Practitioners? found(?: for (.+))?$/i

/** `9 Practitioners found for Last Name : Example`; where it stands twice both must say the same. */
function readBanner(texts: string[]): { total: number; words: string } {
  const found = texts.map((text) => BANNER.exec(text)).filter((match) => match !== null)
  const [first, ...more] = found
  if (!first?.[1]) throw new LayoutError('The page does not say how many practitioners it found.')
  if (more.some((match) => match[1] !== first[1])) {
    throw new LayoutError('The page says two different numbers of practitioners found.')
  }
  return { total: Number(first[1].replaceAll(',', '')), words: `search:${fold(first[2] ?? '')}` }
}

const SEARCH_BY_PLACE = '2'

function readSearch(field: (name: string) => string, bannerWords: string): Search {
  const names = ['FirstName', 'LastName', 'CityName'].map(field).filter((text) => text !== '')
  const isStateSearch = field('SearchType') === SEARCH_BY_PLACE && field('CountryCode') === 'USA'
  const state = isStateSearch && names.length === 0 ? field('StateCode') : ''
  if (state !== '') return { state, words: `state:${state}` }
  return { state: null, words: names.length > 0 ? `name:${fold(names.join(' '))}` : bannerWords }
}

/** Value of a hidden input, `''` where it has none, null where there is no such input. */
export function hidden(root: Selection, id: string): string | null {
  const input = root.find(`#${id}`)
  if (input.length > 1) throw new LayoutError(`The page has the field ${id} ${input.length} times.`)
  return input.length === 0 ? null : (input.attr('value') ?? '').trim()
}

function readNumber(root: Selection, id: string): number | null {
  const text = hidden(root, id) ?? ''
  if (text === '') return null
  if (!/^\d{1,6}$/.test(text)) throw new LayoutError(`The field ${id} is "${text}" and no number.`)
  return Number(text)
}

/** All that one page alone can tell. */
function checkCounts({ total, currentPage, lastPage, cards }: PageFacts): void {
  const pages = Math.ceil(total / PAGE_SIZE)
  const onLast = total - Math.max(0, pages - 1) * PAGE_SIZE
  const say = (what: string): never => {
    throw new LayoutError(
      `The page says that ${total} practitioners were found, but ${what}. It was filtered, cut or changed; save it again.`,
    )
  }
  if (lastPage !== null && lastPage !== pages && !(total === 0 && lastPage === 1)) {
    say(`names ${lastPage} as the last page where ${pages} is expected`)
  }
  if (currentPage !== null && total > 0 && (currentPage < 1 || currentPage > pages)) {
    say(`calls itself page ${currentPage} of ${pages}`)
  }
  const expected = expectedCards(currentPage, pages, onLast)
  if (!expected.includes(cards)) say(`shows ${cards} of them where ${expected.join(' or ')} belong`)
}

function expectedCards(currentPage: number | null, pages: number, onLast: number): number[] {
  if (pages <= 1) return [onLast]
  if (currentPage === null) return [...new Set([PAGE_SIZE, onLast])]
  return [currentPage === pages ? onLast : PAGE_SIZE]
}

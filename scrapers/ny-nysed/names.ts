/**
 * The first half of a sweep: every license number, letter by letter. The registry gives no total, so
 * each answer is doubted where its paging does not add up or its end looks like a cap: that part is
 * divided by the next letter and asked again.
 */
import { LayoutError, UnavailableError } from '../lib/errors.ts'
import { packNumbers, unpackNumbers } from './numbers.ts'
import type { NamesPage } from './pages.ts'
import {
  areBeginnings,
  charactersBehind,
  FIRST_PREFIXES,
  requireMatches,
  split,
} from './prefixes.ts'
import { PAGE_ROWS } from './query.ts'

/** All that is needed to go on. */
export interface NamesPosition {
  phase: 'names'
  /** Code of licensed acupuncturists. */
  profession: string
  /** Parts not finished yet; the first is being read. */
  queue: string[]
  /** Page to be asked next, from 0. */
  page: number
  /** Pages of the first part, as its first page said. */
  totalPages: number
  /** Rows of the first part so far. */
  rows: number
  /** Packed numbers of the first part so far. */
  seen: string
  /** Characters seen behind the first part, in case it must be divided. */
  met: string[]
  /** Parts known to hold somebody who was not met there yet. */
  mustHave: string[]
  finished: number
  /** Packed numbers of everybody met. */
  numbers: string
}

export const startNames = (profession: string): NamesPosition => ({
  phase: 'names',
  profession,
  queue: [...FIRST_PREFIXES],
  ...FRESH_PART,
  mustHave: [],
  finished: 0,
  numbers: '',
})

const FRESH_PART = { page: 0, totalPages: 0, rows: 0, seen: '', met: [] as string[] }

/** A registry that ignores the page size would make the parts multiply; a real list needs few. */
const PARTS_MAX = 3000

/** 500, 999, 1024: an end that a cap would have. A false alarm costs a few questions more. */
const looksCapped = (rows: number): boolean =>
  rows >= 99 && (rows % 50 === 0 || rows % 64 === 0 || rows % 100 === 99)

/** What is wrong with a page, as the rest of a sentence, or null where it adds up. */
export function findDoubt(position: NamesPosition, page: NamesPage): string | null {
  const { queue, mustHave } = position
  const totalPages = position.page === 0 ? page.totalPages : position.totalPages
  const isLast = position.page + 1 >= totalPages
  if (page.pageNumber !== null && page.pageNumber !== position.page) {
    return `is page ${page.pageNumber} where ${position.page} was asked for`
  }
  if (page.totalPages !== totalPages) return 'counts other pages than the one before'
  if (page.rows > PAGE_ROWS) return `has ${page.rows} rows where ${PAGE_ROWS} were asked for`
  if (page.rows === 0 && totalPages > 0) return `is empty, one of ${totalPages} pages`
  if (page.rows > 0 && totalPages === 0) return 'has rows and counts no page'
  if (!isLast && page.rows < PAGE_ROWS) return `has ${page.rows} rows and more pages behind it`
  const [part = ''] = queue
  // Where rows wander from page to page, another has slipped through for each that comes twice. If
  // names are matched anywhere, other letters show whoever slipped through.
  if (repeats(position, page) && areBeginnings(part, page.licenses))
    return 'repeats rows of the pages before it'
  const rows = position.rows + page.rows
  if (isLast && page.totalElements !== null && page.totalElements !== rows) {
    return `ends after ${rows} of ${page.totalElements} rows`
  }
  if (totalPages === 0 && (part.length === 1 || mustHave.includes(part))) return 'has nobody'
  return null
}

/**
 * Behind a page: on to the next one, to the next part, or, in doubt and where the end looks like a
 * cap, to the parts of this part. What was read stays read.
 */
export function advance(
  position: NamesPosition,
  page: NamesPage,
  doubt: string | null,
): NamesPosition {
  const part = position.queue[0] ?? ''
  requireProfession(position.profession, page)
  requireMatches(part, page.licenses)
  const totalPages = position.page === 0 ? page.totalPages : position.totalPages
  const rows = position.rows + page.rows
  const met = [...new Set([...position.met, ...charactersBehind(part, page.licenses)])]
  const numbers = addNumbers(position.numbers, page)
  const owed = findOwed(position, page)
  if (doubt === null && position.page + 1 < totalPages) {
    const seen = addNumbers(position.seen, page)
    const part = { page: position.page + 1, totalPages, rows, seen, met }
    return { ...position, ...part, mustHave: owed, numbers }
  }
  const isDivided = doubt !== null || looksCapped(rows)
  const mustHave = isDivided ? [...owed, ...met.map((next) => part + next)] : owed
  return { ...leave(position, mustHave, isDivided ? split(part, met) : []), numbers }
}

/** To the next part. Throws where nobody was shown for one that is known to hold somebody. */
function leave(position: NamesPosition, mustHave: string[], parts: string[]): NamesPosition {
  const queue = [...parts, ...position.queue.slice(1)]
  const unmet = mustHave.filter((part) => !queue.some((waiting) => waiting.startsWith(part)))
  if (unmet.length > 0) {
    throw new UnavailableError(
      `The registry shows nobody for the names with "${unmet[0]}", though it has counted or shown somebody there.`,
    )
  }
  const finished = position.finished + 1
  if (finished + queue.length > PARTS_MAX) {
    throw new LayoutError(
      `The list of names had to be divided into more than ${PARTS_MAX} parts: the registry does not keep to its own paging.`,
    )
  }
  return { ...position, ...FRESH_PART, queue, mustHave, finished }
}

/** Parts that must hold somebody, once this page has been read. */
function findOwed({ mustHave, queue, rows }: NamesPosition, page: NamesPage): string[] {
  const part = queue[0] ?? ''
  if (page.rows > 0) return mustHave.filter((owed) => !part.startsWith(owed))
  return page.totalPages > 0 && rows === 0 ? [...new Set([...mustHave, part])] : mustHave
}

function repeats({ seen }: NamesPosition, { licenses }: NamesPage): boolean {
  const known = new Set(unpackNumbers(seen))
  return licenses.some(({ number }) => known.has(number))
}

const addNumbers = (packed: string, { licenses }: NamesPage): string =>
  packNumbers([...unpackNumbers(packed), ...licenses.map(({ number }) => number)])

function requireProfession(profession: string, { licenses }: NamesPage): void {
  const other = licenses.find((license) => license.profession !== profession)
  if (!other) return
  throw new LayoutError(
    `Asked for profession ${profession} the registry sent one of ${other.profession}: it ignores professionCode.`,
  )
}

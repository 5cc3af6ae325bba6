/** One pass over the directory: a search for everybody, and its pages in order. */
import type { Json } from '#src/core/words.ts'
import { LayoutError, UnavailableError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { idOf, type Page } from './answers.ts'
import { isElsewhere } from './member.ts'
import { type PageAnswer, Visit } from './visit.ts'

/** What is known behind a step: all that is needed to go on. */
interface Position {
  /** Pages read so far, and pages there are. */
  page: number
  pages: number
  /** Members the directory counts. */
  total: number
  /** Those seen so far. */
  ids: string[]
  /** How many of them are in other states. */
  elsewhere: number
}

/** Whoever goes on after a kill searches anew: a search does not outlive its visit. */
export async function* sweep(
  context: CaptureContext,
  cursor: Json | null,
): AsyncIterable<SweepStep> {
  const earlier = readCursor(cursor)
  if (earlier && earlier.page >= earlier.pages) return
  const visit = new Visit(context)
  const { form, first } = await visit.search()
  const { total, pages } = first.page
  if (total === 0) throw new LayoutError('The directory holds nobody.')
  const isSame = earlier?.total === total && earlier.pages === pages
  let position: Position = isSame ? earlier : { page: 0, pages, total, ids: [], elsewhere: 0 }
  if (!isSame) {
    position = advance(position, first.page)
    yield toStep(position, [form, first.capture])
  }
  while (position.page < pages) {
    const { capture, page } = await readNext(visit, first.page, position.page + 1)
    position = advance(position, page)
    yield toStep(position, [capture])
  }
}

/** Asks twice where a page has nobody. */
async function readNext(visit: Visit, search: Page, number: number): Promise<PageAnswer> {
  const answer = await visit.askPage(search, number)
  if (answer.page.members.length > 0) return answer
  const again = await visit.askPage(search, number)
  if (again.page.members.length > 0) return again
  throw new UnavailableError(
    `The directory has ${search.pages} pages but page ${number} came empty, twice.`,
  )
}

function advance(position: Position, page: Page): Position {
  const number = position.page + 1
  if (page.number !== number) {
    throw new LayoutError(`Asked for page ${number} the directory sent page ${page.number}.`)
  }
  if (page.total !== position.total) {
    throw new UnavailableError('The directory changed while it was being read; refresh it again.')
  }
  const known = new Set(position.ids)
  const fresh = page.members.filter((member) => !known.has(idOf(member) ?? ''))
  if (fresh.length === 0) {
    throw new LayoutError(`Page ${number} of the directory repeats members of the pages before it.`)
  }
  const ids = [...known, ...new Set(fresh.flatMap((member) => idOf(member) ?? []))]
  const isLast = number >= position.pages
  if (isLast && ids.length !== page.total) {
    throw new UnavailableError(
      `The directory counts ${page.total} members and showed ${ids.length}: it changed while it was being read; refresh it again.`,
    )
  }
  return {
    ...position,
    page: number,
    ids,
    elsewhere: position.elsewhere + fresh.filter(isElsewhere).length,
  }
}

const toStep = (position: Position, captures: Capture[]): SweepStep => ({
  captures,
  cursor: { ...position },
  progress: { done: position.page, total: position.pages, unit: 'pages' },
  // Members in other states are counted by the directory and are no people of ours.
  registryTotal: position.total - position.elsewhere,
  ...(position.page >= position.pages ? { completeScopes: [''] } : {}),
})

function readCursor(cursor: Json | null): Position | null {
  if (!isRow(cursor) || !Array.isArray(cursor.ids)) return null
  return {
    page: Number(cursor.page),
    pages: Number(cursor.pages),
    total: Number(cursor.total),
    ids: cursor.ids.map(String),
    elsewhere: Number(cursor.elsewhere),
  }
}

/**
 * The sweep without the bulk file: the search by profession, page by page, and the details of each
 * row. A search that reaches the cap is divided by the beginnings of names before anything is read.
 */
import { LayoutError, UnavailableError } from '../lib/errors.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { fail, quote, readAssumptions } from './assumptions.ts'
import { describeLeftOut } from './bulk-checks.ts'
import { PAGE_ROWS, splitPart, toCriteria } from './parts.ts'
import { advance, isWanted, type Position } from './position.ts'
import { fetchDetails, type ResultsVisit, search, turnTo, withFreshVisits } from './visit.ts'

export async function* sweepSearch(
  context: CaptureContext,
  start: Position,
  pagesMax: number,
  notes: string[] = [],
): AsyncIterable<SweepStep> {
  let position = start
  let open: ResultsVisit | null = null
  let fresh = notes
  while (position.queue.length > 0) {
    const read: PageRead = await readNext(context, position, pagesMax, open)
    open = read.open
    position = read.position
    yield toStep(context, position, read, fresh)
    fresh = []
  }
}

interface PageRead {
  position: Position
  captures: Capture[]
  /** The list as it lies open, for the next page; null where a new search begins. */
  open: ResultsVisit | null
}

/** Reads a page, in a new session where the old one was forgotten. */
async function readNext(
  context: CaptureContext,
  position: Position,
  pagesMax: number,
  open: ResultsVisit | null,
): Promise<PageRead> {
  let reused = open
  return await withFreshVisits(async () => {
    const visit = reused
    reused = null
    return await readPage(context, position, pagesMax, visit)
  })
}

async function readPage(
  context: CaptureContext,
  position: Position,
  pagesMax: number,
  open: ResultsVisit | null,
): Promise<PageRead> {
  const [part = '', ...others] = position.queue
  const page = position.page + 1
  let visit = open ?? (await openPart(context, part))
  if (page === 1 && (await reachesCap(visit, pagesMax))) {
    const queue = [...splitPart(part), ...others]
    return { position: { ...position, queue, isDivided: true }, captures: [], open: null }
  }
  // The pager was followed to its end: page one is a new search away.
  if (page === 1 && visit.grid.more) visit = await openPart(context, part)
  visit = await turnTo(visit, page)
  if (visit.grid.rows.length === 0 && page > 1) {
    visit = await turnTo(await openPart(context, part), page)
    if (visit.grid.rows.length === 0) {
      throw new UnavailableError(`Page ${page} of New Jersey's results came back empty, twice.`)
    }
  }
  const { rows } = visit.grid
  const isLast = !visit.grid.more && !visit.grid.pages.has(page + 1)
  if (!isLast && rows.length !== PAGE_ROWS) {
    throw new LayoutError(`Page ${page} of the results has ${rows.length} rows; more pages follow.`)
  }
  const assumptions = readAssumptions(context.settings)
  const next = advance(position, rows, assumptions)
  const captures: Capture[] = []
  for (const row of rows.filter((one) => isWanted(one, assumptions))) {
    captures.push(await fetchDetails(visit, row))
  }
  return isLast
    ? { position: { ...next, queue: others, page: 0, previous: '' }, captures, open: null }
    : { position: { ...next, page }, captures, open: visit }
}

/** An empty list is asked for once more before it is believed. */
async function openPart(context: CaptureContext, part: string): Promise<ResultsVisit> {
  const visit = await search(context, toCriteria(part))
  if (visit.grid.rows.length > 0) return visit
  const again = await search(context, toCriteria(part))
  if (again.grid.rows.length > 0 || part !== '') return again
  throw new UnavailableError('New Jersey lists nobody in the whole profession, twice.')
}

/** Follows the pager to its end only where it has dots: a search of few pages is never turned. */
async function reachesCap(visit: ResultsVisit, pagesMax: number): Promise<boolean> {
  const last = lastPage(visit)
  if (last >= pagesMax) return true
  if (!visit.grid.more) return false
  return await reachesCap(await turnTo(visit, last + 1), pagesMax)
}

const lastPage = ({ grid }: ResultsVisit): number => Math.max(grid.page, ...grid.pages.keys())

function toStep(
  { settings }: CaptureContext,
  position: Position,
  { captures, open }: PageRead,
  notes: string[],
): SweepStep {
  const { queue, pagesRead, isDivided, otherTypes } = position
  const isDone = queue.length === 0
  if (isDone && Object.keys(position.names).length === 0) {
    fail(settings, 'licenseType', 'results of a license type that matches', quote(otherTypes))
  }
  const isWholeInSight = queue.length === 1 && open !== null && open.grid.more === null
  return {
    captures,
    cursor: { way: 'search', ...position },
    progress: {
      done: pagesRead,
      total: isDone ? pagesRead : isWholeInSight && !isDivided ? lastPage(open) : null,
      unit: 'pages of the search',
    },
    registryTotal: null,
    // A divided search misses names that begin with no letter: nobody is counted as gone by it.
    ...(isDone && !isDivided ? { completeScopes: [''] } : {}),
    notes: [
      ...notes,
      ...(isDone ? describeLeftOut(position) : []),
      ...(isDone && isDivided
        ? ['The search was divided by the first letters of names; other names may be missing.']
        : []),
    ],
  }
}

/** One pass over New York's acupuncturists: the list of names, then the details of each license. */
import type { Json } from '#src/core/words.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { advance, findDoubt, type NamesPosition, startNames } from './names.ts'
import { packNumbers, unpackNumbers } from './numbers.ts'
import { readNamesPage } from './pages.ts'
import { parse } from './parse.ts'
import { getProfession } from './professions.ts'
import { askDetail, askNames, askProfessions } from './query.ts'

/** So many licenses a step; a kill asks for these again at most. */
const STEP_LICENSES = 10
/** So many details in a row that cannot be read are no odd rows any more. */
const UNREAD_MAX = 5

/** The second half: the list only gets shorter, and the cursor with it. */
interface DetailsPosition {
  phase: 'details'
  profession: string
  /** Packed numbers still to be asked for. */
  todo: string
  total: number
  /** Details that could not be read, in a row up to here. */
  unread: number
}

type Position = NamesPosition | DetailsPosition

export async function* sweep(
  context: CaptureContext,
  cursor: Json | null,
): AsyncIterable<SweepStep> {
  let position = readCursor(cursor)
  if (!position) {
    const capture = await askProfessions(context)
    position = startNames(getProfession(capture, context.settings))
    yield toStep(position, [capture])
  }
  while (position.phase === 'names') {
    const { capture, next, notes } = await readNames(context, position)
    position = next
    yield { ...toStep(position, [capture]), ...(notes.length > 0 ? { notes } : {}) }
  }
  while (position.todo !== '') {
    const { captures, next } = await readDetails(context, position)
    position = next
    yield toStep(position, captures)
  }
}

/** A page of names. Where it does not add up it is asked again before the part is divided. */
async function readNames(
  context: CaptureContext,
  position: NamesPosition,
): Promise<{ capture: Capture; next: Position; notes: string[] }> {
  const { profession, page, queue } = position
  const question = { profession, name: queue[0] ?? '', page }
  const first = await askNames(context, question)
  const isOdd = findDoubt(position, readNamesPage(first)) !== null
  const capture = isOdd ? await askNames(context, question) : first
  const answer = readNamesPage(capture)
  const doubt = findDoubt(position, answer)
  const next = advance(position, answer, doubt)
  // A letter that nobody's name begins with is no news once its parts are empty as well.
  const notes =
    doubt === null || doubt === 'has nobody'
      ? []
      : [
          `Page ${page + 1} of the names with "${question.name}" ${doubt}; they were asked for by the next letter.`,
        ]
  return { capture, next: next.queue.length === 0 ? startDetails(next) : next, notes }
}

function startDetails({ profession, numbers }: NamesPosition): DetailsPosition {
  const total = unpackNumbers(numbers).length
  if (total === 0) {
    throw new LayoutError(`The registry lists nobody of profession ${profession}.`)
  }
  return { phase: 'details', profession, todo: numbers, total, unread: 0 }
}

async function readDetails(
  context: CaptureContext,
  position: DetailsPosition,
): Promise<{ captures: Capture[]; next: DetailsPosition }> {
  const { profession } = position
  const numbers = unpackNumbers(position.todo)
  const captures: Capture[] = []
  let { unread } = position
  for (const number of numbers.slice(0, STEP_LICENSES)) {
    const ask = (): Promise<Capture> => askDetail(context, 'detail', { profession, number })
    const first = await ask()
    // One odd answer among thousands is more often a slip of the wire than news about the person.
    const isOddOne = unread === 0 && parse(first).records.length === 0
    const capture = isOddOne ? await ask() : first
    captures.push(capture)
    const { records, problems } = parse(capture)
    unread = records.length > 0 ? 0 : unread + 1
    if (unread >= UNREAD_MAX) {
      throw new LayoutError(
        `None of the last ${UNREAD_MAX} details can be read. The last one: ${problems[0]?.detail ?? 'no record'}`,
      )
    }
  }
  const todo = packNumbers(numbers.slice(STEP_LICENSES))
  return { captures, next: { ...position, todo, unread } }
}

function toStep(position: Position, captures: Capture[]): SweepStep {
  const cursor = { ...position }
  if (position.phase === 'names') {
    const { finished, queue } = position
    const progress = { done: finished, total: finished + queue.length, unit: 'lists of names' }
    return { captures, cursor, progress, registryTotal: null }
  }
  const { total, todo } = position
  const done = total - unpackNumbers(todo).length
  return {
    captures,
    cursor,
    progress: { done, total, unit: 'licenses' },
    registryTotal: total,
    ...(todo === '' ? { completeScopes: [''] } : {}),
  }
}

function readCursor(cursor: Json | null): Position | null {
  if (!isRow(cursor) || typeof cursor.profession !== 'string') return null
  const { phase, profession } = cursor
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
  if (phase === 'details') {
    const { total, unread } = cursor
    return {
      phase,
      profession,
      todo: text(cursor.todo),
      total: Number(total),
      unread: Number(unread),
    }
  }
  return {
    phase: 'names',
    profession,
    queue: texts(cursor.queue),
    page: Number(cursor.page),
    totalPages: Number(cursor.totalPages),
    rows: Number(cursor.rows),
    seen: text(cursor.seen),
    met: texts(cursor.met),
    mustHave: texts(cursor.mustHave),
    finished: Number(cursor.finished),
    numbers: text(cursor.numbers),
  }
}

/**
 * One pass over the acupuncturists of three states. The registry shows 1,200 rows of a question at
 * most and never says how many there are: a part that is full is divided by ZIP and asked again.
 */
import { STATES, type Json } from '#src/core/words.ts'
import { LayoutError, UnavailableError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { npiOf, readResults, type Result } from './answer.ts'
import { occupied, split } from './partition.ts'
import { askPage, PAGE_ROWS, SKIP_MAX } from './query.ts'

/** What is known behind a step: all that is needed to go on. */
interface Position {
  /** Parts not finished yet; the first is being read. */
  queue: string[]
  /** Rows of the first part that have been read. */
  skip: number
  /** Identifiers of the page before in this part, to see a page that comes twice. */
  previous: string[]
  /** Parts known to hold somebody: one that comes back empty is a lie. */
  mustHave: string[]
  /** Parts of the first part in which somebody was met, in case it must be divided. */
  met: string[]
  finished: number
  /** Rows received so far; people with two addresses come twice. */
  rows: number
}

const START: Position = {
  queue: [...STATES],
  skip: 0,
  previous: [],
  mustHave: [],
  met: [],
  finished: 0,
  rows: 0,
}

export async function* sweep(
  context: CaptureContext,
  cursor: Json | null,
): AsyncIterable<SweepStep> {
  let position = readCursor(cursor) ?? START
  for (;;) {
    const partition = position.queue[0]
    if (partition === undefined) return
    const capture = await readPage(context, position, partition)
    position = advance(position, partition, readResults(capture))
    yield toStep(position, capture)
  }
}

/** A page of a part. An empty one is believed only when a second question agrees. */
async function readPage(
  context: CaptureContext,
  { skip, mustHave }: Position,
  partition: string,
): Promise<Capture> {
  const first = await askPage(context, partition, skip)
  const isWholeState = !partition.includes(':')
  const isDoubtful = skip > 0 || isWholeState || mustHave.includes(partition)
  if (readResults(first).length > 0 || !isDoubtful) return first
  const second = await askPage(context, partition, skip)
  if (readResults(second).length > 0) return second
  if (!(await isMoreThere(context, partition, skip, mustHave))) return second
  throw new UnavailableError(
    `NPPES sent an empty page for ${partition} at skip ${skip}, twice, though there are more people.`,
  )
}

/** Asks another way whether an empty page hides somebody. */
async function isMoreThere(
  context: CaptureContext,
  partition: string,
  skip: number,
  mustHave: string[],
): Promise<boolean> {
  if (skip === 0 && mustHave.includes(partition)) return true
  // From its last row on, a part that truly ends shows that row alone.
  const probe = await askPage(context, partition, Math.max(skip - 1, 0), skip > 0 ? PAGE_ROWS : 1)
  return readResults(probe).length > (skip > 0 ? 1 : 0)
}

function advance(position: Position, partition: string, results: Result[]): Position {
  const { queue, skip, previous, met } = position
  if (results.length > PAGE_ROWS) {
    throw new LayoutError(`NPPES sent ${results.length} rows where ${PAGE_ROWS} were asked for.`)
  }
  const npis = results.map(npiOf)
  if (npis.length > 1 && npis.every((npi) => previous.includes(npi))) {
    throw new LayoutError(`NPPES repeats the same page for ${partition} at skip ${skip}.`)
  }
  const rows = position.rows + results.length
  const isFull = results.length === PAGE_ROWS
  if (isFull && skip < SKIP_MAX) {
    return {
      ...position,
      skip: skip + PAGE_ROWS,
      previous: npis,
      met: [...new Set([...met, ...occupied(partition, results)])],
      rows,
    }
  }
  const children = isFull ? split(partition) : []
  const next = {
    ...START,
    queue: [...children, ...queue.slice(1)],
    mustHave: [
      ...position.mustHave.filter((part) => part !== partition),
      ...(isFull ? new Set([...met, ...occupied(partition, results)]) : []),
    ],
    finished: position.finished + 1,
    rows,
  }
  if (next.queue.length === 0 && rows === 0) {
    throw new LayoutError(
      `NPPES lists no acupuncturist in ${STATES.join(', ')}: does it still use that word?`,
    )
  }
  return next
}

function toStep(position: Position, capture: Capture): SweepStep {
  const { finished, queue } = position
  return {
    captures: [capture],
    cursor: { ...position },
    progress: { done: finished, total: finished + queue.length, unit: 'queries' },
    registryTotal: null,
    ...(queue.length === 0 ? { completeScopes: [''] } : {}),
  }
}

function readCursor(cursor: Json | null): Position | null {
  if (!isRow(cursor) || !Array.isArray(cursor.queue)) return null
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
  return {
    queue: texts(cursor.queue),
    skip: Number(cursor.skip),
    previous: texts(cursor.previous),
    mustHave: texts(cursor.mustHave),
    met: texts(cursor.met),
    finished: Number(cursor.finished),
    rows: Number(cursor.rows),
  }
}

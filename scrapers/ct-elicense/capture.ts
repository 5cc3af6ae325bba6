/** One pass over Connecticut's acupuncturists: a count, then pages in the order of the row ids. */
import type { Json } from '#src/core/words.ts'
import { LayoutError, UnavailableError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, CaptureContext, SweepStep } from '../source.ts'
import { acupuncturists, ask } from './query.ts'
import { failEmpty, keyOf, readRows, requireLabels, type Row } from './rows.ts'

/** Socrata's own default: no server may cut a page shorter and be taken for the end. */
const PAGE_ROWS = 1000

/** What is known behind a step: all that is needed to go on. */
interface Position {
  /** Rows received so far. */
  offset: number
  /** Rows the registry counts; null where it does not say. */
  total: number | null
  /** Keys of the people among them, to see twins and pages that come twice. */
  keys: string[]
  isDone: boolean
}

/** The sweep with another page size, for tests. */
export function createSweep(pageRows = PAGE_ROWS) {
  return async function* sweep(
    context: CaptureContext,
    cursor: Json | null,
  ): AsyncIterable<SweepStep> {
    let position = readCursor(cursor)
    if (!position) {
      const capture = await ask(context, 'count', {
        $select: 'count(*)',
        $where: acupuncturists(context),
        $limit: 1,
      })
      position = { offset: 0, total: findCount(capture), keys: [], isDone: false }
      yield toStep(position, capture)
    }
    while (!position.isDone) {
      const capture = await askPage(context, position, pageRows)
      position = advance(position, capture, context, pageRows)
      yield toStep(position, capture)
    }
  }
}

/** Asks twice where an empty page contradicts the count. */
async function askPage(
  context: CaptureContext,
  { offset, total }: Position,
  pageRows: number,
): Promise<Capture> {
  const parameters = {
    $where: acupuncturists(context),
    $order: ':id',
    $limit: pageRows,
    $offset: offset,
  }
  const capture = await ask(context, 'page', parameters)
  const isDoubtful = readRows(capture).length === 0 && total !== null && offset < total
  return isDoubtful ? await ask(context, 'page', parameters) : capture
}

function advance(
  position: Position,
  capture: Capture,
  context: CaptureContext,
  pageRows: number,
): Position {
  const { offset, total } = position
  const rows = readRows(capture)
  if (offset === 0 && rows.length === 0) {
    if (!total) failEmpty(context.settings)
    throw new UnavailableError(
      `The registry counts ${total} acupuncturists but sent an empty first page, twice.`,
    )
  }
  if (rows.length > pageRows) {
    throw new LayoutError(
      `Asked for ${pageRows} rows the registry sent ${rows.length}: it ignores $limit.`,
    )
  }
  requireLabels(rows, context.settings)
  const known = new Set(position.keys)
  const keys = rows.flatMap((row) => keyOfPerson(row) ?? [])
  if (keys.length > 1 && offset > 0 && keys.every((key) => known.has(key))) {
    throw new LayoutError(`The page at offset ${offset} repeats rows of the pages before it.`)
  }
  return {
    offset: offset + rows.length,
    total,
    keys: [...new Set([...position.keys, ...keys])],
    isDone: rows.length < pageRows,
  }
}

const keyOfPerson = (row: Row): string | null => (row.type === 'INDIVIDUAL' ? keyOf(row) : null)

function toStep(position: Position, capture: Capture): SweepStep {
  const { offset, total, keys, isDone } = position
  // Businesses and twin rows are counted by the registry and are no people of ours.
  const notPeople = offset - keys.length
  return {
    captures: [capture],
    cursor: { ...position },
    progress: { done: offset, total, unit: 'rows' },
    registryTotal: total === null ? null : total - notPeople,
    ...(isDone ? { completeScopes: [''] } : {}),
  }
}

/** The number in `[{"count":"1234"}]`; null where the server ignores `$select` and sends a row. */
function findCount(capture: Capture): number | null {
  const [row, ...others] = readRows(capture)
  if (!row || others.length > 0 || Object.keys(row).join() !== 'count') return null
  const text = String(row.count)
  return /^\d+$/.test(text) ? Number(text) : null
}

function readCursor(cursor: Json | null): Position | null {
  if (!isRow(cursor)) return null
  const { offset, total, keys, isDone } = cursor
  if (typeof offset !== 'number' || !Array.isArray(keys)) return null
  return {
    offset,
    total: typeof total === 'number' ? total : null,
    keys: keys.map(String),
    isDone: isDone === true,
  }
}

/** Saved pages into records. Pure. */
import { collectRows, type RowReading } from '../lib/collect.ts'
import { decodeText } from '../lib/decode.ts'
import { BlockedError, LayoutError } from '../lib/errors.ts'
import type { Selection } from '../lib/html.ts'
import type { Capture, ParsedCapture } from '../source.ts'
import { toCardReading, type CardFacts } from './card.ts'
import { toDetailReading, type DetailFacts } from './detail-facts.ts'
import { readPageFacts, type PageFacts } from './page-facts.ts'
import { loadPage, parseKind } from './page-kind.ts'
import { readDetail, readDetailText, readOldDetail } from './parse-detail.ts'
import { readOldCard, readOldCards } from './parse-results-old.ts'
import { readCard, readCards } from './parse-results.ts'

/**
 * Throws `BlockedError` for a saved challenge page and `LayoutError` for a page whose counts
 * disagree or whose layout is unknown.
 */
export function parse(capture: Capture): ParsedCapture {
  const { page, form } = parseKind(capture.kind)
  if (page === 'challenge') {
    throw new BlockedError(
      'The saved file is the page on which the directory asks for a human. Pass it in the browser, wait for the list, and save that.',
    )
  }
  const text = decodeText(capture)
  if (page === 'detail' && form === 'text') return collectDetail(() => readDetailText(text))
  const root = loadPage(text, capture)
  if (page === 'detail') return collectDetail(() => readDetail(root))
  if (page === 'detail-old') return collectDetail(() => readOldDetail(root))
  return collectPage(root, capture.kind).parsed
}

/** A result page with what it says of itself, for who asks whether pages add up. */
export const parseResults = (capture: Capture): ResultPage =>
  collectPage(loadPage(decodeText(capture), capture), capture.kind)

interface ResultPage {
  facts: PageFacts
  parsed: ParsedCapture
}

function collectPage(root: Selection, kind: string): ResultPage {
  const facts = readPageFacts(root, kind)
  const parsed =
    parseKind(kind).page === 'results'
      ? collectCards(facts, readCards(root), readCard)
      : collectCards(facts, readOldCards(root), readOldCard)
  return { facts, parsed }
}

/** One page, one person: what cannot be read is no odd row but a changed layout. */
function collectDetail(read: () => DetailFacts): ParsedCapture {
  const reading = toDetailReading(read())
  return collectRows(
    [reading],
    () => reading.record.key,
    () => reading,
  )
}

type ReadCard = (card: Selection) => CardFacts

function collectCards({ search }: PageFacts, cards: Selection[], read: ReadCard): ParsedCapture {
  const readings = new Map<Selection, RowReading | LayoutError>()
  const idsByKey = new Map<string, string[]>()
  for (const card of cards) {
    const reading = attempt(() => {
      const facts = read(card)
      const reading = toCardReading(facts, search)
      const { key } = reading.record
      idsByKey.set(key, [...(idsByKey.get(key) ?? []), facts.pageId])
      return reading
    })
    readings.set(card, reading)
  }
  const keyOf = (card: Selection): string | null => {
    const reading = readings.get(card)
    return reading && !(reading instanceof LayoutError) ? reading.record.key : null
  }
  return collectRows(cards, keyOf, (card) => {
    const reading = readings.get(card)
    if (!reading) throw new LayoutError('A card was not read.')
    if (reading instanceof LayoutError) throw reading
    requireOne(reading, idsByKey.get(reading.record.key) ?? [])
    return reading
  })
}

/** Two cards that nothing tells apart are two people or one listed twice: nobody can say which. */
function requireOne({ record }: RowReading, ids: string[]): void {
  if (ids.length === 1) return
  throw new LayoutError(
    new Set(ids).size === 1
      ? `${record.content.name.full} is listed ${ids.length} times on one page.`
      : `${ids.length} people on one page are called ${record.content.name.full} and have the same place; they are left out, for nothing tells them apart.`,
  )
}

function attempt<Result>(read: () => Result): Result | LayoutError {
  try {
    return read()
  } catch (error) {
    if (error instanceof LayoutError) return error
    throw error
  }
}

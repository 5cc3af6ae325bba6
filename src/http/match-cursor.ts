/** Where the lists of pairs and of judgements go on, for their pages and their calls. */
import type { QueuePlace } from '#db/queries/match-queue.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { parameterError } from './problem.ts'

const QUEUE = 'matches'

/** A pair without a weight has an empty one. */
export const encodePlace = ({ left, right, weight }: QueuePlace): string =>
  encodeCursor(QUEUE, [weight === null ? '' : String(weight), left, right])

/** Throws `ParameterError` for one that this service has not given. */
export function decodePlace(cursor: string | undefined): QueuePlace | null {
  if (!cursor) return null
  const [text, left, right] = decodeCursor(QUEUE, cursor, ['string', 'number', 'number'])
  const place = {
    weight: text === '' ? null : Number(text),
    left: Number(left),
    right: Number(right),
  }
  const isWhole = Number.isSafeInteger(place.left) && Number.isSafeInteger(place.right)
  if (isWhole && Math.abs(place.weight ?? 0) < 1e9) return place
  throw parameterError('cursor', 'The cursor is not one that this service gave.')
}

/** `question` is the list with whatever narrows it. */
export const encodeId = (question: string, id: number): string => encodeCursor(question, [id])

/** Throws `ParameterError` for one that this service has not given. */
export function decodeId(question: string, cursor: string | undefined): number | null {
  if (!cursor) return null
  const [id] = decodeCursor(question, cursor, ['number'])
  if (Number.isSafeInteger(id)) return Number(id)
  throw parameterError('cursor', 'The cursor is not one that this service gave.')
}

/** A page of either list of corrections, for the desk and for programs. */
import type { Db } from '#db/client.ts'
import {
  type CorrectionEntry,
  type CorrectionKey,
  listAnsweredCorrections,
  listOpenCorrections,
} from '#db/queries/corrections.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { parameterError } from './problem.ts'

export type CorrectionList = 'open' | 'answered'

const LISTS = { open: listOpenCorrections, answered: listAnsweredCorrections }
const question = (list: CorrectionList): string => `corrections ${list}`

/** `next` is the cursor of the next page. Throws `ParameterError` for one of another list. */
export async function readCorrections(
  db: Db,
  list: CorrectionList,
  limit: number,
  cursor: string | undefined,
): Promise<{ entries: CorrectionEntry[]; next: string | null }> {
  const found = await LISTS[list](db, limit, readCursor(list, cursor))
  const last = found.length > limit ? found[limit - 1] : undefined
  const next = last ? encodeCursor(question(list), [last.dueAt.toISOString(), last.id]) : null
  return { entries: found.slice(0, limit), next }
}

function readCursor(list: CorrectionList, cursor: string | undefined): CorrectionKey | null {
  if (cursor === undefined) return null
  const [due, id] = decodeCursor(question(list), cursor, ['string', 'number'])
  const dueAt = new Date(String(due))
  if (Number.isNaN(dueAt.getTime()) || !Number.isSafeInteger(id)) {
    throw parameterError('cursor', 'The cursor is not one that this service gave.')
  }
  return { dueAt, id: Number(id) }
}

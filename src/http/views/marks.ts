/** The three marks of a practitioner, each with the sentence that says what it means and does not. */
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { IsoDate, State } from '#src/core/words.ts'
import type { Site } from '../deps.ts'
import { certifiedMark } from './certified-mark.ts'
import { licensedMark } from './licensed-mark.ts'
import { trainingMark } from './training-mark.ts'

/** `partly` is evidence that nobody has checked; `unknown` is nothing found, which proves nothing. */
export type MarkValue = 'yes' | 'partly' | 'no' | 'unknown'

export interface Mark {
  title: string
  value: MarkValue
  /** A few words, for lists. */
  short: string
  sentence: string
}

export interface MarkContext {
  site: Pick<Site, 'infos'>
  /** When each registry was last read, by id; without those that never were. */
  lastGood: ReadonlyMap<string, Date>
  today: IsoDate
  /** States that a license must be of; none for any. */
  asked: readonly State[]
}

export const marksOf = (view: PractitionerView, context: MarkContext): Mark[] => [
  licensedMark(view, context),
  certifiedMark(view, context),
  trainingMark(view),
]

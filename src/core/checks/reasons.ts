/** Sentences of a check, for people who have to act on them. */
import { newYorkDayOf } from '../days.ts'
import type { IsoDate } from '../words.ts'
import type { CheckRegistry } from './facts.ts'

type Named = Pick<CheckRegistry, 'title'>

/** A sentence of a registry: `New York license verification: license NY 001234 is active.` */
export const says = ({ title }: Named, ...sentences: (string | null)[]): string =>
  `${title}: ${sentences.filter((sentence) => sentence !== null).join(' ')}`

export const neverReadReason = (registry: Named): string =>
  says(registry, 'the directory had no complete answer of it yet.')

export const noAnswerReason = (registry: Named): string =>
  says(registry, 'it was asked now and did not answer.')

export function staleReason(registry: CheckRegistry, readAt: string | null): string {
  const day = readAt === null ? null : newYorkDayOf(readAt)
  const since = day === null ? 'has not answered' : `last answered on ${day}`
  const within = `the ${hoursWords(registry.promiseHours)} within which an answer is relied on`
  return says(registry, `it ${since} about this, which is not within ${within}.`)
}

const hoursWords = (hours: number): string => {
  const isDays = hours % 24 === 0
  const count = isDays ? hours / 24 : hours
  return `${count} ${isDays ? 'day' : 'hour'}${count === 1 ? '' : 's'}`
}

export const delistedReason = (registry: Named, what: string, since: IsoDate): string =>
  says(registry, `${what} is no longer listed since ${since}. Ask the registry why.`)

export const noSourceReason = (what: string): string =>
  `The source of ${what} is not known, so nothing is concluded from it.`

export const ABSENCE_OF_LICENSE =
  'That does not mean “unlicensed”: the license may be newer than the answer or under another name.'

export const OTHER_LICENSEES =
  'Somebody of a name that fits has one, and nothing says whether it is this person.'

export const ABSENCE_OF_TRAINING =
  'Licensed acupuncturists were never required to train in this; ask the practitioner.'

export const NO_SEPARATE_REGISTRATION =
  'There is no registration beside the license here, so the license counts.'

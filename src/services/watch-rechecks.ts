/**
 * What registries said when they were asked about somebody who is watched. It is kept with the watch
 * and laid over what the last sweep said, until a later sweep has seen the person.
 */
import type { RecordSource } from '#db/queries/sources.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import type { LicenseFact } from '#src/core/record.ts'
import type { IsoDate } from '#src/core/words.ts'

/** Facts older than this are asked for anew, which leaves days for a registry that is out of order. */
export const RECHECK_AFTER_DAYS = 25
/** Whatever is older is said to be. */
export const RECHECKED_DAYS = 30
/** As with sweeps, one answer that does not list somebody may be a mistake. */
const MISSES_MAX = 2
const DAY_MS = 86_400_000

/** About one number on one record. */
export interface Recheck {
  recordId: number
  /** License number or NPI; empty where there was nothing to ask by. */
  number: string
  /** When the registry last answered; null where it never did. */
  answeredAt: string | null
  /** The license as last listed; null for an NPI. */
  fact: LicenseFact | null
  /** Answers in a row that did not list it. */
  misses: number
  /** Not asked again before. */
  nextAt: string
}

export interface RecheckAnswer {
  isListed: boolean
  fact: LicenseFact | null
  at: string
}

/** `answer` is null where the registry gave none; it is asked again the next day. */
export function nextRecheck(
  { recordId, number }: Pick<Recheck, 'recordId' | 'number'>,
  known: Recheck | undefined,
  answer: RecheckAnswer | null,
  now: Date,
): Recheck {
  const before = known ?? { answeredAt: null, fact: null, misses: 0 }
  const { answeredAt, misses } = before
  // Another process may have kept the same answer already: it counts once.
  const isNew = answer !== null && answer.at !== answeredAt
  const told = isNew
    ? {
        answeredAt: answer.at,
        fact: answer.fact ?? before.fact,
        misses: answer.isListed ? 0 : misses + 1,
      }
    : { answeredAt, fact: before.fact, misses }
  const isSettled = answer !== null && (told.misses === 0 || told.misses >= MISSES_MAX)
  const days = isSettled ? RECHECK_AFTER_DAYS : 1
  return {
    recordId,
    number,
    ...told,
    nextAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
  }
}

/** Those that still say more than what is stored: of records that no sweep has seen since. */
export const countingRechecks = (
  rechecks: readonly Recheck[],
  sources: ReadonlyMap<number, RecordSource>,
): Recheck[] =>
  rechecks.filter(({ recordId, answeredAt }) => {
    const source = sources.get(recordId)
    return source && (answeredAt === null || Date.parse(answeredAt) > source.fetchedAt.getTime())
  })

/** The view with what was answered since. `rechecks` are those that count. */
export function layRechecksOver(
  view: PractitionerView,
  rechecks: readonly Recheck[],
): PractitionerView {
  const licenses = view.licenses.map((license): PractitionerView['licenses'][number] => {
    const { recordId, number, delistedOn } = license
    const one = rechecks.find((each) => each.recordId === recordId && each.number === number)
    if (!one) return license
    const goneOn = goneDay(one)
    if (goneOn !== null) return { ...license, ...one.fact, delistedOn: delistedOn ?? goneOn }
    return one.fact ? { ...license, ...one.fact, delistedOn: null } : license
  })
  const records = view.records.map((record): PractitionerView['records'][number] => {
    const { recordId, delistedOn } = record
    const gone = rechecks.flatMap((one) => (one.recordId === recordId ? (goneDay(one) ?? []) : []))
    const isOnAnother = licenses.some((one) => one.recordId === recordId && one.delistedOn === null)
    return isOnAnother ? record : { ...record, delistedOn: delistedOn ?? gone[0] ?? null }
  })
  return { ...view, licenses, records }
}

const goneDay = ({ misses, answeredAt }: Recheck): IsoDate | null =>
  misses >= MISSES_MAX && answeredAt !== null ? newYorkDay(new Date(answeredAt)) : null

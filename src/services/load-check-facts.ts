/** Everything that the verdicts of a check depend on, from the database as of now or of a past day. */
import { findReadings, type Reading } from '#db/queries/check-records.ts'
import { catchUp, type Directory } from '#db/queries/search.ts'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import type { RecordSource as StoredSource } from '#db/queries/sources.ts'
import type { CheckFacts, CheckRegistry, RecordSource } from '#src/core/checks/facts.ts'
import { identify } from '#src/core/checks/identify.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { endOfNewYorkDay, newYorkDay } from '#src/core/days.ts'
import { type AskedPerson, findListed, findPossible, loadListed } from './load-namesakes.ts'
import { type CheckStore, meetPeople, type Met, type Moment } from './meet-people.ts'

export type { CheckStore } from './meet-people.ts'

export async function loadCheckFacts(
  store: CheckStore,
  question: CheckQuestion,
): Promise<CheckFacts> {
  const factsOf = await prepareFacts(store, [question])
  return factsOf(question)
}

/**
 * What questions about one day have in common is read here, once for all of them. The function that
 * comes back gives the facts for any one of these.
 */
export async function prepareFacts(
  store: CheckStore,
  questions: CheckQuestion[],
): Promise<(question: CheckQuestion) => Promise<CheckFacts>> {
  const asOf = questions[0]?.asOf ?? null
  const moment = instantOf(asOf, store.now)
  await catchUp(store.db, store.directory)
  const registries = await loadRegistries(store, moment)
  const met = await meetPeople(store, questions, moment)
  const asked = new Map(questions.map((question) => [question, identifyAmong(question, met)]))
  const listed = await loadListed(store, [...asked.values()], moment)
  return async (question) => {
    const person = asked.get(question)
    if (!person) throw new Error('This question is not one of those that were prepared.')
    const { found, identified } = person
    return {
      view: found?.known.view ?? null,
      sources: toSources(found?.shown, registries, moment.isPast),
      identified,
      registries,
      exclusionNamesakes: findListed(listed, person),
      ...(await findPossible(store, person, moment)),
      live: {},
      now: moment.at.toISOString(),
      day: asOf ?? newYorkDay(store.now),
    }
  }
}

function identifyAmong(
  question: CheckQuestion,
  met: ReadonlyMap<CheckQuestion, Met[]>,
): AskedPerson {
  const among = met.get(question) ?? []
  const identified = identify(
    question,
    among.map(({ known }) => known),
  )
  const found =
    identified.kind === 'one'
      ? among.find(({ known }) => known.practitionerId === identified.practitionerId)
      : undefined
  return { question, identified, found }
}

/** Today is asked about as of now, another day as of its end. */
function instantOf(asOf: string | null, now: Date): Moment {
  return asOf === null || asOf === newYorkDay(now)
    ? { isPast: false, at: now }
    : { isPast: true, at: endOfNewYorkDay(asOf) }
}

/** Readings as of the version of each directory: no run is published without a new version. */
const READINGS = new WeakMap<Directory, { version: number; readings: Map<string, Reading> }>()

async function readingsOf({ db, directory, infos }: CheckStore, { isPast, at }: Moment) {
  if (isPast) return findReadings(db, infos, at)
  const { version } = directory
  const known = READINGS.get(directory)
  if (known?.version === version) return known.readings
  const readings = await findReadings(db, infos, at)
  READINGS.set(directory, { version, readings })
  return readings
}

async function loadRegistries(store: CheckStore, moment: Moment): Promise<CheckRegistry[]> {
  const readings = await readingsOf(store, moment)
  return store.infos.map((info) => ({
    id: info.id,
    title: info.title,
    role: info.role,
    licenseStates: info.licenseStates,
    promiseHours: info.promiseHours,
    proves: info.proves,
    doesNotProve: info.doesNotProve,
    caveat: info.caveat,
    lastGoodAt: readings.get(info.id)?.at ?? null,
    listCapture: readings.get(info.id)?.listCapture ?? null,
  }))
}

function toSources(
  shown: ShownPractitioner | undefined,
  registries: CheckRegistry[],
  isPast: boolean,
): Map<number, RecordSource> {
  const readAt = new Map(registries.map(({ id, lastGoodAt }) => [id, lastGoodAt]))
  return new Map(
    [...(shown?.sources ?? [])].map(([id, source]) => {
      const { registry, captureId, sha256, fetchedAt, link } = source
      const seenAt = isPast ? lastSeenThen(source, readAt.get(registry) ?? null) : source.lastSeenAt
      const lastSeenAt = seenAt.toISOString()
      return [
        id,
        { registry, captureId, sha256, fetchedAt: fetchedAt.toISOString(), link, lastSeenAt },
      ]
    }),
  )
}

/** A past version was last confirmed by the last reading of then, if it was still listed. */
function lastSeenThen(
  { fetchedAt, lastSeenAt }: Pick<StoredSource, 'fetchedAt' | 'lastSeenAt'>,
  readAt: string | null,
): Date {
  if (readAt === null) return fetchedAt
  const confirmed = Math.min(Date.parse(readAt), lastSeenAt.getTime())
  return new Date(Math.max(fetchedAt.getTime(), confirmed))
}

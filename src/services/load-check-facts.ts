/** Everything that the verdicts of a check depend on, from the database as of now or of a past day. */
import { findLastGood } from '#db/queries/check-records.ts'
import { catchUp, type Directory } from '#db/queries/search.ts'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import type { CheckFacts, CheckRegistry, LiveAnswer, RecordSource } from '#src/core/checks/facts.ts'
import { identify } from '#src/core/checks/identify.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { endOfNewYorkDay, newYorkDay } from '#src/core/days.ts'
import { loadNamesakes } from './load-namesakes.ts'
import { type CheckStore, meetPeople, type Moment } from './meet-people.ts'

export type { CheckStore } from './meet-people.ts'

/** What questions about one day have in common, read once for all of them (`load-shared-facts.ts`). */
export interface SharedFacts {
  registries: CheckRegistry[]
  /** Name keys that stand on an exclusion list, of all that may be asked for. */
  listedNames: ReadonlySet<string>
}

/**
 * `live` says which registries answered just now; what they answered is in the store already. With
 * `shared` the directory is taken as it is.
 */
export async function loadCheckFacts(
  store: CheckStore,
  question: CheckQuestion,
  live: Readonly<Record<string, LiveAnswer>> = {},
  shared: SharedFacts | null = null,
): Promise<CheckFacts> {
  const moment = instantOf(question.asOf, store.now)
  const { isPast, at } = moment
  if (!shared) await catchUp(store.db, store.directory)
  const met = await meetPeople(store, question, moment)
  const identified = identify(
    question,
    met.map(({ known }) => known),
  )
  const found =
    identified.kind === 'one'
      ? met.find(({ known }) => known.practitionerId === identified.practitionerId)
      : undefined
  const registries = shared?.registries ?? (await loadRegistries(store, moment))
  const listedNames = shared?.listedNames ?? null
  return {
    view: found?.known.view ?? null,
    sources: toSources(found?.shown, registries, isPast),
    identified,
    registries,
    ...(await loadNamesakes(store, question, { identified, found }, moment, listedNames)),
    live,
    now: at.toISOString(),
    day: question.asOf ?? newYorkDay(store.now),
  }
}

/** Today is asked about as of now, another day as of its end. */
export function instantOf(asOf: string | null, now: Date): Moment {
  return asOf === null || asOf === newYorkDay(now)
    ? { isPast: false, at: now }
    : { isPast: true, at: endOfNewYorkDay(asOf) }
}

/** Last good runs as of the version of each directory: no run is published without a new version. */
const LAST_GOOD = new WeakMap<Directory, { version: number; runs: Map<string, string> }>()

async function findRuns({ db, directory, infos }: CheckStore, { isPast, at }: Moment) {
  const ids = infos.map(({ id }) => id)
  if (isPast) return findLastGood(db, ids, at)
  const { version } = directory
  const known = LAST_GOOD.get(directory)
  if (known?.version === version) return known.runs
  const runs = await findLastGood(db, ids, at)
  LAST_GOOD.set(directory, { version, runs })
  return runs
}

export async function loadRegistries(store: CheckStore, moment: Moment): Promise<CheckRegistry[]> {
  const lastGood = await findRuns(store, moment)
  return store.infos.map((info) => ({
    id: info.id,
    title: info.title,
    role: info.role,
    licenseStates: info.licenseStates,
    promiseHours: info.promiseHours,
    proves: info.proves,
    doesNotProve: info.doesNotProve,
    caveat: info.caveat,
    lastGoodAt: lastGood.get(info.id) ?? null,
  }))
}

/** A past version was last confirmed by the registry's last good run of then. */
function toSources(
  shown: ShownPractitioner | undefined,
  registries: CheckRegistry[],
  isPast: boolean,
): Map<number, RecordSource> {
  const lastGood = new Map(registries.map(({ id, lastGoodAt }) => [id, lastGoodAt]))
  return new Map(
    [...(shown?.sources ?? [])].map(([id, source]) => {
      const fetchedAt = source.fetchedAt.toISOString()
      const { registry, captureId, sha256, link } = source
      const lastSeenAt = isPast ? (lastGood.get(registry) ?? fetchedAt) : fetchedAt
      return [id, { registry, captureId, sha256, fetchedAt, link, lastSeenAt }]
    }),
  )
}

/** Everything that the verdicts of a check depend on, from the database as of now or of a past day. */
import type { Db } from '#db/client.ts'
import {
  findLastGood,
  findNamesakes,
  findPractitionersAt,
  findRecordsByKey,
  findRecordsOf,
  type RecordKey,
} from '#db/queries/check-records.ts'
import { findPractitionerAsOf } from '#db/queries/past-practitioners.ts'
import { catchUp, type Directory, findShown } from '#db/queries/search.ts'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { CheckFacts, CheckRegistry, LiveAnswer, RecordSource } from '#src/core/checks/facts.ts'
import { identify, type Known, toCandidate } from '#src/core/checks/identify.ts'
import type { Candidate, CheckQuestion, Identified } from '#src/core/checks/types.ts'
import { endOfNewYorkDay, newYorkDay } from '#src/core/days.ts'
import { areCompatibleNames, isSameName, toLinkName } from '#src/core/linkage/names.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { fold } from '#src/core/names.ts'
import { searchPeople } from '#src/core/search/index.ts'
import type { SearchQuery } from '#src/core/search/query.ts'
import { toSearchText } from '#src/core/search/text.ts'
import { STATES } from '#src/core/words.ts'
import { nameKeyOf } from './write-record-keys.ts'

export interface CheckStore {
  db: Db
  directory: Directory
  infos: readonly RegistryInfo[]
  now: Date
}

interface Met {
  known: Known
  shown: ShownPractitioner
}

/** `live` says which registries answered just now; what they answered is in the store already. */
export async function loadCheckFacts(
  store: CheckStore,
  question: CheckQuestion,
  live: Readonly<Record<string, LiveAnswer>> = {},
): Promise<CheckFacts> {
  const { now } = store
  const isPast = question.asOf !== null && question.asOf !== newYorkDay(now)
  const at = isPast ? endOfNewYorkDay(question.asOf ?? '') : now
  await catchUp(store.db, store.directory)
  const met = isPast ? await meetPast(store, question, at) : await meetToday(store, question)
  const identified = identify(
    question,
    met.map(({ known }) => known),
  )
  const found =
    identified.kind === 'one'
      ? met.find(({ known }) => known.practitionerId === identified.practitionerId)
      : undefined
  const registries = await loadRegistries(store, at)
  return {
    view: found?.known.view ?? null,
    sources: toSources(found?.shown, registries, isPast),
    identified,
    registries,
    ...(await loadNamesakes(store, question, identified, found, at, isPast)),
    live,
    now: at.toISOString(),
    day: question.asOf ?? newYorkDay(now),
  }
}

const QUERY: Omit<SearchQuery, 'text' | 'today' | 'states'> = {
  near: null,
  license: null,
  certification: null,
  training: null,
  recommended: false,
  language: null,
  sort: 'best',
  limit: 100,
  after: null,
}

async function meetToday(store: CheckStore, question: CheckQuestion): Promise<Met[]> {
  const { people } = store.directory
  const places = numbersOf(question).flatMap((number) => people.whoHas(number))
  const ids = new Set(places.map((place) => people.ids[place] ?? 0))
  if (ids.size === 0 && !hasNumber(question)) {
    for (const id of byName(store, question.name ?? '')) ids.add(id)
  }
  const shown = await findShown(store.db, store.directory, [...ids])
  return [...shown].map(([id, one]) => toMet(id, one))
}

const toMet = (practitionerId: number, shown: ShownPractitioner): Met => ({
  known: { practitionerId, publicId: shown.publicId, view: shown.view },
  shown,
})

const hasNumber = ({ npi, licenseNumber, certificationNumber }: CheckQuestion): boolean =>
  npi !== null || licenseNumber !== null || certificationNumber !== null

/** People of names that are anything like it. */
function byName({ directory, now }: CheckStore, name: string): number[] {
  const text = toSearchText(name)
  if (text.words.length === 0) return []
  const query = { ...QUERY, text: { ...text, numbers: [] }, states: [], today: newYorkDay(now) }
  return searchPeople(directory.people, query).items.map(({ id }) => id)
}

const compact = (text: string): string => fold(text).replaceAll(' ', '')

/** The forms in which the search index keeps the numbers that were given. */
function numbersOf({ npi, licenseNumber, certificationNumber }: CheckQuestion): string[] {
  const forms =
    licenseNumber === null
      ? []
      : [licenseNumber, ...STATES.map((state) => normalizeLicenseNumber(state, licenseNumber))]
  const digits = licenseNumber?.trim() ?? ''
  // Connecticut's are kept behind their type as well, with leading zeros.
  const padded = /^\d+$/.test(digits) ? [digits.padStart(6, '0'), String(Number(digits))] : []
  return [npi, ...forms, ...padded, certificationNumber].flatMap((number) =>
    number ? [compact(number)] : [],
  )
}

/** Whoever had one of the numbers, or such a name, at any time, as they were at the instant. */
async function meetPast(store: CheckStore, question: CheckQuestion, at: Date): Promise<Met[]> {
  const { db, infos } = store
  const byKey = await findRecordsByKey(db, keysOf(question))
  const alike = hasNumber(question) ? [] : byName(store, question.name ?? '')
  const records = [...byKey, ...(await findRecordsOf(db, alike))]
  const roleOf = (id: string) => infos.find((info) => info.id === id)?.role ?? 'identifier'
  const met: Met[] = []
  for (const identity of await findPractitionersAt(db, records, at)) {
    const shown = await findPractitionerAsOf(db, identity, at, roleOf)
    if (shown) met.push(toMet(identity.id, shown))
  }
  return met
}

function keysOf(question: CheckQuestion): RecordKey[] {
  const { npi, licenseNumber, certificationNumber, state, name } = question
  const states = state === null ? STATES : [state]
  const licenses = states.flatMap((one) => {
    const number = licenseNumber === null ? null : normalizeLicenseNumber(one, licenseNumber)
    return number === null ? [] : [`${one}:${number}`]
  })
  return [
    ...(npi === null ? [] : [{ kind: 'npi' as const, value: npi }]),
    ...licenses.map((value) => ({ kind: 'license' as const, value })),
    ...(certificationNumber === null
      ? []
      : [{ kind: 'certification' as const, value: compact(certificationNumber) }]),
    ...(name === null || hasNumber(question)
      ? []
      : [{ kind: 'name' as const, value: nameKeyOf(name) }]),
  ]
}

async function loadRegistries({ db, infos }: CheckStore, at: Date): Promise<CheckRegistry[]> {
  const lastGood = await findLastGood(
    db,
    infos.map(({ id }) => id),
    at,
  )
  return infos.map((info) => ({
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

async function loadNamesakes(
  store: CheckStore,
  question: CheckQuestion,
  identified: Identified,
  found: Met | undefined,
  at: Date,
  isPast: boolean,
): Promise<Pick<CheckFacts, 'exclusionNamesakes' | 'possibleDiplomates'>> {
  const names = found
    ? [found.known.view.name, ...found.known.view.otherNames]
    : identified.kind === 'nobody' && question.name !== null
      ? [question.name]
      : []
  const lists = store.infos.filter(({ role }) => role === 'exclusion').map(({ id }) => id)
  const entries =
    names.length === 0 ? [] : await findNamesakes(store.db, lists, names.map(nameKeyOf), at)
  return {
    exclusionNamesakes: entries.map(({ recordId, registry, name, city, state }) => ({
      id: `${registry}:${recordId}`,
      name,
      town: city ? [city, state].filter(Boolean).join(', ') : null,
      licenses: [],
      why: `stands on the list ${registry} under the same name`,
    })),
    possibleDiplomates: found && !isPast ? await findDiplomates(store, found.known) : [],
  }
}

/** Diplomates without a license whose name fits: they may be the same person, or not. */
async function findDiplomates(store: CheckStore, known: Known): Promise<Candidate[]> {
  if (known.view.certifications.length > 0) return []
  const own = toLinkName(known.view.name)
  const ids = byName(store, known.view.name).filter((id) => id !== known.practitionerId)
  const shown = await findShown(store.db, store.directory, ids)
  return [...shown]
    .filter(([, { view }]) => view.certifications.length > 0 && view.licenses.length === 0)
    .filter(([, { view }]) => {
      const other = toLinkName(view.name)
      return isSameName(own, other) || areCompatibleNames(own, other)
    })
    .map(([id, one]) => toCandidate(toMet(id, one).known, 'is a diplomate of such a name'))
}

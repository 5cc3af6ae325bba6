/** Everybody whom a question may mean, as they are now or were at an instant. */
import type { Db } from '#db/client.ts'
import {
  findPractitionersAt,
  findRecordsByKey,
  findRecordsOf,
  type RecordKey,
} from '#db/queries/check-records.ts'
import { findPractitionerAsOf } from '#db/queries/past-practitioners.ts'
import { type Directory, findShown } from '#db/queries/search.ts'
import type { ShownPractitioner } from '#db/queries/shown.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { Known } from '#src/core/checks/identify.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { toLinkName } from '#src/core/linkage/names.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { fold } from '#src/core/names.ts'
import { findPeople } from '#src/core/search/index.ts'
import type { People } from '#src/core/search/people.ts'
import { toSearchText } from '#src/core/search/text.ts'
import { STATES } from '#src/core/words.ts'
import { nameKeysOf } from './write-record-keys.ts'

export interface CheckStore {
  db: Db
  directory: Directory
  infos: readonly RegistryInfo[]
  now: Date
}

export interface Moment {
  isPast: boolean
  at: Date
}

export interface Met {
  known: Known
  shown: ShownPractitioner
}

/**
 * For each question whoever has one of the numbers; without a number, whoever has a name that is
 * anything like it.
 */
export async function meetPeople(
  store: CheckStore,
  questions: CheckQuestion[],
  moment: Moment,
): Promise<Map<CheckQuestion, Met[]>> {
  const met = new Map<CheckQuestion, Met[]>()
  if (moment.isPast) {
    for (const question of questions) {
      const names = hasNumber(question) ? [] : namesOf(question)
      met.set(question, await meetPast(store, keysOf(question), names, moment.at))
    }
    return met
  }
  const idsOf = questions.map((question) => ({ question, ids: findIdsToday(store, question) }))
  const everybody = await meetToday(store, [...new Set(idsOf.flatMap(({ ids }) => ids))])
  const byId = new Map(everybody.map((one) => [one.known.practitionerId, one]))
  for (const { question, ids } of idsOf) {
    met.set(
      question,
      ids.flatMap((id) => byId.get(id) ?? []),
    )
  }
  return met
}

/** Whoever has one of these names, or one that can be the same; of now also what is much like it. */
export const meetNamed = (store: CheckStore, names: string[], moment: Moment): Promise<Met[]> =>
  moment.isPast
    ? meetPast(store, toNameKeys(names), [], moment.at)
    : meetToday(store, [...new Set(names.flatMap((name) => byName(store, name)))])

/** Ids of whoever may be meant, by the index as it is. */
function findIdsToday(store: CheckStore, question: CheckQuestion): number[] {
  if (!hasNumber(question)) return namesOf(question).flatMap((name) => byName(store, name))
  const numbers = numbersOf(question)
  const ids = everybody(store).flatMap((people) =>
    numbers.flatMap((number) => people.whoHas(number)).map((place) => people.ids[place] ?? 0),
  )
  return [...new Set(ids)]
}

const hasNumber = ({ npi, licenseNumber, certificationNumber }: CheckQuestion): boolean =>
  npi !== null || licenseNumber !== null || certificationNumber !== null

const namesOf = ({ name }: CheckQuestion): string[] => (name === null ? [] : [name])

async function meetToday({ db, directory }: CheckStore, ids: number[]): Promise<Met[]> {
  const shown = await findShown(db, directory, ids)
  return [...shown].map(([id, one]) => toMet(id, one))
}

const toMet = (practitionerId: number, shown: ShownPractitioner): Met => ({
  known: { practitionerId, publicId: shown.publicId, view: shown.view },
  shown,
})

/** So many are looked at for each way of writing a name. */
const LIKE_A_NAME = 100

/**
 * People of such a name. A search wants all words: with each two of several it also finds those who
 * leave a middle name out.
 */
function byName(store: CheckStore, name: string): number[] {
  const found = textsOf(name).flatMap((one) => {
    const text = { ...toSearchText(one), numbers: [] }
    if (text.words.length === 0) return []
    return everybody(store).flatMap((people) => findPeople(people, text, LIKE_A_NAME))
  })
  return [...new Set(found)]
}

/** Being left out of searches hides nobody from a check, and makes no namesake the only one. */
const everybody = ({ directory }: CheckStore): People[] => [directory.people, directory.leftOut]

const WORDS_MAX = 5

function textsOf(name: string): string[] {
  const { words } = toLinkName(name)
  const isPlain = words.length < 3 && fold(name).split(' ').length === words.length
  if (isPlain || words.length > WORDS_MAX) return [name]
  const pairs = words.flatMap((first, index) =>
    words.slice(index + 1).map((second) => `${first} ${second}`),
  )
  return [name, ...pairs]
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

/** So many people of a likeness are read, each with a few questions to the database. */
const ALIKE_MAX = 20

/**
 * Whoever had one of the keys at any time, as they were at the instant. Names that can be the same
 * share a key; only where nobody has one, people are offered who are called much like it today.
 */
async function meetPast(
  store: CheckStore,
  keys: RecordKey[],
  names: string[],
  at: Date,
): Promise<Met[]> {
  const { db, infos } = store
  const keyed = await findRecordsByKey(db, keys)
  const alike = keyed.length > 0 ? [] : names.flatMap((name) => byName(store, name))
  const records = [...keyed, ...(await findRecordsOf(db, alike.slice(0, ALIKE_MAX)))]
  const roleOf = (id: string) => infos.find((info) => info.id === id)?.role ?? 'identifier'
  const met: Met[] = []
  for (const identity of await findPractitionersAt(db, records, at)) {
    const shown = await findPractitionerAsOf(db, identity, at, roleOf)
    if (shown) met.push(toMet(identity.id, shown))
  }
  return met
}

function keysOf(question: CheckQuestion): RecordKey[] {
  const { npi, licenseNumber, certificationNumber, state } = question
  if (!hasNumber(question)) return toNameKeys(namesOf(question))
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
  ]
}

const toNameKeys = (names: string[]): RecordKey[] =>
  names.flatMap(nameKeysOf).map((value) => ({ kind: 'name', value }))

/**
 * One practitioner as the directory shows them: the facts of all records linked to them, each with
 * the record that says it. Pure, so that the same view can be built as of any day.
 */
import { fold, nameTokens, toDisplayName } from './names.ts'
import type {
  CertificationFact,
  ExclusionFact,
  LicenseFact,
  LocationFact,
  RecordContent,
} from './record.ts'
import {
  type Designation,
  type IsoDate,
  type Tier,
  tierRank,
  type TrainingProgram,
} from './words.ts'

export type Role = 'roll' | 'certification' | 'identifier' | 'exclusion' | 'membership'

/**
 * Whether a record of this role makes somebody an entry of the directory. Standing on an exclusion
 * list does not, nor does being a member of a society: neither says that the person practices here.
 */
export const makesEntry = (role: Role): boolean => role !== 'exclusion' && role !== 'membership'

/** A record as far as a view needs it. */
export interface LinkedRecord {
  id: number
  registry: string
  role: Role
  content: RecordContent
  /** Day on which the registry was found to list it no more. */
  delistedOn: IsoDate | null
}

/** What people handed in about one practitioner, beside the registries. */
export interface Given {
  training: GivenTraining[]
  badges: { url: string; givenBy: string; givenAt: string }[]
}

export interface GivenTraining {
  program: TrainingProgram
  tier: Tier
  evidence: string
  evidenceUrl: string | null
  givenBy: string
  givenAt: string
}

/** `recordId` leads to the source; `delistedOn` is set once the registry lists it no more. */
export interface Sourced {
  recordId: number
  delistedOn: IsoDate | null
}

export interface ViewLocation extends LocationFact, Sourced {
  kind: 'practice' | 'place-of-record'
  lat: number | null
  lng: number | null
}

export interface ViewTraining {
  program: TrainingProgram
  tier: Tier
  evidence: string
  evidenceUrl: string | null
  recordId: number | null
  given: { by: string; at: string } | null
}

/** A digital badge: on a page of the registry (`recordId`), or handed in by somebody (`given`). */
export interface ViewBadge {
  url: string
  recordId: number | null
  given: { by: string; at: string } | null
}

export interface PractitionerView {
  name: string
  otherNames: string[]
  npi: string | null
  npiRecordId: number | null
  licenses: (LicenseFact & Sourced)[]
  certifications: (CertificationFact & Sourced)[]
  training: ViewTraining[]
  badges: ViewBadge[]
  exclusions: (ExclusionFact & Sourced)[]
  locations: ViewLocation[]
  languages: string[]
  /** Every record behind this view, with its registry, for "where is this person listed". */
  records: { recordId: number; registry: string; delistedOn: IsoDate | null }[]
}

export type Locate = (place: {
  postalCode: string | null
  city: string | null
  state: string | null
}) => { lat: number; lng: number } | null

/** Builds the view. `linked` may come in any order; the result does not depend on it. */
export function buildView(linked: LinkedRecord[], given: Given, locate: Locate): PractitionerView {
  const records = linked.toSorted((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || a.id - b.id)
  const listed = records.filter((record) => record.delistedOn === null)
  const named = listed[0] ?? records[0]
  const name = named ? toDisplayName(bestSpelling(named, listed)) : ''
  const npiRecord = listed.find((record) => record.content.npi !== null)
  return {
    name,
    otherNames: otherNames(name, records),
    npi: npiRecord?.content.npi ?? null,
    npiRecordId: npiRecord?.id ?? null,
    licenses: records.flatMap((record) => sourced(record, record.content.licenses)),
    certifications: certificationsOf(records),
    training: trainingOf(listed, given.training),
    badges: badgesOf(listed, given.badges),
    exclusions: listed.flatMap((record) => sourced(record, record.content.exclusions)),
    locations: locationsOf(listed, locate),
    languages: [...new Set(listed.flatMap((record) => record.content.languages))].sort(),
    records: records.map(({ id, registry, delistedOn }) => ({
      recordId: id,
      registry,
      delistedOn,
    })),
  }
}

/**
 * The roll's name, as the registry that spells it best has it: a roll may write LAST FIRST in
 * capitals without accents. Only the very same words count as the same name.
 */
function bestSpelling(named: LinkedRecord, listed: LinkedRecord[]): string {
  const { full } = named.content.name
  const toKey = (name: string): string => {
    const { words, initials } = nameTokens(name)
    return [...words, ...initials].join(' ')
  }
  const same = listed
    .map(({ content }) => content.name)
    .filter((other) => !other.full.includes(',') && toKey(other.full) === toKey(full))
  const typed = same.find((name) => name.full !== name.full.toUpperCase())
  const parted = same.find((name) => name.family !== null)
  return (typed ?? parted)?.full ?? full
}

/** Whose name is shown: the state's roll first. */
const ROLE_ORDER = {
  roll: 0,
  certification: 1,
  identifier: 2,
  membership: 3,
  exclusion: 4,
} as const

const sourced = <Fact>(record: LinkedRecord, facts: Fact[]): (Fact & Sourced)[] =>
  facts.map((fact) => ({ ...fact, recordId: record.id, delistedOn: record.delistedOn }))

function otherNames(shown: string, records: LinkedRecord[]): string[] {
  const byKey = new Map<string, string>()
  for (const { content } of records) {
    for (const { full } of [content.name, ...content.otherNames]) {
      const key = nameTokens(full)
      const id = [...key.words, ...key.initials].join(' ')
      if (!byKey.has(id)) byKey.set(id, toDisplayName(full))
    }
  }
  const shownKey = nameTokens(shown)
  byKey.delete([...shownKey.words, ...shownKey.initials].join(' '))
  return [...byKey.values()].sort()
}

/** One row a designation: what the best of the pages says, never a mixture of two. */
function certificationsOf(records: LinkedRecord[]): (CertificationFact & Sourced)[] {
  const byDesignation = new Map<Designation, CertificationFact & Sourced>()
  for (const fact of records.flatMap((record) => sourced(record, record.content.certifications))) {
    const known = byDesignation.get(fact.designation)
    if (!known || isBetterSource(fact, known)) byDesignation.set(fact.designation, fact)
  }
  return [...byDesignation.values()]
}

/**
 * Listed before delisted. Then, where one page says that it is not current, that one: a list of names
 * calls everybody certified, the page of the person tells the marks apart. Then the later last day.
 */
function isBetterSource(
  fact: CertificationFact & Sourced,
  known: CertificationFact & Sourced,
): boolean {
  const isListed = fact.delistedOn === null
  if (isListed !== (known.delistedOn === null)) return isListed
  const isActive = fact.standing === 'active'
  if (isActive !== (known.standing === 'active')) return !isActive
  return (fact.expiresOn ?? '') > (known.expiresOn ?? '')
}

function trainingOf(records: LinkedRecord[], given: GivenTraining[]): ViewTraining[] {
  const fromRecords = records.flatMap((record) =>
    record.content.training.map((fact) => ({
      ...fact,
      evidenceUrl: null,
      recordId: record.id,
      given: null,
    })),
  )
  const fromPeople = given.map(({ program, tier, evidence, evidenceUrl, givenBy, givenAt }) => ({
    program,
    tier,
    evidence,
    evidenceUrl,
    recordId: null,
    given: { by: givenBy, at: givenAt },
  }))
  return [...fromRecords, ...fromPeople].sort((a, b) => tierRank(b.tier) - tierRank(a.tier))
}

function badgesOf(records: LinkedRecord[], given: Given['badges']): ViewBadge[] {
  const fromRecords = records.flatMap(({ id, content }) =>
    content.raw.badgeUrl ? [{ url: content.raw.badgeUrl, recordId: id, given: null }] : [],
  )
  const fromPeople = given.map(({ url, givenBy, givenAt }) => ({
    url,
    recordId: null,
    given: { by: givenBy, at: givenAt },
  }))
  return [...fromRecords, ...fromPeople]
}

/** Practice locations of all registries, told apart by street and town; else the place of record. */
function locationsOf(records: LinkedRecord[], locate: Locate): ViewLocation[] {
  const byPlace = new Map<string, ViewLocation>()
  for (const record of records) {
    for (const fact of record.content.locations) {
      const key = placeKey(fact)
      const known = byPlace.get(key)
      // The fuller one speaks; two registries are never mixed into one fact.
      if (!known || fullness(fact) > fullness(known)) {
        byPlace.set(key, { ...withPoint(fact, locate), kind: 'practice', ...source(record) })
      }
    }
  }
  const practices = [...byPlace.values()]
  // A practice known by its telephone alone does not say where the person is.
  if (practices.some(({ city, state }) => city ?? state)) return practices
  const placesOfRecord = records.flatMap((record) => {
    const place = record.content.placeOfRecord
    if (!place || !(place.city ?? place.state ?? place.postalCode)) return []
    const { city, state, postalCode } = place
    const fact = { name: null, street: null, city, state, postalCode, phone: null }
    return [{ ...withPoint(fact, locate), kind: 'place-of-record' as const, ...source(record) }]
  })
  return [...practices, ...placesOfRecord]
}

const source = (record: LinkedRecord): Sourced => ({
  recordId: record.id,
  delistedOn: record.delistedOn,
})
const withPoint = <Place extends LocationFact>(fact: Place, locate: Locate) => ({
  ...fact,
  ...(locate(fact) ?? { lat: null, lng: null }),
})
const fullness = (place: LocationFact): number => (place.postalCode ? 2 : 0) + (place.phone ? 1 : 0)
const placeKey = (place: LocationFact): string =>
  `${fold(place.street ?? '')}|${fold(place.city ?? '')}|${place.state ?? ''}`

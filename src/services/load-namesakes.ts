/** Others of the same name who may be the person whom a check is about, and may not. */
import { findNamesakes, type Namesake } from '#db/queries/check-records.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { createNameFilter, toCandidate } from '#src/core/checks/identify.ts'
import type { CheckQuestion, Identified } from '#src/core/checks/types.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { STATES } from '#src/core/words.ts'
import { type CheckStore, meetNamed, type Met, type Moment } from './meet-people.ts'
import { nameKeysOf } from './write-record-keys.ts'

/** A question with whom it was found to mean. */
export interface AskedPerson {
  question: CheckQuestion
  identified: Identified
  /** Where it is one. */
  found: Met | undefined
}

type Namesakes = Pick<CheckFacts, 'exclusionNamesakes' | 'possibleDiplomates' | 'possibleLicensees'>

/** Entries of exclusion lists by name key. */
type ListedNames = ReadonlyMap<string, readonly Namesake[]>

/** The entries under the names of all of these, for `findListed`. */
export async function loadListed(
  { db, infos }: CheckStore,
  people: AskedPerson[],
  { at }: Moment,
): Promise<ListedNames> {
  const keys = toNameKeys(people.flatMap(namesAskedFor))
  if (keys.length === 0) return new Map()
  const lists = infos.filter(({ role }) => role === 'exclusion').map(({ id }) => id)
  return Map.groupBy(await findNamesakes(db, lists, keys, at), ({ key }) => key)
}

const toNameKeys = (names: string[]): string[] => [...new Set(names.flatMap(nameKeysOf))]

function namesAskedFor({ question, identified, found }: AskedPerson): string[] {
  if (found) return allNames(found.known.view)
  return identified.kind === 'nobody' && question.name !== null ? [question.name] : []
}

const allNames = (view: PractitionerView): string[] => [view.name, ...view.otherNames]

/** So many entries of a name are told. */
const LISTED_MAX = 200

/**
 * Entries of exclusion lists under such a name, but those tied to the person and those of another
 * NPI. An entry that is tied to a namesake without an NPI rules nobody out.
 */
export function findListed(
  listed: ListedNames,
  person: AskedPerson,
): Namesakes['exclusionNamesakes'] {
  const names = namesAskedFor(person)
  const entries = new Map(
    toNameKeys(names).flatMap((key) =>
      (listed.get(key) ?? []).map((entry) => [entry.recordId, entry]),
    ),
  )
  const own = person.found?.known
  const { canBe } = createNameFilter(names)
  return [...entries.values()]
    .filter(({ ownerId }) => ownerId === null || ownerId !== own?.practitionerId)
    .filter(({ npi }) => !isOther(npi, own?.view.npi ?? null))
    .filter(({ name }) => canBe(name))
    .sort((one, other) => one.recordId - other.recordId)
    .slice(0, LISTED_MAX)
    .map(({ recordId, registry, name, city, state }) => ({
      id: `${registry}:${recordId}`,
      name,
      town: city ? [city, state].filter(Boolean).join(', ') : null,
      licenses: [],
      why: `stands on the list ${registry} under the same name`,
    }))
}

const isOther = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other

const NOBODY: Omit<Namesakes, 'exclusionNamesakes'> = {
  possibleDiplomates: [],
  possibleLicensees: [],
}

/** Entries of such a name that hold what the person's own entry lacks. */
export async function findPossible(
  store: CheckStore,
  { question, found }: AskedPerson,
  moment: Moment,
): Promise<Omit<Namesakes, 'exclusionNamesakes'>> {
  if (!found) return NOBODY
  const { known } = found
  const states = question.state === null ? STATES : [question.state]
  const { view } = known
  const hasLicense = ({ licenses }: PractitionerView): boolean =>
    licenses.some(({ state }) => states.includes(state))
  const lacksCertification = !view.certifications.some(({ delistedOn }) => delistedOn === null)
  const lacksLicense = !hasLicense(view)
  if (!lacksCertification && !lacksLicense) return NOBODY
  const names = allNames(view)
  const { canBeOf } = createNameFilter(names)
  const others = (await meetNamed(store, names, moment))
    .map((other) => other.known)
    .filter((other) => other.practitionerId !== known.practitionerId)
    .filter(
      (other) =>
        (lacksCertification && other.view.certifications.length > 0) ||
        (lacksLicense && hasLicense(other.view)),
    )
    .filter((other) => !isOther(other.view.npi, view.npi) && !haveLicensesApart(view, other.view))
    .filter((other) => canBeOf(other.view))
  return {
    possibleDiplomates: others
      .filter((other) => lacksCertification && other.view.certifications.length > 0)
      .map((other) => toCandidate(other, 'is a diplomate of such a name')),
    possibleLicensees: others
      .filter((other) => lacksLicense && hasLicense(other.view))
      .map((other) => toCandidate(other, 'has a license under such a name')),
  }
}

/** A state gives a person one license. */
const haveLicensesApart = (one: PractitionerView, other: PractitionerView): boolean =>
  one.licenses.some(({ state }) => other.licenses.some((license) => license.state === state))

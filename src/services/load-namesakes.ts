/** Others of the same name who may be the person whom a check is about, and may not. */
import { findNamesakes } from '#db/queries/check-records.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { canBeOneName, hasFittingName, toCandidate } from '#src/core/checks/identify.ts'
import type { CheckQuestion, Identified } from '#src/core/checks/types.ts'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { STATES } from '#src/core/words.ts'
import { type CheckStore, meetNamed, type Met, type Moment } from './meet-people.ts'
import { nameKeysOf } from './write-record-keys.ts'

export const exclusionLists = ({ infos }: CheckStore): string[] =>
  infos.filter(({ role }) => role === 'exclusion').map(({ id }) => id)

type Namesakes = Pick<CheckFacts, 'exclusionNamesakes' | 'possibleDiplomates' | 'possibleLicensees'>

/** `listed`: the name keys of exclusion lists among those that may be asked for, where known. */
export async function loadNamesakes(
  store: CheckStore,
  question: CheckQuestion,
  who: { identified: Identified; found: Met | undefined },
  moment: Moment,
  listed: ReadonlySet<string> | null,
): Promise<Namesakes> {
  const { found, identified } = who
  if (found) {
    return {
      exclusionNamesakes: await findListed(
        store,
        allNames(found.known.view),
        found,
        moment,
        listed,
      ),
      ...(await findPossible(store, question, found, moment)),
    }
  }
  const asked = identified.kind === 'nobody' && question.name !== null ? [question.name] : []
  return {
    exclusionNamesakes: await findListed(store, asked, undefined, moment, listed),
    possibleDiplomates: [],
    possibleLicensees: [],
  }
}

const allNames = (view: PractitionerView): string[] => [view.name, ...view.otherNames]

/**
 * Entries of exclusion lists under such a name, but those tied to the person and those of another
 * NPI. An entry that is tied to a namesake without an NPI rules nobody out.
 */
async function findListed(
  store: CheckStore,
  names: string[],
  found: Met | undefined,
  { at }: Moment,
  listed: ReadonlySet<string> | null,
): Promise<CheckFacts['exclusionNamesakes']> {
  const keys = [...new Set(names.flatMap(nameKeysOf))].filter((key) => listed?.has(key) ?? true)
  if (keys.length === 0) return []
  const entries = await findNamesakes(store.db, exclusionLists(store), keys, at)
  const own = found?.known
  return entries
    .filter(({ name }) => names.some((one) => canBeOneName(one, name)))
    .filter(({ ownerId }) => ownerId === null || ownerId !== own?.practitionerId)
    .filter(({ npi }) => !isOther(npi, own?.view.npi ?? null))
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

/** Entries of such a name that hold what the person's own entry lacks. */
async function findPossible(
  store: CheckStore,
  question: CheckQuestion,
  { known }: Met,
  moment: Moment,
): Promise<Pick<Namesakes, 'possibleDiplomates' | 'possibleLicensees'>> {
  const states = question.state === null ? STATES : [question.state]
  const { view } = known
  const hasLicense = ({ licenses }: PractitionerView): boolean =>
    licenses.some(({ state }) => states.includes(state))
  const lacksCertification = !view.certifications.some(({ delistedOn }) => delistedOn === null)
  if (!lacksCertification && hasLicense(view)) {
    return { possibleDiplomates: [], possibleLicensees: [] }
  }
  const names = allNames(view)
  const others = (await meetNamed(store, names, moment))
    .map((other) => other.known)
    .filter((other) => other.practitionerId !== known.practitionerId)
    .filter((other) => !isOther(other.view.npi, view.npi) && !haveLicensesApart(view, other.view))
    .filter((other) => names.some((name) => hasFittingName(other.view, name)))
  return {
    possibleDiplomates: others
      .filter((other) => lacksCertification && other.view.certifications.length > 0)
      .map((other) => toCandidate(other, 'is a diplomate of such a name')),
    possibleLicensees: others
      .filter((other) => !hasLicense(view) && hasLicense(other.view))
      .map((other) => toCandidate(other, 'has a license under such a name')),
  }
}

/** A state gives a person one license. */
const haveLicensesApart = (one: PractitionerView, other: PractitionerView): boolean =>
  one.licenses.some(({ state }) => other.licenses.some((license) => license.state === state))

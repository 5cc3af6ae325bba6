/** What is wrong with the answer to a check, measured by the truth. */
import type { InventedLicense, InventedPerson } from '#scrapers/population/person.ts'
import type { CheckFacts } from '#src/core/checks/facts.ts'
import { type CheckElements, type CheckVerdict, ELEMENTS } from '#src/core/checks/types.ts'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { stripDegrees } from '#src/core/names.ts'
import type { Asked } from './questions.ts'
import { licenseKey, LISTS, ROLLS, type Shown, wordsKey, written } from './truth.ts'

export interface Answer {
  asked: Asked
  facts: CheckFacts
  elements: CheckElements
}

/** Sentences; none means that the answer is right. */
export function faultsOf(shown: Shown, people: InventedPerson[], answer: Answer): string[] {
  const { facts, elements } = answer
  if (facts.identified.kind !== 'one') {
    return [...missedOf(shown, answer), ...guessesOf(elements)]
  }
  const [person, ...others] = ownersOf(shown, people, facts)
  if (!person) return ['The entry is nobody’s.']
  if (others.length > 0) return []
  return [
    ...identityFaults(shown, people, answer, person),
    ...licenseFaults(shown, answer, person, 'license'),
    ...licenseFaults(shown, answer, person, 'registration'),
    ...certificationFaults(shown, answer, person),
    ...exclusionFaults(shown, answer, person),
  ]
}

/** Whose the entry is by its numbers; by its name where it has none. */
export function ownersOf(shown: Shown, people: InventedPerson[], { view }: CheckFacts) {
  if (!view) return []
  const keys = new Set(view.licenses.map(licenseKey))
  const byNumber = people.filter(
    ({ npi, licenses }) =>
      (npi !== null && npi.number === view.npi) ||
      licenses.some((license) => keys.has(licenseKey(license))),
  )
  if (byNumber.length > 0) return byNumber
  const names = new Set([view.name, ...view.otherNames].map(wordsKey))
  return people
    .filter((person) => shown.isDiplomate(person.id) || shown.licensesOf(person.id).length > 0)
    .filter((person) => calledOf(shown, person).some((name) => names.has(wordsKey(name))))
    .slice(0, 1)
}

const calledOf = (shown: Shown, person: InventedPerson): string[] => [
  ...shown.namesOf(person),
  ...[person.name, ...person.otherNames].map(written),
]

/** Whoever the registries show under all that was said is found, or among those to choose from. */
function missedOf(shown: Shown, { asked, facts: { identified } }: Answer): string[] {
  const { person, question, kind } = asked
  if (!person || identified.kind !== 'nobody') return []
  if (kind === 'misspelt name') return []
  const licenses = shown.licensesOf(person.id)
  if (question.licenseNumber !== null) {
    const isShown = licenses.some((one) => isAsked(one, question))
    return isShown ? ['Nobody has the license, although the roll shows it.'] : []
  }
  if (question.npi !== null) {
    return shown.hasNpi(person.id) ? ['Nobody has the NPI, although NPPES shows it.'] : []
  }
  const isThere = licenses.some(({ state }) => !question.state || state === question.state)
  const name = wordsKey(question.name ?? '')
  const isCalledSo = shown.namesOf(person).some((own) => wordsKey(own) === name)
  return isThere && isCalledSo ? ['Nobody is of the name, although a roll shows it.'] : []
}

/** Nothing is said of anybody whom the question does not name. */
const guessesOf = (elements: CheckElements): string[] =>
  ELEMENTS.filter((name) => !['ambiguous', 'not-found'].includes(elements[name].verdict)).map(
    (name) => `${name} is ${elements[name].verdict} of nobody in particular.`,
  )

function identityFaults(
  shown: Shown,
  people: InventedPerson[],
  { asked: { question } }: Answer,
  person: InventedPerson,
): string[] {
  const { npi, licenseNumber, name, state } = question
  const faults: string[] = []
  if (npi !== null && person.npi?.number !== npi) faults.push('The NPI is somebody else’s.')
  if (licenseNumber !== null) {
    const holders = people.filter((one) =>
      shown.everOf(one.id).some((license) => isAsked(license, question)),
    )
    if (!holders.includes(person)) faults.push('The license is somebody else’s.')
    if (holders.length > 1) faults.push(`The license is one of ${holders.length}.`)
  }
  if (name !== null && npi === null && licenseNumber === null) {
    const key = wordsKey(name)
    const called = people.filter(
      (one) =>
        mayBeIn(shown, one, state) && shown.namesOf(one).some((own) => wordsKey(own) === key),
    )
    if (called.some((one) => one !== person)) {
      faults.push(`Guessed: ${called.map(({ id }) => id).join(', ')} are called so.`)
    }
  }
  return faults
}

function mayBeIn(shown: Shown, person: InventedPerson, state: string | null): boolean {
  if (state === null) return true
  const licenses = shown.licensesOf(person.id)
  const isSeen = shown.hasNpi(person.id) || shown.isDiplomate(person.id)
  return (
    licenses.some((license) => license.state === state) ||
    (isSeen && person.practices.some((practice) => practice.state === state))
  )
}

function isAsked(
  { state, number }: Pick<InventedLicense, 'state' | 'number'>,
  question: Asked['question'],
): boolean {
  const typed = question.licenseNumber
  if (typed === null) return true
  if (question.state !== null && question.state !== state) return false
  const asked = normalizeLicenseNumber(state, typed)
  const own = normalizeLicenseNumber(state, number)
  return asked === own || (state === 'CT' && asked === own?.split('.').at(-1))
}

/** The order in which verdicts of several licenses answer for the person. */
const FIRST: CheckVerdict[] = [
  'current',
  'restricted',
  'unavailable',
  'never-checked',
  'lapsed',
  'not-found',
]

function licenseFaults(
  shown: Shown,
  { asked: { question }, elements, facts }: Answer,
  person: InventedPerson,
  element: 'license' | 'registration',
): string[] {
  const { verdict } = elements[element]
  const all = shown
    .licensesOf(person.id)
    .filter((one) => question.state === null || one.state === question.state)
    .filter((one) => isAsked(one, question))
  const known = new Set(facts.view?.licenses.map(licenseKey))
  const own = all.filter((one) => known.has(licenseKey(one)))
  const toWorth = (one: InventedLicense) => shown.worthOf(person.id, one, element)
  const expected = best(all.map(toWorth))
  if (expected.includes(verdict)) return []
  // Of a license that nothing ties to the entry nothing is said, or that it may be the person's.
  if (own.length < all.length && own.length > 0 && best(own.map(toWorth)).includes(verdict))
    return []
  const rolls = question.state === null ? Object.values(ROLLS) : [ROLLS[question.state]]
  const obstacles = rolls.flatMap((roll) => shown.obstacle(roll) ?? [])
  if ((all.length === 0 || own.length < all.length) && obstacles.includes(verdict)) return []
  const isDoubted = all.length === 0 || areNamedAlike(shown, person, facts)
  if (own.length === 0 && verdict === (isDoubted ? 'ambiguous' : 'not-found')) return []
  return [`${element} is ${verdict}, not ${expected.join(' or ')}.`]
}

/** Where the entry has no license, whether the name says that it may have the one on the roll. */
function areNamedAlike(shown: Shown, person: InventedPerson, { view }: CheckFacts): boolean {
  if (!view) return false
  const own = new Set([view.name, ...view.otherNames].map(wordsKey))
  return shown
    .licensesOf(person.id)
    .some(({ nameOnRoll }) => own.has(wordsKey(written(nameOnRoll ?? person.name))))
}

function best(worths: CheckVerdict[][]): CheckVerdict[] {
  if (worths.length === 0) return ['not-found']
  const [first] = FIRST.filter((verdict) => worths.some((worth) => worth[0] === verdict))
  const doubtful = worths.flatMap((worth) => worth.slice(1))
  return [...(first ? [first] : []), ...doubtful]
}

function certificationFaults(
  shown: Shown,
  { elements, facts }: Answer,
  person: InventedPerson,
): string[] {
  const { verdict } = elements.certification
  const obstacle = shown.obstacle('ncbahm')
  if (obstacle) return verdict === obstacle ? [] : [`certification is ${verdict}, not ${obstacle}.`]
  const display = shown.isDiplomate(person.id) ? (person.diplomate?.displayName ?? null) : null
  const own = [facts.view?.name ?? '', ...(facts.view?.otherNames ?? [])].map(wordsKey)
  const isCalledSo = display !== null && own.includes(wordsKey(stripDegrees(display)))
  const expected: CheckVerdict[] = [
    'ambiguous',
    ...(display === null ? [] : (['current'] as const)),
    ...(isCalledSo ? [] : (['not-found'] as const)),
  ]
  return expected.includes(verdict)
    ? []
    : [`certification is ${verdict}, not ${expected.join(' or ')}.`]
}

/** Good news is only good where no list has the name. */
function exclusionFaults(shown: Shown, { elements }: Answer, person: InventedPerson): string[] {
  const { verdict } = elements.exclusions
  const excluded = shown.exclusionOf(person.id)
  const obstacle = LISTS.map((list) => shown.obstacle(list)).find((one) => one !== null)
  if (obstacle && verdict === obstacle) return []
  const allowed = {
    'by number': ['restricted', 'ambiguous'],
    'by name': ['ambiguous'],
    none: ['not-found', 'ambiguous'],
  }[excluded ?? 'none']
  return allowed.includes(verdict) ? [] : [`exclusions is ${verdict}, not ${allowed.join(' or ')}.`]
}

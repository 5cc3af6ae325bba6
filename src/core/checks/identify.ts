/**
 * Whom a question means. Never by guessing: unless exactly one person fits everything that was said,
 * the answer is a list to choose from, or nobody.
 */
import { compareNames } from '../linkage/compare-names.ts'
import { areCompatibleNames, isSameName, type LinkName, toLinkName } from '../linkage/names.ts'
import { normalizeLicenseNumber } from '../license-number.ts'
import { fold } from '../names.ts'
import type { PractitionerView } from '../practitioner.ts'
import { type State, STATES } from '../words.ts'
import type { Candidate, CheckQuestion, Identified } from './types.ts'

/** Somebody who may be meant, as they were known at the instant asked about. */
export interface Known {
  practitionerId: number
  publicId: string
  view: PractitionerView
}

const CANDIDATES_MAX = 20

/** `known` holds everybody who has one of the numbers, or a name that is anything like the one given. */
export function identify(question: CheckQuestion, known: readonly Known[]): Identified {
  const numbers = numbersOf(question)
  return numbers.length > 0
    ? byNumbers(question, numbers, known)
    : byName(question, question.name ?? '', known)
}

interface GivenNumber {
  what: string
  isOf: (view: PractitionerView) => boolean
}

function numbersOf(question: CheckQuestion): GivenNumber[] {
  const { npi, licenseNumber, certificationNumber, state } = question
  const certification = certificationNumber === null ? null : compact(certificationNumber)
  return [
    ...(npi === null ? [] : [{ what: `NPI ${npi}`, isOf: (v: PractitionerView) => v.npi === npi }]),
    ...(licenseNumber === null
      ? []
      : [
          {
            what: `license number ${licenseNumber}`,
            isOf: (v: PractitionerView) => hasLicense(v, licenseNumber, state),
          },
        ]),
    ...(certification === null
      ? []
      : [
          {
            what: `certification number ${certificationNumber}`,
            isOf: (v: PractitionerView) =>
              v.certifications.some(({ number }) => number && compact(number) === certification),
          },
        ]),
  ]
}

const compact = (text: string): string => fold(text).replaceAll(' ', '')

/** Connecticut's digits alone stand for any of its license types. */
function hasLicense(view: PractitionerView, number: string, state: State | null): boolean {
  const states = state === null ? STATES : [state]
  const digits = number.trim()
  return view.licenses.some(
    (license) =>
      states.includes(license.state) &&
      (license.number === normalizeLicenseNumber(license.state, number) ||
        (license.state === 'CT' &&
          /^\d+$/.test(digits) &&
          Number(license.number.split('.').at(-1)) === Number(digits))),
  )
}

function byNumbers(
  question: CheckQuestion,
  numbers: GivenNumber[],
  known: readonly Known[],
): Identified {
  const holders = numbers.map(({ what, isOf }) => ({
    what,
    people: known.filter(({ view }) => isOf(view)),
  }))
  const missing = holders.filter(({ people }) => people.length === 0).map(({ what }) => what)
  const everybody = [...new Set(holders.flatMap(({ people }) => people))]
  if (everybody.length === 0) {
    return {
      kind: 'nobody',
      reason: `Nobody in the directory has the ${missing.join(' or the ')}.`,
    }
  }
  const [one] = everybody
  if (everybody.length > 1 || missing.length > 0 || !one) {
    const reason =
      missing.length > 0
        ? `Nobody has the ${missing.join(' or the ')}; somebody has the other number.`
        : numbers.length > 1
          ? 'The numbers belong to different people.'
          : 'More than one person has this number.'
    return several(everybody, reason, () => 'has a number that was given')
  }
  const { name } = question
  if (name !== null && !hasFittingName(one.view, name)) {
    return several([one], 'The number belongs to another name.', () => 'has the number')
  }
  return toOne(one)
}

const toOne = ({ practitionerId, publicId }: Known): Identified => ({
  kind: 'one',
  practitionerId,
  publicId,
})

/** A view is compared with many a name. */
const LINK_NAMES = new WeakMap<PractitionerView, LinkName[]>()

function namesOf(view: PractitionerView): LinkName[] {
  const known = LINK_NAMES.get(view)
  if (known) return known
  const names = [view.name, ...view.otherNames].map(toLinkName)
  LINK_NAMES.set(view, names)
  return names
}

const fits = (own: LinkName, asked: LinkName): boolean =>
  isSameName(own, asked) || areCompatibleNames(own, asked)

/** Whether one of the person's names can be the one given. */
export const hasFittingName = (view: PractitionerView, name: string): boolean =>
  fitsAny(namesOf(view), toLinkName(name))

const fitsAny = (names: LinkName[], other: LinkName): boolean =>
  names.some((name) => fits(name, other))

/** Whether a written name, or one of a person's, can be one of the names that these are. */
export function createNameFilter(names: readonly string[]): {
  canBe: (name: string) => boolean
  canBeOf: (view: PractitionerView) => boolean
} {
  const own = names.map(toLinkName)
  return {
    canBe: (name) => fitsAny(own, toLinkName(name)),
    canBeOf: (view) => namesOf(view).some((name) => fitsAny(own, name)),
  }
}

type Fit = 'same' | 'compatible' | 'similar'

function fitOf(view: PractitionerView, asked: LinkName): Fit | null {
  const own = namesOf(view)
  if (own.some((one) => isSameName(one, asked))) return 'same'
  return own.some((one) => areCompatibleNames(one, asked)) ? 'compatible' : null
}

const isSimilar = (view: PractitionerView, name: string): boolean =>
  [view.name, ...view.otherNames].some(
    (full) => compareNames(toInput(full), toInput(name)).decision !== 'no-match',
  )

const toInput = (full: string) => ({ full, given: null, middle: null, family: null, suffix: null })

const FIT_WORDS: Record<Fit, string> = {
  same: 'has the same name',
  compatible: 'has a name that can be the same',
  similar: 'has a name that is written much like it',
}

function byName(question: CheckQuestion, name: string, known: readonly Known[]): Identified {
  const asked = toLinkName(name)
  const people = known
    .filter(({ view }) => isInState(view, question.state))
    .map((one) => ({ one, fit: fitOf(one.view, asked) }))
  const near = people.filter(({ fit }) => fit !== null)
  const [same] = near
  if (near.length === 1 && same?.fit === 'same') return toOne(same.one)
  const fitting = people.flatMap(({ one, fit }) => {
    if (fit !== null) return [{ one, fit }]
    return isSimilar(one.view, name) ? [{ one, fit: 'similar' as const }] : []
  })
  if (fitting.length === 0) {
    const where =
      question.state === null ? '' : ` with a license or a practice in ${question.state}`
    return { kind: 'nobody', reason: `Nobody of the name ${name}${where} is in the directory.` }
  }
  const words = new Map(fitting.map(({ one, fit }) => [one, FIT_WORDS[fit]]))
  const reason =
    fitting.length === 1
      ? 'One person comes into question, under a name that is not quite the one given.'
      : `${fitting.length} people come into question.`
  return several([...words.keys()], reason, (one) => words.get(one) ?? '')
}

/** Of whom no state is known, any may be theirs. */
function isInState(view: PractitionerView, state: State | null): boolean {
  if (state === null) return true
  const states = [...view.licenses, ...view.locations].flatMap((one) => one.state ?? [])
  return states.length === 0 || states.includes(state)
}

function several(people: Known[], reason: string, why: (one: Known) => string): Identified {
  const shown = people.slice(0, CANDIDATES_MAX)
  return {
    kind: 'several',
    candidates: shown.map((one) => toCandidate(one, why(one))),
    total: people.length,
    reason,
  }
}

/** As little of a person as tells them apart. */
export function toCandidate({ publicId, view }: Known, why: string): Candidate {
  const [place] = view.locations
  return {
    id: publicId,
    name: view.name,
    town: place?.city ? [place.city, place.state].filter(Boolean).join(', ') : null,
    licenses: view.licenses.map(({ state, number }) => `${state} …${number.slice(-4)}`),
    why,
  }
}

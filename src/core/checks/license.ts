/** The license: whether the state has given one that is good on the day. */
import { normalizeLicenseNumber } from '../license-number.ts'
import { isSameLicense } from '../linkage/exclusive.ts'
import type { PractitionerView } from '../practitioner.ts'
import { type IsoDate, type State, STATES } from '../words.ts'
import { mostAttention } from './attention.ts'
import { toElement } from './element.ts'
import type { CheckFacts, CheckRegistry } from './facts.ts'
import { type Finding, judgeAbsence, judgeFact, unread, type Worth } from './finding.ts'
import { findIdentifiers } from './identifier.ts'
import { ABSENCE_OF_LICENSE, OTHER_LICENSEES, says } from './reasons.ts'
import { standingWorth } from './standings.ts'
import type { CheckElement, CheckQuestion } from './types.ts'

export type ViewLicense = PractitionerView['licenses'][number]

/** Licenses that answer a question, and the rest, which are only told. */
export interface AskedLicenses {
  leads: ViewLicense[]
  others: ViewLicense[]
}

/**
 * With a state only its licenses answer, with a number only that license. What no authority of
 * the state says is no license.
 */
export function askedLicenses(
  { view, sources, registries }: CheckFacts,
  { state, licenseNumber }: CheckQuestion,
): AskedLicenses {
  const proven = (view?.licenses ?? []).filter((license) => {
    const id = sources.get(license.recordId)?.registry
    const registry = registries.find((one) => one.id === id)
    return !registry || isAuthority(registry, license.state)
  })
  const isAsked = (license: ViewLicense): boolean =>
    (state === null || license.state === state) &&
    (licenseNumber === null || hasNumber(license, licenseNumber))
  return {
    leads: proven.filter(isAsked),
    others: proven.filter((license) => !isAsked(license)),
  }
}

const isAuthority = ({ role, licenseStates }: CheckRegistry, state: State): boolean =>
  role === 'roll' && licenseStates.includes(state)

function hasNumber({ state, number }: ViewLicense, typed: string): boolean {
  const asked = normalizeLicenseNumber(state, typed)
  return asked !== null && isSameLicense(`${state} ${number}`, `${state} ${asked}`)
}

/** `license NY 001234`. */
export const licenseWords = ({ state, number }: ViewLicense): string => `license ${state} ${number}`

export function judgeLicense(facts: CheckFacts, question: CheckQuestion): CheckElement {
  const { leads, others } = askedLicenses(facts, question)
  const told = others.map((license) => findLicense(facts, license))
  const [first, ...more] = leads.map((license) => findLicense(facts, license))
  const found: [Finding, ...Finding[]] = first
    ? [first, ...more]
    : findNoLicense(facts, question, 'license')
  const identifiers = findIdentifiers(facts)
  const element = toElement(found, {
    others: [...told, ...identifiers],
    candidates: first ? [] : facts.possibleLicensees,
  })
  // A number that is somebody else's now may mean that the license is as well.
  const attention = mostAttention([element.attention, ...identifiers.map((one) => one.attention)])
  return { ...element, attention }
}

/** What is found of one license. */
export const findLicense = (facts: CheckFacts, license: ViewLicense): Finding =>
  judgeFact(facts, license, licenseWords(license), (day, registry) =>
    licenseWorth(license, day, registry),
  )

function licenseWorth(license: ViewLicense, day: IsoDate, registry: CheckRegistry): Worth {
  const {
    verdict,
    attention,
    standing,
    until,
    says: words,
  } = standingWorth(license.standing, license.expiresOn, day)
  const discipline = license.hasDiscipline
    ? 'The registry shows a disciplinary action: read it there.'
    : null
  const limits = verdict === 'current' ? registry.doesNotProve : null
  return {
    verdict,
    standing,
    until,
    attention: discipline && attention === 'none' ? 'review' : attention,
    reason: says(registry, `${licenseWords(license)} ${words}.`, discipline, limits),
  }
}

/** One finding for each registry that was looked into: none of them has such a license. */
export function findNoLicense(
  facts: CheckFacts,
  { state, licenseNumber }: CheckQuestion,
  credential: 'license' | 'registration',
): [Finding, ...Finding[]] {
  const states = state === null ? STATES : [state]
  const { possibleLicensees } = facts
  const number = licenseNumber === null ? '' : ` of the number ${licenseNumber}`
  const [first, ...more] = states.map((each) => {
    const registry = facts.registries.find((one) => isAuthority(one, each))
    const what = `${each} ${credential}`
    if (!registry) return unread(what, `No registry of ${each} is read.`)
    const others = possibleLicensees.filter(({ licenses }) =>
      licenses.some((license) => license.startsWith(each)),
    )
    const none = `no ${credential}${number} of this person in ${each}.`
    return judgeAbsence(facts, registry, what, {
      verdict: others.length > 0 ? 'ambiguous' : 'not-found',
      attention: 'review',
      reason: says(registry, none, others.length > 0 ? OTHER_LICENSEES : ABSENCE_OF_LICENSE),
    })
  })
  return [first ?? unread(credential, 'No state is asked about.'), ...more]
}

/** The registration that a license needs beside it: New York's alone. */
import type { IsoDate } from '../words.ts'
import { toElement } from './element.ts'
import type { CheckFacts, CheckRegistry } from './facts.ts'
import { type Finding, judgeFact, type Worth } from './finding.ts'
import { askedLicenses, findLicense, findNoLicense, type ViewLicense } from './license.ts'
import { NO_SEPARATE_REGISTRATION, says } from './reasons.ts'
import { standingWorth } from './standings.ts'
import type { CheckElement, CheckQuestion } from './types.ts'

export function judgeRegistration(facts: CheckFacts, question: CheckQuestion): CheckElement {
  const { leads, others } = askedLicenses(facts, question)
  const told = others.map((license) => findRegistration(facts, license))
  const [first, ...more] = leads.map((license) => findRegistration(facts, license))
  const found: [Finding, ...Finding[]] = first
    ? [first, ...more]
    : findNoLicense(facts, question, 'registration')
  return toElement(found, { others: told, candidates: first ? [] : facts.possibleLicensees })
}

/** Judged by itself, whatever the license is; where there is none, what the license comes to. */
function findRegistration(facts: CheckFacts, license: ViewLicense): Finding {
  const ofLicense = findLicense(facts, license)
  const what = `registration ${license.state} ${license.number}`
  const { registration } = license
  if (license.state !== 'NY' && !registration) {
    return { ...ofLicense, what, reason: `${ofLicense.reason} ${NO_SEPARATE_REGISTRATION}` }
  }
  const found = judgeFact(facts, license, what, (day, registry) =>
    registrationWorth(registration, what, day, registry),
  )
  const isLicenseGood = ofLicense.verdict === 'current' || ofLicense.verdict === found.verdict
  if (isLicenseGood || ofLicense.standing === null) return found
  return { ...found, reason: `${found.reason} The license itself is ${ofLicense.standing}.` }
}

function registrationWorth(
  registration: ViewLicense['registration'],
  what: string,
  day: IsoDate,
  registry: CheckRegistry,
): Worth {
  const lastDay = registration?.registeredThrough ?? null
  const stated = registration?.standing ?? 'unknown'
  if (stated === 'active' && lastDay === null) {
    return {
      verdict: 'unavailable',
      standing: stated,
      until: null,
      attention: 'review',
      reason: says(registry, `${what} is called active, and no last day is stated.`),
    }
  }
  const { says: words, ...worth } = standingWorth(stated, lastDay, day)
  const { verdict, attention, standing, until } = worth
  const known = registration ? `${what} ${words}.` : `no registration is known beside the license.`
  return { verdict, attention, standing, until, reason: says(registry, known) }
}

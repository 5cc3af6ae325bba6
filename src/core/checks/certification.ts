/** Certification: whether the board lists a designation that is good on the day. */
import type { PractitionerView } from '../practitioner.ts'
import type { IsoDate } from '../words.ts'
import { toElement } from './element.ts'
import type { CheckFacts, CheckRegistry } from './facts.ts'
import { type Finding, judgeAbsence, judgeFact, unread, type Worth } from './finding.ts'
import { says } from './reasons.ts'
import { standingWorth } from './standings.ts'
import type { CheckElement } from './types.ts'

type ViewCertification = PractitionerView['certifications'][number]

export function judgeCertification(facts: CheckFacts): CheckElement {
  const { view, day, possibleDiplomates } = facts
  const held = view?.certifications ?? []
  const findings = held.map((certification) => findCertification(facts, certification))
  const isListed = held.some(({ delistedOn }) => delistedOn === null || delistedOn > day)
  if (isListed || (findings.length > 0 && possibleDiplomates.length === 0)) {
    return toFoundElement(findings)
  }
  const [first, ...more] = facts.registries
    .filter(({ role }) => role === 'certification')
    .map((registry) => findNone(facts, registry))
  return toElement([first ?? NO_REGISTRY, ...more], {
    others: findings,
    candidates: possibleDiplomates,
  })
}

const NO_REGISTRY = unread('certification', 'No registry of certifications is read.')

function toFoundElement([first, ...more]: Finding[]): CheckElement {
  return toElement([first ?? NO_REGISTRY, ...more])
}

const findCertification = (facts: CheckFacts, certification: ViewCertification): Finding =>
  judgeFact(facts, certification, certification.designation, (day, registry) =>
    certificationWorth(certification, day, registry),
  )

function certificationWorth(
  { designation, standing: stated, expiresOn }: ViewCertification,
  day: IsoDate,
  registry: CheckRegistry,
): Worth {
  const { verdict, standing, until, attention, says: words } = standingWorth(stated, expiresOn, day)
  return {
    verdict,
    standing,
    until,
    // No state asks for it: a certification that is gone stops nobody.
    attention: attention === 'stop' ? 'review' : attention,
    reason: says(registry, `${designation} ${words}.`),
  }
}

function findNone(facts: CheckFacts, registry: CheckRegistry): Finding {
  const limits = registry.caveat ?? registry.doesNotProve
  const count = facts.possibleDiplomates.length
  const isDoubtful = count > 0
  const sentence = isDoubtful
    ? `${count === 1 ? 'a diplomate' : `${count} diplomates`} of a name that fits, and nothing says whether it is this person.`
    : 'no certification of this person.'
  return judgeAbsence(facts, registry, 'certification', {
    verdict: isDoubtful ? 'ambiguous' : 'not-found',
    attention: 'review',
    reason: says(registry, sentence, limits),
  })
}

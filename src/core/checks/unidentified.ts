/** Answers where a question means nobody, or several: nothing is said of anybody. */
import type { CheckFacts } from './facts.ts'
import { obstacleTo } from './freshness.ts'
import type { CheckElement, CheckElements } from './types.ts'

/** The same answer for each element, but that entries of the name on exclusion lists are told. */
export function judgeUnidentified(facts: CheckFacts): CheckElements {
  const element = toUnidentified(facts)
  const { exclusionNamesakes: namesakes } = facts
  const exclusions: CheckElement =
    namesakes.length === 0
      ? {
          ...element,
          reason: `${element.reason} So this says nothing about the exclusion lists.`,
        }
      : {
          ...element,
          verdict: 'ambiguous',
          reason: `${element.reason} The exclusion lists have entries of that name.`,
          candidates: [...element.candidates, ...namesakes],
        }
  return {
    license: element,
    registration: element,
    certification: element,
    training: element,
    exclusions,
  }
}

function toUnidentified(facts: CheckFacts): CheckElement {
  const { identified } = facts
  const candidates = identified.kind === 'several' ? identified.candidates : []
  return {
    verdict: identified.kind === 'several' ? 'ambiguous' : 'not-found',
    reason: [
      identified.kind === 'one'
        ? `The directory had no record of this practitioner on ${facts.day}.`
        : identified.reason,
      ...unreadSentence(facts),
    ].join(' '),
    attention: 'review',
    live: false,
    source: null,
    lastGood: null,
    candidates,
    details: [],
  }
}

/** Somebody may be missing because a registry is. */
function unreadSentence(facts: CheckFacts): string[] {
  const titles = facts.registries
    .filter(({ role }) => role === 'roll' || role === 'certification')
    .filter((registry) => obstacleTo(facts, registry, null) !== null)
    .map(({ title }) => title)
  return titles.length === 0 ? [] : [`Not read recently enough: ${titles.join('; ')}.`]
}

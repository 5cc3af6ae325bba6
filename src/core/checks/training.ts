/** Training: how good the evidence is that the practitioner has one of the two. */
import { newYorkDayOf } from '../days.ts'
import type { ViewTraining } from '../practitioner.ts'
import { tierRank, type TrainingProgram } from '../words.ts'
import { toElement } from './element.ts'
import type { CheckFacts } from './facts.ts'
import { type Finding, judgeFact, type Worth } from './finding.ts'
import { ABSENCE_OF_TRAINING } from './reasons.ts'
import type { CheckElement } from './types.ts'

const PROGRAM_NAMES: Record<TrainingProgram, string> = {
  apm: 'APM',
  'trigger-point': 'trigger-point needling',
}

export function judgeTraining(facts: CheckFacts): CheckElement {
  const [first, ...more] = (facts.view?.training ?? []).map((claim) => findTraining(facts, claim))
  return toElement([first ?? NO_EVIDENCE, ...more])
}

/** Most have none, and nobody has to: it calls for nobody's attention. */
const NO_EVIDENCE: Finding = {
  what: 'training',
  verdict: 'not-found',
  standing: null,
  until: null,
  reason: `No evidence of training in APM or trigger-point needling is known. ${ABSENCE_OF_TRAINING}`,
  attention: 'none',
  live: false,
  source: null,
  lastGood: null,
}

function findTraining(facts: CheckFacts, claim: ViewTraining): Finding {
  const { program, recordId, given } = claim
  const what = `training in ${PROGRAM_NAMES[program]}`
  const worth = trainingWorth(claim, what)
  // What somebody handed in was judged then; no registry has to confirm it again.
  if (recordId === null && given) {
    const reason = `${worth.reason} Handed in on ${newYorkDayOf(given.at) ?? given.at}.`
    return { what, ...worth, reason, live: false, source: null, lastGood: null }
  }
  return judgeFact(facts, { recordId, delistedOn: null }, what, () => worth)
}

function trainingWorth({ tier, evidence }: ViewTraining, what: string): Worth {
  const isShown = tierRank(tier) >= tierRank('documented')
  const quote = `The ${what} is ${tier}: “${evidence}”.`
  return {
    verdict: isShown ? 'current' : 'never-checked',
    standing: null,
    until: null,
    attention: isShown ? 'none' : 'review',
    reason: isShown ? quote : `${quote} Nobody has checked evidence of it.`,
  }
}

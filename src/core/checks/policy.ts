/** The verdicts of a check. What they are made of is in `facts.ts`; nothing else has a say. */
import { newYorkDayOf } from '../days.ts'
import { attentionOf } from './attention.ts'
import { judgeCertification } from './certification.ts'
import { judgeExclusions } from './exclusions.ts'
import type { CheckFacts } from './facts.ts'
import { judgeLicense } from './license.ts'
import { judgeRegistration } from './registration.ts'
import { judgeTraining } from './training.ts'
import type { CheckAnswer, CheckElement, CheckElements, CheckQuestion } from './types.ts'
import { judgeUnidentified } from './unidentified.ts'

/** Changes whenever the same facts are judged differently. */
export const POLICY_VERSION = '2'

/** The answer to a question, made of the facts and of nothing else. */
export function answer(facts: CheckFacts, question: CheckQuestion): CheckAnswer {
  const { identified, view } = facts
  const elements = evaluate(facts, question)
  return {
    subject:
      identified.kind === 'one' ? { kind: 'one', publicId: identified.publicId } : identified,
    name: view?.name ?? null,
    elements,
    attention: attentionOf(elements),
    recommended: isRecommended(elements),
  }
}

/** Of exclusion lists, read recently, not being found is the good answer. */
const isRecommended = ({ exclusions, ...rest }: CheckElements): boolean =>
  exclusions.verdict === 'not-found' &&
  Object.values(rest).every(({ verdict }) => verdict === 'current')

/**
 * Judges what is known of the one whom the question means. Nothing is `current` that its registry
 * was not seen to say within the time it is relied on.
 */
export function evaluate(facts: CheckFacts, question: CheckQuestion): CheckElements {
  if (facts.identified.kind !== 'one' || facts.view === null) return judgeUnidentified(facts)
  const tell = (element: CheckElement): CheckElement => withStoredNote(element, facts, question)
  return {
    license: tell(judgeLicense(facts, question)),
    registration: tell(judgeRegistration(facts, question)),
    certification: tell(judgeCertification(facts)),
    training: tell(judgeTraining(facts)),
    exclusions: tell(judgeExclusions(facts)),
  }
}

/** Who asked for answers of now is told where one is not, and why. */
function withStoredNote(
  element: CheckElement,
  { live, notAsked = {} }: CheckFacts,
  question: CheckQuestion,
): CheckElement {
  if (!question.live) return element
  const stored = element.details
    .filter(({ verdict }) => verdict === element.verdict)
    .flatMap(({ source }) => (source && (live[source.registry] ?? null) === null ? [source] : []))
  const [oldest] = stored.flatMap(({ fetchedAt }) => newYorkDayOf(fetchedAt) ?? []).sort()
  if (oldest === undefined) return element
  const reasons = [...new Set(stored.flatMap(({ registry }) => notAsked[registry] ?? []))]
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`
  return { ...element, reason: `${element.reason} Not asked now${why}: stored on ${oldest}.` }
}

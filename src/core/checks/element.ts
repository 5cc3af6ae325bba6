/** How several findings come to the one answer of an element. */
import { mostAttention } from './attention.ts'
import type { Finding } from './finding.ts'
import type { Candidate, CheckDetail, CheckElement } from './types.ts'

/** One that is current answers for the person; else the worst that is known, then what is not known. */
const PRECEDENCE: CheckDetail['verdict'][] = [
  'current',
  'restricted',
  'unavailable',
  'never-checked',
  'lapsed',
  'ambiguous',
  'not-found',
]

/**
 * The answer of an element: that of the leading finding among `leads`, which is never empty.
 * `others` are told with it and answer nothing.
 */
export function toElement(
  leads: readonly [Finding, ...Finding[]],
  { others = [], candidates = [] }: { others?: Finding[]; candidates?: Candidate[] } = {},
): CheckElement {
  const lead = leads.reduce((best, next) => (rankOf(next) < rankOf(best) ? next : best))
  const alike = leads.filter(({ verdict }) => verdict === lead.verdict)
  const unlike = leads.filter((finding) => !alike.includes(finding))
  const rest = [...unlike, ...others]
  const isMixed =
    unlike.some(({ attention }) => attention === 'stop') ||
    others.some(({ verdict }) => verdict === 'restricted')
  return {
    verdict: lead.verdict,
    reason: [...new Set(alike.map(({ reason }) => reason)), ...alsoSentence(rest)].join(' '),
    attention: mostAttention([
      ...alike.map(({ attention }) => attention),
      isMixed ? 'review' : 'none',
      // Whoever has died in one state practices in none.
      rest.some(({ standing }) => standing === 'deceased') ? 'stop' : 'none',
    ]),
    live: alike.every(({ live }) => live),
    source: lead.source,
    lastGood: lead.lastGood,
    candidates,
    details: [...alike, ...rest].map(toDetail),
  }
}

const rankOf = ({ verdict }: Finding): number => PRECEDENCE.indexOf(verdict)

const alsoSentence = (rest: Finding[]): string[] =>
  rest.length === 0
    ? []
    : [`Also: ${rest.map((finding) => `${finding.what}, ${wordOf(finding)}`).join('; ')}.`]

/** `suspended`, `deceased` and the like say more than the verdict that they come to. */
const wordOf = ({ verdict, standing }: Finding): string =>
  (verdict === 'restricted' || verdict === 'lapsed' ? standing : null) ?? verdict

const toDetail = ({ what, verdict, standing, until, reason, source }: Finding): CheckDetail => ({
  what,
  verdict,
  standing,
  until,
  reason,
  source,
})

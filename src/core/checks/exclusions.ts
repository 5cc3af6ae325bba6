/** Exclusions: whether federal or state programs may not pay the person. Only a number ties one. */
import { newYorkDayOf } from '../days.ts'
import type { PractitionerView } from '../practitioner.ts'
import { toElement } from './element.ts'
import type { CheckFacts, CheckRegistry } from './facts.ts'
import { type Finding, judgeAbsence, judgeFact, unread } from './finding.ts'
import { says } from './reasons.ts'
import type { CheckElement, CheckSource } from './types.ts'

type ViewExclusion = PractitionerView['exclusions'][number]

/** `not-found` is the good answer here: every list was read recently and none has the person. */
export function judgeExclusions(facts: CheckFacts): CheckElement {
  const { exclusionNamesakes: candidates } = facts
  const tied = (facts.view?.exclusions ?? []).map((entry) => findExclusion(facts, entry))
  const named = new Set(tied.map(({ source }) => source?.registry))
  const clear = listsOf(facts)
    .filter(({ id }) => !named.has(id))
    .map((list) => findNotListed(facts, list))
  const namesakes = findNamesakes(facts, clear[0]?.source ?? null)
  const [first, ...more] = [...tied, ...clear, ...namesakes]
  return toElement([first ?? NO_LIST, ...more], { candidates })
}

const NO_LIST = unread('exclusion lists', 'No exclusion list is read.')

const listsOf = ({ registries }: CheckFacts): CheckRegistry[] =>
  registries.filter(({ role }) => role === 'exclusion')

const findExclusion = (facts: CheckFacts, entry: ViewExclusion): Finding =>
  judgeFact(facts, entry, entry.list, (_, registry) => {
    const since = entry.since ? ` since ${entry.since}` : ''
    const why = entry.reason ? ` (${entry.reason})` : ''
    return {
      verdict: 'restricted',
      standing: null,
      until: null,
      attention: 'stop',
      reason: says(registry, `on the list${since}${why}.`, registry.proves),
    }
  })

const findNotListed = (facts: CheckFacts, list: CheckRegistry): Finding =>
  judgeAbsence(facts, list, list.title, {
    verdict: 'not-found',
    attention: 'none',
    reason: says(list, `not on the list as of ${readDay(facts, list)}.`),
  })

const readDay = ({ live, day }: CheckFacts, { id, lastGoodAt }: CheckRegistry): string =>
  live[id] === 'answered' ? day : (newYorkDayOf(lastGoodAt ?? '') ?? day)

/** Never a finding about the person: who is meant, only the list's publisher can say. */
function findNamesakes(facts: CheckFacts, source: CheckSource | null): Finding[] {
  const count = facts.exclusionNamesakes.length
  if (count === 0) return []
  const entries = count === 1 ? 'one entry' : `${count} entries`
  const caveats = listsOf(facts).flatMap(({ caveat }) => (caveat ? [caveat] : []))
  return [
    {
      what: 'entries of the same name',
      verdict: 'ambiguous',
      standing: null,
      until: null,
      reason: [
        `The exclusion lists have ${entries} of this name, and no number says whether it is this person.`,
        ...caveats,
      ].join(' '),
      attention: 'review',
      live: false,
      source,
      lastGood: null,
    },
  ]
}

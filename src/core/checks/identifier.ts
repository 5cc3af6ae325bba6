/** What a register of identifiers said when it was asked: told beside the license, which it never proves. */
import type { CheckFacts, CheckRegistry, LiveIdentifier } from './facts.ts'
import type { Finding } from './finding.ts'
import { noAnswerReason, says } from './reasons.ts'

type Told = Pick<Finding, 'verdict' | 'attention'> & { sentence: string }

const NOTHING = { standing: null, until: null, lastGood: null } as const

/** Nothing where no such register was asked. */
export function findIdentifiers({ identifiers = [], registries, live }: CheckFacts): Finding[] {
  return registries
    .filter(({ role }) => role === 'identifier')
    .flatMap((registry): Finding[] => {
      if (live[registry.id] === 'unavailable') return [unanswered(registry)]
      return identifiers
        .filter(({ source }) => source.registry === registry.id)
        .map((identifier) => findIdentifier(registry, identifier))
    })
}

const unanswered = (registry: CheckRegistry): Finding => ({
  what: 'NPI',
  ...NOTHING,
  verdict: 'unavailable',
  attention: 'none',
  reason: noAnswerReason(registry),
  live: false,
  source: null,
})

function findIdentifier(registry: CheckRegistry, identifier: LiveIdentifier): Finding {
  const what = identifier.npi === null ? 'NPI' : `NPI ${identifier.npi}`
  const { verdict, attention, sentence } = tell(identifier, what)
  return {
    what,
    ...NOTHING,
    verdict,
    attention,
    reason: says(registry, sentence, registry.caveat),
    live: true,
    source: identifier.source,
  }
}

function tell({ finding, count }: LiveIdentifier, what: string): Told {
  if (finding === 'listed') {
    const sentence = `the ${what} is listed, under a name that fits.`
    return { verdict: 'current', attention: 'none', sentence }
  }
  if (finding === 'other-name') {
    const sentence = `the ${what} is now under another name: ask the practitioner for theirs.`
    return { verdict: 'ambiguous', attention: 'review', sentence }
  }
  if (finding === 'not-listed') {
    const sentence = `no acupuncturist is listed under the ${what} now: ask the practitioner.`
    return { verdict: 'not-found', attention: 'review', sentence }
  }
  if (count === 0) {
    const sentence = 'no acupuncturist was found under the name as it was given.'
    return { verdict: 'not-found', attention: 'none', sentence }
  }
  const who = count === 1 ? 'an acupuncturist' : `${count} acupuncturists`
  const sentence = `${who} of a name that fits, and nothing says whether it is this person.`
  return { verdict: 'ambiguous', attention: 'none', sentence }
}

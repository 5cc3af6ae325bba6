import type { Sourced } from '#src/core/practitioner.ts'
import type { Standing } from '#src/core/words.ts'

/** What a board took away or limited: it is said even beside a credential that is current. */
export const GRAVE: readonly Standing[] = ['revoked', 'suspended', 'restricted']

/** What is not known may be current: it speaks before what certainly ran out. */
const ORDER: readonly Standing[] = [
  ...GRAVE,
  'deceased',
  'unknown',
  'inactive',
  'lapsed',
  'pending',
  'active',
]

/** Those that their registry still lists come first, of them the worst; ties stay as they were. */
export function worstFirst<Fact extends Sourced>(
  facts: readonly Fact[],
  standingOf: (fact: Fact) => Standing,
): Fact[] {
  const placeOf = (fact: Fact): number =>
    fact.delistedOn === null ? ORDER.indexOf(standingOf(fact)) : ORDER.length
  return facts.toSorted((one, other) => placeOf(one) - placeOf(other))
}

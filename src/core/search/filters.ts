/** The filters of a search: which bits each wants, and how good a person's flags are. */
import { type State, STATES, TIERS } from '../words.ts'
import {
  type Bits,
  certified,
  designated,
  inState,
  licensed,
  type Mask,
  meetsBits,
  recommended,
  toBits,
  trained,
  UNEXCLUDED,
} from './flags.ts'
import type { SearchQuery, TrainingFilter } from './query.ts'

export type FilterName = 'state' | 'license' | 'certification' | 'training' | 'recommended'

/** Which states a license or recommendation counts in. */
export const scopeOf = (query: SearchQuery): State[] =>
  query.states.length > 0 ? query.states : [...STATES]

export const trainingMask = (filter: TrainingFilter): Mask =>
  trained(filter === 'any' ? 'claimed' : filter)

/** What each filter in force wants, by its name; license and recommended are judged in `scope`. */
function filtersOf(query: SearchQuery, scope: State[]): Partial<Record<FilterName, Mask[]>> {
  const { certification } = query
  return {
    ...(query.states.length > 0 && { state: [inState(query.states)] }),
    ...(query.license && { license: [licensed(query.license, scope)] }),
    ...(certification?.standing && { certification: [certified(certification.standing)] }),
    ...(certification?.designation && { certification: [designated(certification.designation)] }),
    ...(query.training && { training: [trainingMask(query.training)] }),
    ...(query.recommended && { recommended: recommended(scope) }),
  }
}

/** What all filters in force but those named want. */
export const allFilters = (query: SearchQuery, scope: State[], ...except: FilterName[]): Mask[] =>
  Object.entries(filtersOf(query, scope)).flatMap(([name, masks]) =>
    except.some((other) => other === name) ? [] : masks,
  )

/** Recommended, licensed, certified and trained, in this order, as one number; excluded ones last. */
export function createCredentialRank(scope: State[]): (flags: Bits) => number {
  const marks = [
    { masks: recommended(scope).map(toBits), worth: 32 },
    { masks: [toBits(licensed('active', scope))], worth: 16 },
    { masks: [toBits(certified('active'))], worth: 8 },
    ...TIERS.map((tier) => ({ masks: [toBits(trained(tier))], worth: 1 })),
  ]
  const unexcluded = [toBits(UNEXCLUDED)]
  return (flags) => {
    if (!meetsBits(flags, unexcluded)) return -1
    let rank = 0
    for (const { masks, worth } of marks) if (meetsBits(flags, masks)) rank += worth
    return rank
  }
}

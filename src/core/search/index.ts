/**
 * The search of the directory, in memory: who matches, in which order, how many, and how many each
 * other choice would find. It holds what a search decides by and nothing that is shown of a person.
 */
import { fromChordMiles } from '../geo.ts'
import { countFacets } from './facets.ts'
import { Kinds } from './kinds.ts'
import { type Matches, matchText } from './match.ts'
import { createOrder, FirstOf } from './order.ts'
import type { People } from './people.ts'
import type { Facets, SearchKey, SearchQuery } from './query.ts'
import { isKnown, resolveText, widen } from './resolve.ts'
import type { SearchText } from './text.ts'

export interface Hit {
  id: number
  /** To the nearest practice, along the ground; null without `near`. */
  distanceMiles: number | null
}

export interface Hits {
  items: Hit[]
  /** Key of the last item when there are more behind it. */
  next: SearchKey | null
  total: number
  facets: Facets
}

/** Never throws for a text that nobody has: it finds nobody. */
export function searchPeople(people: People, query: SearchQuery): Hits {
  const { ids, kindOf, chords, candidates } = people
  const { near, after, limit } = query
  chords.begin(ids.length)
  const matches = query.text && findByText(people, query.text)
  findCandidates(people, query, matches)
  const kinds = new Kinds(people, query)
  const order = createOrder(query, people, {
    score: (person) => (matches ? -matches.scoreOf(person) : 0),
    rank: (person) => -kinds.rankOf(kindOf[person] ?? 0),
    chord: (person) => chords.valueOf(person),
  })
  const first = new FirstOf(limit + 1, order.compare)
  let total = 0
  /** Of the last who is shown, once there are enough: whoever has more comes behind. */
  let worst = Infinity
  for (let at = 0; at < candidates.size; at += 1) {
    const kind = candidates.kinds[at] ?? 0
    if (!kinds.count(kind)) continue
    total += 1
    const chord = candidates.chords[at] ?? 0
    // Told from what is at hand: most people need not be looked at any closer.
    const lead = order.lead === 'rank' ? -kinds.rankOf(kind) : order.lead === 'chord' ? chord : 0
    if (lead > worst) continue
    const person = candidates.people[at] ?? 0
    if (near) chords.note(person, chord)
    if (after && !order.isBehind(person, after)) continue
    first.offer(person)
    const { last } = first
    if (last !== null && order.lead !== 'score') worst = order.leadOf(last)
  }
  const shown = first.found.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((person) => ({
      id: ids[person] ?? 0,
      distanceMiles: near ? fromChordMiles(chords.valueOf(person)) : null,
    })),
    next: first.found.length > limit && last !== undefined ? order.keyOf(last) : null,
    total,
    facets: { ...countFacets(query, kinds.byFlags()), language: kinds.byLanguage() },
  }
}

/** Whoever comes into question, before any filter, once each. */
function findCandidates(
  { ids, kindOf, points, chords, candidates }: People,
  { near }: SearchQuery,
  matches: Matches | null,
): void {
  candidates.begin(ids.length)
  if (matches) {
    const reach = near ? points.reachFrom(near, chords) : () => true
    for (const person of fewest(matches, matches.people.filter(reach))) {
      candidates.add(person, kindOf[person] ?? 0, chords.valueOf(person))
    }
  } else if (near) {
    points.around(near, chords, candidates)
  } else {
    for (let person = 0; person < ids.length; person += 1) {
      if (ids[person] !== 0) candidates.add(person, kindOf[person] ?? 0, 0)
    }
  }
}

/** Ids of those whom a text fits, the best first, whatever else is known of them. */
export function findPeople(people: People, text: SearchText, limit: number): number[] {
  const { people: found, scoreOf } = findByText(people, text)
  const first = new FirstOf(
    limit,
    (one, other) => scoreOf(other) - scoreOf(one) || people.compareNames(one, other),
  )
  for (const person of found) first.offer(person)
  return first.found.map((person) => people.ids[person] ?? 0)
}

/** With so many who fit as typed, nobody is shown for a slip or the beginning of a name. */
const ENOUGH_STRICT = 100

function fewest({ isStrict }: Matches, some: number[]): number[] {
  const fitting = some.filter(isStrict)
  return fitting.length < ENOUGH_STRICT ? some : fitting
}

/** Sounds and distant likeness are tried where nothing nearer is found. */
function findByText(people: People, text: SearchText): Matches {
  const resolved = resolveText(people, text)
  if (resolved.numbers.length === 0) {
    widen(
      people,
      resolved.words.filter((word) => !isKnown(word)),
    )
  }
  const matches = matchText(people, resolved)
  if (matches.people.length > 0 || resolved.numbers.length > 0) return matches
  return widen(people, resolved.words) ? matchText(people, resolved) : matches
}

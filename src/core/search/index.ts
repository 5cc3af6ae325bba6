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

/** Who comes into question, before any filter. */
interface Candidates {
  people: readonly number[]
  scoreOf: (person: number) => number
}

/** Never throws for a text that nobody has: it finds nobody. */
export function searchPeople(people: People, query: SearchQuery): Hits {
  const { people: candidates, scoreOf } = candidatesOf(people, query)
  const kinds = new Kinds(people, query)
  const order = createOrder(query, people, {
    score: (person) => -scoreOf(person),
    rank: (person) => -kinds.rankOf(person),
    chord: (person) => people.chords.valueOf(person),
  })
  const first = new FirstOf(query.limit + 1, order.compare)
  const { after } = query
  let total = 0
  for (const person of candidates) {
    if (!kinds.count(person)) continue
    total += 1
    if (!after || order.isBehind(person, after)) first.offer(person)
  }
  const shown = first.found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((person) => ({
      id: people.ids[person] ?? 0,
      distanceMiles: query.near ? fromChordMiles(people.chords.valueOf(person)) : null,
    })),
    next: first.found.length > query.limit && last !== undefined ? order.keyOf(last) : null,
    total,
    facets: { ...countFacets(query, kinds.byFlags()), language: kinds.byLanguage() },
  }
}

/** Ids of those whom a text fits, the best first, whatever else is known of them. */
export function findPeople(people: People, text: SearchText, limit: number): number[] {
  const { people: found, scoreOf } = candidatesOf(people, { text, near: null })
  const first = new FirstOf(
    limit,
    (one, other) => scoreOf(other) - scoreOf(one) || people.compareNames(one, other),
  )
  for (const person of found) first.offer(person)
  return first.found.map((person) => people.ids[person] ?? 0)
}

const NO_SCORE = (): number => 0

function candidatesOf(
  people: People,
  { text, near }: Pick<SearchQuery, 'text' | 'near'>,
): Candidates {
  people.chords.begin(people.ids.length)
  if (text) {
    const matches = findByText(people, text)
    const { points, chords } = people
    const some = near
      ? matches.people.filter((person) => points.reach(near, person, chords))
      : matches.people
    return { people: fewest(matches, some), scoreOf: matches.scoreOf }
  }
  if (!near) return { people: everybody(people), scoreOf: NO_SCORE }
  const within = people.points.within(near, people.chords)
  return { people: within.filter((person) => people.ids[person] !== 0), scoreOf: NO_SCORE }
}

/** With so many who fit as typed, nobody is shown for a slip or the beginning of a name. */
const ENOUGH_STRICT = 100

function fewest({ isStrict }: Matches, some: number[]): number[] {
  const fitting = some.filter(isStrict)
  return fitting.length < ENOUGH_STRICT ? some : fitting
}

function everybody({ ids }: People): number[] {
  const found: number[] = []
  for (let person = 0; person < ids.length; person += 1) if (ids[person] !== 0) found.push(person)
  return found
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

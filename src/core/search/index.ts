/**
 * The search of the directory, in memory: who matches, in which order, how many, and how many each
 * other choice would find. It holds what a search decides by and nothing that is shown of a person.
 */
import { fromChordMiles } from '../geo.ts'
import { countFacets, type FlagCount } from './facets.ts'
import { allFilters, createCredentialRank, scopeOf } from './filters.ts'
import { toBits, meetsBits } from './flags.ts'
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
  people: Iterable<number>
  scoreOf: (person: number) => number
}

/** What the search makes of people with the same flags. */
interface Group extends FlagCount {
  isMet: boolean
  rank: number
}

/** Never throws for a text that nobody has: it finds nobody. */
export function searchPeople(people: People, query: SearchQuery): Hits {
  const { people: candidates, scoreOf } = candidatesOf(people, query)
  const groups = createGroups(people, query)
  const order = createOrder(query, people, {
    score: (person) => -scoreOf(person),
    rank: (person) => -groups.of(person).rank,
    chord: (person) => people.chords.valueOf(person),
  })
  const first = new FirstOf(query.limit + 1, order.compare)
  const speaks = people.tongues.speaking(query.language)
  const tongueCounts = speaks.map(() => 0)
  const { after } = query
  let total = 0
  for (const person of candidates) {
    const group = groups.of(person)
    const tongue = people.spoken[person] ?? 0
    if (group.isMet) tongueCounts[tongue] = (tongueCounts[tongue] ?? 0) + 1
    if (!speaks[tongue]) continue
    group.count += 1
    if (!group.isMet) continue
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
    facets: {
      ...countFacets(query, groups.all),
      language: people.tongues.countEach(tongueCounts),
    },
  }
}

/** Groups are made when somebody of them is met: most searches meet few. */
function createGroups(
  people: People,
  query: SearchQuery,
): { of: (person: number) => Group; all: Group[] } {
  const { numbers, bits } = people.traitTable.on(query.today)
  const wanted = allFilters(query, scopeOf(query)).map(toBits)
  const rankOf = createCredentialRank(scopeOf(query))
  const byNumber: (Group | undefined)[] = bits.map(() => undefined)
  const all: Group[] = []
  return {
    all,
    of(person) {
      const number = numbers[people.traits[person] ?? 0] ?? 0
      const known = byNumber[number]
      if (known) return known
      const own = bits[number]
      if (!own) throw new RangeError(`Nobody has the place ${person} in the directory.`)
      const group = { bits: own, count: 0, isMet: meetsBits(own, wanted), rank: rankOf(own) }
      byNumber[number] = group
      all.push(group)
      return group
    },
  }
}

const NO_SCORE = (): number => 0

function candidatesOf(people: People, { text, near }: SearchQuery): Candidates {
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

function* everybody(people: People): Generator<number> {
  for (let person = 0; person < people.ids.length; person += 1) {
    if (people.ids[person] !== 0) yield person
  }
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

/** What may make a pair hard. */
import { bareLicense } from '#src/core/linkage/exclusive.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { fold, nameTokens } from '#src/core/names.ts'
import type { Truth } from './figures.ts'

interface Seen {
  /** Words of every name, each name by itself. */
  names: string[][]
  towns: string[]
  states: string[]
  licenses: LinkPerson['licenses']
}

/** A function that says what is special about a pair of entries of two lists. */
export function findTraits(
  people: LinkPerson[],
  { listOf, personOf }: Truth,
): (left: number, right: number) => string[] {
  const seen = people.map(toSeen)
  const bearers = new Map<string, Set<number>>()
  for (const [entry, { names }] of seen.entries()) {
    for (const name of names) {
      const key = `${listOf?.[entry] ?? 0} ${name.toSorted().join(' ')}`
      bearers.set(key, (bearers.get(key) ?? new Set()).add(personOf[entry] ?? 0))
    }
  }
  const hasNamesake = (entry: number): boolean =>
    (seen[entry]?.names ?? []).some((name) =>
      [0, 1].some((list) => (bearers.get(`${list} ${name.toSorted().join(' ')}`)?.size ?? 0) > 1),
    )
  return (left, right) => {
    const [one, other] = [seen[left], seen[right]]
    if (!one || !other) return []
    return [
      ...compareNames(one, other),
      ...compareLicenses(one, other),
      ...comparePlaces(one, other),
      ...(hasNamesake(left) || hasNamesake(right) ? ['a namesake on a list'] : []),
    ]
  }
}

const toSeen = ({ names, places, licenses }: LinkPerson): Seen => ({
  names: names.map(({ full, given, middle, family, suffix }) => {
    const text = full ?? [given, middle, family, suffix].filter(Boolean).join(' ')
    return nameTokens(text).words
  }),
  towns: places.map(({ city }) => fold(city ?? '')).filter(Boolean),
  states: places.map(({ state }) => state ?? '').filter(Boolean),
  licenses,
})

/** By the words that the nearest two names share. */
function compareNames(one: Seen, other: Seen): string[] {
  const shared = one.names.flatMap((a) =>
    other.names.map((b) => ({
      common: a.filter((word) => b.includes(word)).length,
      least: Math.min(a.length, b.length),
      most: Math.max(a.length, b.length),
      isJoined: a.toSorted().join('').length === b.toSorted().join('').length,
    })),
  )
  const best = shared.toSorted((a, b) => b.common / b.most - a.common / a.most)[0]
  if (!best) return ['no name']
  if (best.common === best.most) return ['the same words']
  if (best.common === best.least) return ['a word more']
  if (best.common === 0) return ['no word the same']
  return [best.isJoined ? 'words split otherwise' : 'another word in the name']
}

function compareLicenses(one: Seen, other: Seen): string[] {
  const pairs = one.licenses.flatMap((a) =>
    other.licenses.filter((b) => b.state === a.state).map((b) => [toBare(a), toBare(b)]),
  )
  if (pairs.length === 0) return ['no license to compare']
  return pairs.some(([a, b]) => a === b) ? ['the same license'] : ['another license']
}

const toBare = ({ state, number }: LinkPerson['licenses'][number]): string =>
  bareLicense(`${state} ${number}`)
    .replace(/^(..) 0+/, '$1 ')
    .replace(/-1$/, '')

function comparePlaces(one: Seen, other: Seen): string[] {
  if (one.towns.length === 0 || other.towns.length === 0) return ['no town']
  if (one.towns.some((town) => other.towns.includes(town))) return ['the same town']
  return one.states.some((state) => other.states.includes(state))
    ? ['another town']
    : ['another state']
}

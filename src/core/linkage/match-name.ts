/**
 * Matches by name: the same full name, nobody else of that name anywhere, and the same phone,
 * address or, for a rare name, town.
 */
import { COMMON_NAME_WORDS } from './common-words.ts'
import { hintsConflict, mayAllBeOne, mayBeOne } from './exclusive.ts'
import type { LinkRecord } from './link-record.ts'
import { groupBy, type Match, pairs, toMatch } from './match.ts'
import { areCompatibleNames, blockingKeys, isSameName, type LinkName, toNameKey } from './names.ts'

/** Other people's records that may contain the rarest word of a name before a town is not enough. */
const RARE_WORD_OTHERS_MAX = 1

/** An exclusion is shown on nobody by a name: it takes an identifier or a person's judgement. */
export function matchByName(records: LinkRecord[]): Match[] {
  const index = createNameIndex(records.filter(({ role }) => role !== 'exclusion'))
  const tried = new Set<string>()
  return index.names.flatMap((name) => {
    return pairs(alone(index.bearersOf(name))).flatMap(([a, b]) => {
      const pair = `${a.id} ${b.id}`
      if (tried.has(pair)) return []
      tried.add(pair)
      return matchUnmistakable(a, b, index)
    })
  })
}

/**
 * Those who are the only one of the name where they are listed: of two in one list nobody can say
 * which it is. There are as many as lists, so the pairs stay few however common a name is.
 */
const alone = (records: LinkRecord[]): LinkRecord[] =>
  [...groupBy(records, ({ registry, kind }) => [`${registry} ${kind}`]).values()].flatMap(
    (group) => (group.length === 1 ? group : []),
  )

function matchUnmistakable(a: LinkRecord, b: LinkRecord, index: NameIndex): Match[] {
  const names = [...sharedNames(a, b), ...sharedNames(b, a)]
  const [name] = names
  if (!name || !mayBeOne(a, b)) return []
  if (names.some((one) => hasRival(a, b, index.bearersOf(one)))) return []
  const said = `the same full name (${name.words.join(' ')}) and nobody else of that name`
  const phone = a.phones.find((one) => b.phones.includes(one))
  const street = a.streets.find((one) => b.streets.includes(one))
  if (phone || street) {
    const contact = phone ? `the same phone, ${phone}` : `the same address, ${street}`
    return [toMatch(a, b, 'name-and-contact', [said, contact])]
  }
  const town = a.towns.find((one) => b.towns.includes(one))
  if (!town || hintsConflict(a, b)) return []
  if (!names.every((one) => index.isOnePersons(one) && index.isRare(one))) return []
  return [toMatch(a, b, 'name-and-town', [said, `the same town, ${town}`, 'a rare name'])]
}

/** Names of the first that the second bears as well; either may have more of it, such as an initial. */
const sharedNames = (a: LinkRecord, b: LinkRecord): LinkName[] =>
  a.names.filter((one) => b.names.some((other) => isSameName(one, other)))

/** Somebody else of the name, who cannot be the one or cannot be the other. */
const hasRival = (a: LinkRecord, b: LinkRecord, bearers: LinkRecord[]): boolean =>
  bearers.some((other) => other !== a && other !== b && !(mayBeOne(other, a) && mayBeOne(other, b)))

interface NameIndex {
  /** Each name once. */
  names: LinkName[]
  /** All records with a name that may be this one. */
  bearersOf: (name: LinkName) => LinkRecord[]
  /** True where all who may bear the name may be one person. */
  isOnePersons: (name: LinkName) => boolean
  isRare: (name: LinkName) => boolean
}

function createNameIndex(records: LinkRecord[]): NameIndex {
  const names = new Map(
    records.flatMap((record) => record.names.map((name) => [toNameKey(name), name] as const)),
  )
  const keys = new Map([...names].map(([key, name]) => [key, blockingKeys(name)]))
  const nameKeys = groupBy([...keys.keys()], (key) => keys.get(key) ?? [])
  const recordsOf = groupBy(records, (record) => [...new Set(record.names.map(toNameKey))])
  const recordsWith = groupBy(records, (record) => [
    ...new Set(record.names.flatMap(({ words }) => words)),
  ])
  const bearersOf = remember((name) => {
    const block = new Set(
      (keys.get(toNameKey(name)) ?? []).flatMap((key) => nameKeys.get(key) ?? []),
    )
    const fitting = [...block].filter((key) => {
      const other = names.get(key)
      return other && areCompatibleNames(name, other)
    })
    return [...new Set(fitting.flatMap((key) => recordsOf.get(key) ?? []))]
  })
  return {
    names: [...names.values()],
    bearersOf,
    isOnePersons: remember((name) => mayAllBeOne(bearersOf(name))),
    isRare: remember((name) => {
      const own = new Set(bearersOf(name))
      return name.words.some((word) => {
        if (COMMON_NAME_WORDS.has(word)) return false
        const others = (recordsWith.get(word) ?? []).filter((record) => !own.has(record))
        return others.length <= RARE_WORD_OTHERS_MAX
      })
    }),
  }
}

function remember<Result>(judge: (name: LinkName) => Result): (name: LinkName) => Result {
  const known = new Map<string, Result>()
  return (name) => {
    const key = toNameKey(name)
    const before = known.get(key)
    if (before !== undefined) return before
    const result = judge(name)
    known.set(key, result)
    return result
  }
}

/**
 * Which records are one person. First version: exact identifiers with a compatible name, then only
 * the unmistakable. The result depends on the set of records alone, not on their order of arrival.
 */
import { areCompatibleNames, blockingKeys, isSameName, type LinkName } from './names.ts'
import type { LinkRecord } from './link-record.ts'

/** Changes whenever the same records would be joined differently. */
export const RULES_VERSION = 'rules-1'

export interface Match {
  left: number
  right: number
  method: 'npi' | 'license' | 'name-and-contact' | 'name-and-town'
  reasons: string[]
}

export interface Cluster {
  /** Record ids, ascending. */
  records: number[]
  /** Why each record is in it, by record id; empty for a record alone. */
  matches: Match[]
}

/** Other people's records that may contain the rarest word of a name before a town is not enough. */
const RARE_WORD_OTHERS_MAX = 1

/** Groups the records; every record is in exactly one cluster. */
export function resolveClusters(records: LinkRecord[]): Cluster[] {
  const sorted = records.toSorted((a, b) => a.id - b.id)
  const byId = new Map(sorted.map((record) => [record.id, record]))
  const exact = [...matchByNpi(sorted), ...matchByLicense(sorted)]
  const byName = matchByName(sorted)
  return join(sorted, [...exact, ...byName]).flatMap((cluster) =>
    isConsistent(cluster, byId) ? [cluster] : takeApart(cluster, byId),
  )
}

/** A contradictory cluster falls back to its exact matches; if that contradicts too, to its records. */
function takeApart(cluster: Cluster, byId: Map<number, LinkRecord>): Cluster[] {
  const members = cluster.records.flatMap((id) => byId.get(id) ?? [])
  const exact = cluster.matches.filter(({ method }) => method === 'npi' || method === 'license')
  return join(members, exact).flatMap((part) =>
    isConsistent(part, byId) ? [part] : part.records.map((id) => ({ records: [id], matches: [] })),
  )
}

function matchByNpi(records: LinkRecord[]): Match[] {
  const groups = groupBy(records, (record) => (record.npi ? [record.npi] : []))
  return [...groups].flatMap(([npi, group]) =>
    pairs(group)
      .filter(([a, b]) => mayBeOne(a, b) && haveCompatibleNames(a, b))
      .map(([a, b]) => match(a, b, 'npi', [`the same NPI, ${npi}`, 'names that fit'])),
  )
}

/** A typed license number counts only where exactly one person claims it and the names fit. */
function matchByLicense(records: LinkRecord[]): Match[] {
  const holders = groupBy(records, (record) => record.licenses)
  const claimants = groupBy(records, (record) => record.licenseHints)
  return [...claimants].flatMap(([license, claims]) => {
    const [holder, ...others] = holders.get(license) ?? []
    if (!holder || others.length > 0) return []
    const fitting = claims.filter(
      (claim) => mayBeOne(holder, claim) && haveCompatibleNames(holder, claim),
    )
    const [claim, ...rivals] = fitting
    if (!claim || rivals.length > 0) return []
    return [match(holder, claim, 'license', [`the same license, ${license}`, 'names that fit'])]
  })
}

function matchByName(records: LinkRecord[]): Match[] {
  const blocks = groupBy(records, (record) => [
    ...new Set(record.names.flatMap((name) => blockingKeys(name))),
  ])
  const words = countWords(records)
  const tried = new Set<string>()
  return [...blocks.values()].flatMap((block) =>
    pairs(block).flatMap(([a, b]) => {
      const pair = `${a.id} ${b.id}`
      if (tried.has(pair)) return []
      tried.add(pair)
      return matchUnmistakable(a, b, blocks, words)
    }),
  )
}

function matchUnmistakable(
  a: LinkRecord,
  b: LinkRecord,
  blocks: Map<string, LinkRecord[]>,
  words: Map<string, Set<number>>,
): Match[] {
  if (!mayBeOne(a, b)) return []
  const names = [...sharedNames(a, b), ...sharedNames(b, a)]
  const [name] = names
  if (!name || names.some((one) => hasRival(a, b, one, blocks))) return []
  const said = `the same full name (${name.words.join(' ')}) and nobody else of that name`
  const phone = a.phones.find((one) => b.phones.includes(one))
  const street = a.streets.find((one) => b.streets.includes(one))
  if (phone || street) {
    return [
      match(a, b, 'name-and-contact', [
        said,
        phone ? `the same phone, ${phone}` : `the same address, ${street}`,
      ]),
    ]
  }
  const town = a.towns.find((one) => b.towns.includes(one))
  if (!town || !names.every((one) => isRare(one, words, blocks))) return []
  return [match(a, b, 'name-and-town', [said, `the same town, ${town}`, 'a rare name'])]
}

/** Names of the first that the second bears as well; either may have more of it, such as an initial. */
const sharedNames = (a: LinkRecord, b: LinkRecord): LinkName[] =>
  a.names.filter((one) => b.names.some((other) => isSameName(one, other)))

/** Somebody else, in the registry of either, who might bear the name. */
function hasRival(
  a: LinkRecord,
  b: LinkRecord,
  name: LinkName,
  blocks: Map<string, LinkRecord[]>,
): boolean {
  return bearers(name, blocks).some(
    (other) =>
      other.id !== a.id &&
      other.id !== b.id &&
      [a, b].some((one) => one.registry === other.registry && one.kind === other.kind),
  )
}

const bearers = (name: LinkName, blocks: Map<string, LinkRecord[]>): LinkRecord[] => [
  ...new Set(
    blockingKeys(name)
      .flatMap((key) => blocks.get(key) ?? [])
      .filter((record) => record.names.some((other) => areCompatibleNames(name, other))),
  ),
]

function isRare(
  name: LinkName,
  words: Map<string, Set<number>>,
  blocks: Map<string, LinkRecord[]>,
): boolean {
  const own = new Set(bearers(name, blocks).map((record) => record.id))
  return name.words.some((word) => {
    const others = [...(words.get(word) ?? [])].filter((id) => !own.has(id))
    return others.length <= RARE_WORD_OTHERS_MAX
  })
}

function countWords(records: LinkRecord[]): Map<string, Set<number>> {
  const words = new Map<string, Set<number>>()
  for (const record of records) {
    for (const word of record.names.flatMap((name) => name.words)) {
      const ids = words.get(word)
      if (ids) ids.add(record.id)
      else words.set(word, new Set([record.id]))
    }
  }
  return words
}

/** Nothing known of the two rules it out that they are one person. */
export function mayBeOne(a: LinkRecord, b: LinkRecord): boolean {
  if (a.registry === b.registry && a.kind === b.kind) return false
  if (a.npi && b.npi && a.npi !== b.npi) return false
  if (a.gender && b.gender && a.gender !== b.gender) return false
  if (a.suffix && b.suffix && a.suffix !== b.suffix) return false
  return !licensesConflict(a, b)
}

/** Proven numbers of one state that differ. A typed one may be mistyped, so it rules nothing out. */
function licensesConflict(a: LinkRecord, b: LinkRecord): boolean {
  const stateOf = (license: string): string => license.slice(0, 2)
  return a.licenses.some((one) =>
    b.licenses.some((other) => stateOf(one) === stateOf(other) && one !== other),
  )
}

const haveCompatibleNames = (a: LinkRecord, b: LinkRecord): boolean =>
  a.names.some((one) => b.names.some((other) => areCompatibleNames(one, other)))

const isConsistent = (cluster: Cluster, byId: Map<number, LinkRecord>): boolean =>
  pairs(cluster.records.flatMap((id) => byId.get(id) ?? [])).every(
    ([a, b]) => mayBeOne(a, b) && haveCompatibleNames(a, b),
  )

/** Connected components. */
function join(records: LinkRecord[], matches: Match[]): Cluster[] {
  const parent = new Map(records.map(({ id }) => [id, id]))
  const root = (id: number): number => {
    const up = parent.get(id) ?? id
    if (up === id) return id
    const top = root(up)
    parent.set(id, top)
    return top
  }
  for (const { left, right } of matches) {
    const [low, high] = [root(left), root(right)].sort((a, b) => a - b)
    if (low !== undefined && high !== undefined) parent.set(high, low)
  }
  const members = groupBy(records, ({ id }) => [String(root(id))])
  const reasons = groupBy(matches, ({ left }) => [String(root(left))])
  return [...members].map(([key, group]) => ({
    records: group.map(({ id }) => id).sort((a, b) => a - b),
    matches: reasons.get(key) ?? [],
  }))
}

const match = (
  a: LinkRecord,
  b: LinkRecord,
  method: Match['method'],
  reasons: string[],
): Match => ({
  left: Math.min(a.id, b.id),
  right: Math.max(a.id, b.id),
  method,
  reasons,
})

function groupBy<Item>(items: Item[], keysOf: (item: Item) => string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

const pairs = <Item>(items: Item[]): [Item, Item][] =>
  items.flatMap((first, index) =>
    items.slice(index + 1).map((second): [Item, Item] => [first, second]),
  )

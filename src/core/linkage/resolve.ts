/**
 * Which records are one person. First version: exact identifiers with a compatible name, then only
 * the unmistakable. The result depends on the set of records alone, not on their order of arrival.
 */
import { mayBeOne } from './exclusive.ts'
import type { LinkRecord } from './link-record.ts'
import { groupBy, type Match, pairs } from './match.ts'
import { haveCompatibleNames, matchByLicense, matchByNpi } from './match-exact.ts'
import { matchByName } from './match-name.ts'

/** Changes whenever the same records would be joined differently. */
export const RULES_VERSION = 'rules-2'

export interface Cluster {
  /** Record ids, ascending. */
  records: number[]
  /** Why each record is in it, by record id; empty for a record alone. */
  matches: Match[]
}

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

/** Compares records by the exact rules and by the model; whoever calls says which to compare. */
import type { PairReason } from '#db/schema/index.ts'
import { mayBeOne } from '#src/core/linkage/exclusive.ts'
import { createExplainer } from '#src/core/linkage/explain.ts'
import type { LinkRecord } from '#src/core/linkage/link-record.ts'
import { type Decision, DECISIONS, linkTable, prepareFor } from '#src/core/linkage/link-tables.ts'
import { matchByLicense, matchByNpi } from '#src/core/linkage/match-exact.ts'
import type { LinkPerson } from '#src/core/linkage/person.ts'
import { type LinkTable, TableBuilder } from '#src/core/linkage/table.ts'
import { applyCounts, type FrozenModel } from './link-model.ts'

/** Who decides where no person and no model does; the change history names it. */
export const RULES = 'rules-3'

/** Below so many bits a pair is nobody's rival. */
export const RIVAL_BITS_MIN = -6
/** Stored a little further, because a weight moves by a bit or two with who else shares a phone. */
const STORED_BITS_MIN = -7

export interface ScoredPair {
  left: number
  right: number
  decision: Decision
  method: 'npi' | 'license' | 'model'
  probability: number | null
  weight: number | null
  modelVersion: string
  explain: () => PairReason[]
}

/** Entries of the scored comparison, with the record behind each. */
export interface Entries {
  table: LinkTable
  listOf: Int32Array
  records: LinkRecord[]
}

/** Lays entries down for comparison, one after the other, and keeps nothing else of a person. */
export class EntriesBuilder {
  private readonly builder = new TableBuilder()
  private readonly lists = new Map<string, number>()
  private readonly listOf: number[] = []
  private readonly records: LinkRecord[] = []

  add(record: LinkRecord, person: LinkPerson): void {
    const list = `${record.registry} ${record.kind}`
    if (!this.lists.has(list)) this.lists.set(list, this.lists.size)
    this.listOf.push(this.lists.get(list) ?? 0)
    this.records.push(record)
    this.builder.add(person)
  }

  /** Entries without those of their keys that hold too many people to be compared. */
  build(cut: ReadonlySet<number> = new Set()): Entries {
    const table = withoutKeys(this.builder.build(), cut)
    return { table, listOf: Int32Array.from(this.listOf), records: this.records }
  }
}

function withoutKeys(table: LinkTable, cut: ReadonlySet<number>): LinkTable {
  if (cut.size === 0) return table
  const keys: number[] = []
  const keyStart = Int32Array.from(table.keyStart, (_, entry) => {
    for (let at = table.keyStart[entry - 1] ?? 0; at < (table.keyStart[entry] ?? 0); at += 1) {
      const key = table.keys[at] ?? 0
      if (entry > 0 && !cut.has(key)) keys.push(key)
    }
    return keys.length
  })
  return { ...table, keyStart, keys: Float64Array.from(keys) }
}

/** Pairs of the entries by the model, without those that are nobody's rivals; `focus` as records' ids. */
export function scoreEntries(
  { table, listOf, records }: Entries,
  frozen: FrozenModel,
  focus: ReadonlySet<number> | null,
): ScoredPair[] {
  if (records.length === 0) return []
  const { model } = frozen
  applyCounts(table, frozen)
  const scored = linkTable(table, model, {
    listOf,
    focus: focus && Uint8Array.from(records, ({ id }) => (focus.has(id) ? 1 : 0)),
  })
  let explainer: ReturnType<typeof createExplainer> | null = null
  const pairs: ScoredPair[] = []
  for (const [pair, weight] of scored.weight.entries()) {
    const [one = 0, other = 0] = [scored.left[pair], scored.right[pair]]
    const [a, b] = [records[one], records[other]]
    if (!a || !b || !(weight >= STORED_BITS_MIN)) continue
    const decision = DECISIONS[scored.decision[pair] ?? 0] ?? 'no-match'
    pairs.push({
      left: Math.min(a.id, b.id),
      right: Math.max(a.id, b.id),
      decision: mayBeOne(a, b) ? decision : 'no-match',
      method: 'model',
      probability: scored.probability[pair] ?? 0,
      weight,
      modelVersion: model.version,
      explain: () =>
        (explainer ??= createExplainer(table, model, prepareFor(table, model, listOf)))(one, other),
    })
  }
  return pairs
}

/** An exact identifier decides before the model does. */
export function mergePairs(exact: ScoredPair[], scored: ScoredPair[]): ScoredPair[] {
  const pairs = new Map(scored.map((pair) => [`${pair.left} ${pair.right}`, pair]))
  for (const pair of exact) {
    const { weight = null, probability = null } = pairs.get(`${pair.left} ${pair.right}`) ?? {}
    pairs.set(`${pair.left} ${pair.right}`, { ...pair, weight, probability })
  }
  return [...pairs.values()]
}

/** Pairs that an exact identifier makes one, among the records given. */
export const matchExactly = (records: LinkRecord[]): ScoredPair[] =>
  [...matchByLicense(records), ...matchByNpi(records)].map(({ left, right, method, reasons }) => ({
    left,
    right,
    decision: 'match',
    method: method === 'npi' ? 'npi' : 'license',
    probability: null,
    weight: null,
    modelVersion: RULES,
    explain: () => reasons.map((words) => ({ words, weight: null })),
  }))

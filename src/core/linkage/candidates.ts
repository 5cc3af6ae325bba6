/** Pairs worth comparing: entries that share a key, each pair once. */
import { Doubles } from './growable.ts'
import { BLOCK_PAIRS_MAX, isCoarse } from './keys.ts'
import type { LinkTable } from './table.ts'

export interface CandidateOptions {
  /** The list of each entry; pairs of one list are left out. Null: every pair may be one person. */
  listOf: Int32Array | null
  /** Entries of which one has to be in the pair; null for all. */
  focus?: Uint8Array | null
}

/** Each pair as `left * table.size + right`, the smaller number left, in ascending order. */
export function findCandidates(
  table: LinkTable,
  { listOf, focus = null }: CandidateOptions,
): Float64Array {
  const bits = Math.max(1, Math.ceil(Math.log2(table.size + 1)))
  const entries = 2 ** bits
  const packed = packKeys(table, entries, 2 ** (53 - bits)).sort()
  const pairs = new Doubles()
  for (let start = 0; start < packed.length;) {
    const key = Math.floor((packed[start] ?? 0) / entries)
    let end = start + 1
    const next = (key + 1) * entries
    while (end < packed.length && (packed[end] ?? 0) < next) end += 1
    if (end - start > 1) {
      const block = packed.subarray(start, end)
      for (let at = 0; at < block.length; at += 1) block[at] = (block[at] ?? 0) - key * entries
      const most = isCoarse(key) ? BLOCK_PAIRS_MAX.coarse : BLOCK_PAIRS_MAX.fine
      if (countPairs(block, listOf) <= most) addPairs(block, table.size, { listOf, focus }, pairs)
    }
    start = end
  }
  return withoutRepeats(pairs.build().sort())
}

/** Key and entry in one number; of a key as many bits as there is room for. */
function packKeys(table: LinkTable, entries: number, room: number): Float64Array {
  const { keyStart, keys } = table
  const packed = new Float64Array(keys.length)
  for (let entry = 0; entry < table.size; entry += 1) {
    for (let at = keyStart[entry] ?? 0; at < (keyStart[entry + 1] ?? 0); at += 1) {
      packed[at] = ((keys[at] ?? 0) % room) * entries + entry
    }
  }
  return packed
}

/** How many pairs of the block are of two lists. */
export function countPairs(block: ArrayLike<number>, listOf: Int32Array | null): number {
  const all = (block.length * (block.length - 1)) / 2
  if (!listOf) return all
  const first = listOf[block[0] ?? 0]
  let ofFirst = 0
  let isTwo = true
  const second = listOf[block[block.length - 1] ?? 0]
  for (let at = 0; at < block.length; at += 1) {
    const list = listOf[block[at] ?? 0]
    if (list === first) ofFirst += 1
    else if (list !== second) isTwo = false
  }
  if (isTwo) return ofFirst * (block.length - ofFirst)
  const sizes = new Map<number, number>()
  for (let at = 0; at < block.length; at += 1) {
    const list = listOf[block[at] ?? 0] ?? 0
    sizes.set(list, (sizes.get(list) ?? 0) + 1)
  }
  return [...sizes.values()].reduce((left, size) => left - (size * (size - 1)) / 2, all)
}

function addPairs(
  block: Float64Array,
  size: number,
  { listOf, focus }: CandidateOptions,
  pairs: Doubles,
): void {
  for (let a = 0; a < block.length; a += 1) {
    const one = block[a] ?? 0
    const list = listOf?.[one]
    const isFocus = !focus || focus[one] === 1
    for (let b = a + 1; b < block.length; b += 1) {
      const other = block[b] ?? 0
      if (listOf && listOf[other] === list) continue
      if (!isFocus && focus?.[other] !== 1) continue
      if (one !== other) pairs.push(one * size + other)
    }
  }
}

function withoutRepeats(sorted: Float64Array): Float64Array {
  let kept = 0
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue
    sorted[kept] = sorted[at] ?? 0
    kept += 1
  }
  return sorted.subarray(0, kept)
}

/**
 * A list shows a person once: of two entries of one list at most one can be whom an entry of another
 * list means. Who has a rival that fits as well is nobody's match.
 */
import type { Scorer } from './scorer.ts'
import { toProbability } from './scorer.ts'

export interface WeighedPairs {
  left: Int32Array
  right: Int32Array
  /** Bits. */
  weight: Float32Array
}

/** A rival whose own match is somebody else is none. */
const RIVAL_MIN = 0.02
/** Two entries of one list that are as sure as this the same person are no rivals. */
const SAME_ENTRY_BITS = 7
const SAME_ON_TWO_ROLLS_BITS = -3
/** Pairs like this are rarely of strangers. */
const STRONG_BITS = 7
const REPEATS_ENTRIES_MIN = 20
const REPEATS_SHARE_MIN = 0.15

/** The probability of each pair, its rivals considered from both ends. */
export function compete(
  pairs: WeighedPairs,
  size: number,
  listOf: Int32Array | null,
  scorer: Scorer,
): Float32Array {
  const count = pairs.left.length
  let current: Float32Array = Float32Array.from(pairs.weight, toProbability)
  if (!listOf) return current
  const ends = indexEnds(pairs, size)
  const compare = rememberSame(scorer)
  const repeating = findRepeating(pairs, ends, listOf, compare)
  const isSame = (one: number, other: number): boolean =>
    repeating.has(listOf[one] ?? 0) ? !compare(one, other).isOther : compare(one, other).isSame
  for (let round = 0; round < 2; round += 1) {
    const next = new Float32Array(count).fill(1)
    for (let entry = 0; entry < size; entry += 1) {
      const own = ends.pairs.subarray(ends.start[entry] ?? 0, ends.start[entry + 1] ?? 0)
      if (own.length > 0) judgeEntry({ entry, own, pairs, listOf, current, next, isSame })
    }
    current = next
  }
  return current
}

interface Entry {
  entry: number
  /** Numbers of its pairs. */
  own: Int32Array
  pairs: WeighedPairs
  listOf: Int32Array
  current: Float32Array
  next: Float32Array
  isSame: (one: number, other: number) => boolean
}

function judgeEntry({ entry, own, pairs, listOf, current, next, isSame }: Entry): void {
  const otherOf = (pair: number): number =>
    (pairs.left[pair] === entry ? pairs.right[pair] : pairs.left[pair]) ?? 0
  for (const pair of own) {
    const weight = pairs.weight[pair] ?? 0
    let odds = 2 ** weight
    const mine = odds
    const other = otherOf(pair)
    for (const rival of own) {
      if (rival === pair || (current[rival] ?? 0) < RIVAL_MIN) continue
      const third = otherOf(rival)
      if (listOf[third] !== listOf[other]) continue
      if (weight > 0 && (pairs.weight[rival] ?? 0) > 0 && isSame(other, third)) continue
      odds += 2 ** (pairs.weight[rival] ?? 0)
    }
    next[pair] = Math.min(next[pair] ?? 1, mine / (1 + odds))
  }
}

function indexEnds(
  { left, right }: WeighedPairs,
  size: number,
): { start: Int32Array; pairs: Int32Array } {
  const start = new Int32Array(size + 1)
  for (const end of [left, right]) {
    for (const entry of end) start[entry + 1] = (start[entry + 1] ?? 0) + 1
  }
  for (let entry = 0; entry < size; entry += 1) {
    start[entry + 1] = (start[entry + 1] ?? 0) + (start[entry] ?? 0)
  }
  const filled = start.slice()
  const pairs = new Int32Array(left.length * 2)
  for (const end of [left, right]) {
    for (const [pair, entry] of end.entries()) {
      const at = filled[entry] ?? 0
      pairs[at] = pair
      filled[entry] = at + 1
    }
  }
  return { start, pairs }
}

interface Relation {
  isSame: boolean
  /** Numbers say that they are two people. */
  isOther: boolean
}

function rememberSame(scorer: Scorer): (one: number, other: number) => Relation {
  const known = new Map<string, Relation>()
  return (one, other) => {
    const key = one < other ? `${one} ${other}` : `${other} ${one}`
    const before = known.get(key)
    if (before) return before
    const { bits, isCapped, numbers } = scorer.compare(one, other)
    const isOther = numbers.npi === 'other' || numbers.license === 'other'
    // Who has licenses of two states stands on both rolls.
    const isElsewhere = numbers.license === 'elsewhere'
    const least = isElsewhere ? SAME_ON_TWO_ROLLS_BITS : SAME_ENTRY_BITS
    const relation = { isSame: !isCapped && !isOther && bits >= least, isOther }
    known.set(key, relation)
    return relation
  }
}

/**
 * Lists that hold people more than once: too often two of their entries each fit somebody of
 * another list beyond doubt, and no number tells them apart. Rolls of two states do not count: who
 * has two licenses stands on both.
 */
function findRepeating(
  pairs: WeighedPairs,
  ends: { start: Int32Array; pairs: Int32Array },
  listOf: Int32Array,
  compare: (one: number, other: number) => Relation,
): Set<number> {
  const tried = new Map<number, { once: number; twice: number }>()
  for (let entry = 0; entry + 1 < ends.start.length; entry += 1) {
    const own = ends.pairs.subarray(ends.start[entry] ?? 0, ends.start[entry + 1] ?? 0)
    const strong = [...own].filter((pair) => (pairs.weight[pair] ?? 0) >= STRONG_BITS)
    const [first, second] = strong.map(
      (pair) => (pairs.left[pair] === entry ? pairs.right[pair] : pairs.left[pair]) ?? 0,
    )
    if (first === undefined) continue
    const list = listOf[first] ?? 0
    const counts = tried.get(list) ?? { once: 0, twice: 0 }
    counts.once += 1
    if (second !== undefined && listOf[second] === list && !compare(first, second).isOther) {
      counts.twice += 1
    }
    tried.set(list, counts)
  }
  return new Set(
    [...tried].flatMap(([list, { once, twice }]) =>
      once >= REPEATS_ENTRIES_MIN && twice / once >= REPEATS_SHARE_MIN ? [list] : [],
    ),
  )
}

/** Orders what an index has found that knows nothing of likeness: such peers get this help. */
import { joinNeighbors } from './peer.ts'

/** Documents found in stages, the strict question first, each stage asked only if it is needed. */
export function rerankStages(
  words: string[],
  stages: (() => Iterable<number>)[],
  textOf: (id: number) => string,
): number[] {
  const scores = new Map<number, Score>()
  for (const stage of stages) {
    for (const id of stage()) {
      if (!scores.has(id)) scores.set(id, scoreOf(words, textOf(id).split(' ')))
    }
    if ([...scores.values()].some(({ isWhole }) => isWhole)) break
  }
  return [...scores]
    .sort(([, a], [, b]) => b.sum - a.sum)
    .slice(0, 10)
    .map(([id]) => id)
}

interface Score {
  sum: number
  /** Every typed word fits some word of the document. */
  isWhole: boolean
}

/** The sum of how well each typed word, and each two of them joined, is met. */
function scoreOf(words: string[], known: string[]): Score {
  const best = (word: string): number => Math.max(...known.map((other) => fit(word, other)))
  const single = words.map(best)
  const all = [...single, ...joinNeighbors(words).map(best)]
  return {
    sum: all.reduce((sum, value) => sum + value, 0),
    isWhole: single.every((value) => value > 0),
  }
}

function fit(typed: string, known: string): number {
  if (typed === known) return 1
  if (Math.abs(typed.length - known.length) <= 2) {
    const edits = editsBetween(typed, known)
    if (edits === 1) return 0.75
    if (edits === 2 && typed.length > 4) return 0.45
  }
  return known.startsWith(typed) ? 0.7 : 0
}

/** Edits with two swapped neighbors as one. */
function editsBetween(left: string, right: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1]
      let best = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return last[right.length] ?? 0
}

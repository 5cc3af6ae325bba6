import type { Judged } from './cluster.ts'

/**
 * The judgements that contradict a new one: for `same`, those that tell apart the two groups it would
 * join; for `different`, those that make the two one group. Empty where nothing contradicts.
 */
export function contradictions<Given extends Judged>(given: Given[], next: Judged): Given[] {
  const same = given.filter(({ verdict }) => verdict === 'same')
  const [left, right] = [reach(same, next.left), reach(same, next.right)]
  if (next.verdict === 'different') {
    return left.has(next.right) ? same.filter((one) => left.has(one.left)) : []
  }
  return given.filter(
    (one) =>
      one.verdict === 'different' &&
      ((left.has(one.left) && right.has(one.right)) ||
        (left.has(one.right) && right.has(one.left))),
  )
}

/** Records that a person made one with this one, itself among them. */
function reach(same: Judged[], start: number): Set<number> {
  const found = new Set([start])
  for (const id of found) {
    for (const { left, right } of same) {
      if (left === id) found.add(right)
      if (right === id) found.add(left)
    }
  }
  return found
}

/**
 * Slips of the hand between two words: letters put in, left out, changed, or swapped with the one
 * beside it. Stops counting behind `most`.
 */
export function countEdits(one: string, other: string, most: number): number {
  if (one === other) return 0
  if (Math.abs(one.length - other.length) > most) return most + 1
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  let ends = 0
  while (
    ends < one.length - start &&
    ends < other.length - start &&
    one[one.length - 1 - ends] === other[other.length - 1 - ends]
  ) {
    ends += 1
  }
  return countMiddle(
    one.slice(start, one.length - ends),
    other.slice(start, other.length - ends),
    most,
  )
}

function countMiddle(one: string, other: string, most: number): number {
  if (one.length === 0 || other.length === 0) return Math.max(one.length, other.length)
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    let least = row
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwap =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1]
      const edits = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[column - 2] ?? 0) + 1 : most + 1,
      )
      next.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return most + 1
    before = last
    last = next
  }
  return last[other.length] ?? most + 1
}

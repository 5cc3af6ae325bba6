/** Thousands of license numbers in a cursor that is written again behind every step. */

/** Sorted, each once, as distances from one to the next in base 36: two characters a license. */
export function packNumbers(numbers: Iterable<string>): string {
  let before = 0
  return [...new Set([...numbers].map(Number))]
    .sort((one, other) => one - other)
    .map((number) => {
      const distance = number - before
      before = number
      return distance.toString(36)
    })
    .join('.')
}

/** Six digits each, in their order. */
export function unpackNumbers(packed: string): string[] {
  if (packed === '') return []
  let number = 0
  return packed.split('.').map((distance) => {
    number += Number.parseInt(distance, 36)
    return String(number).padStart(6, '0')
  })
}

/** Parts of the sweep as text: `NY`, or `NY:100` for the ZIPs of New York that begin with 100. */
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import { toStateCode } from '../lib/us-states.ts'
import type { Result } from './answer.ts'

/** The shortest beginning of a ZIP that the registry takes before a `*`. */
const PREFIX_MIN = 2
const PREFIX_MAX = 5

/**
 * The parts that make up a part together: `NY` becomes `NY:00` to `NY:99`, `NY:10` becomes `NY:100`
 * to `NY:109`. Throws `LayoutError` for a whole ZIP, which cannot be divided.
 */
export function split(partition: string): string[] {
  const [state = '', prefix = ''] = partition.split(':')
  if (prefix.length >= PREFIX_MAX) {
    throw new LayoutError(
      `The ZIP ${prefix} has more acupuncturists than NPPES lets anybody read, and cannot be divided.`,
    )
  }
  const digits = Math.max(PREFIX_MIN - prefix.length, 1)
  return Array.from(
    { length: 10 ** digits },
    (_, index) => `${state}:${prefix}${String(index).padStart(digits, '0')}`,
  )
}

/**
 * The parts of a part in which one of these people is found, whichever of the addresses the
 * registry goes by: none of them may come back empty.
 */
export function occupied(partition: string, results: Result[]): string[] {
  const [state = '', prefix = ''] = partition.split(':')
  const length = Math.max(prefix.length + 1, PREFIX_MIN)
  const parts = results.map((result) => {
    const prefixes = new Set(zipsIn(state, result).map((zip) => zip.slice(0, length)))
    return prefixes.size === 1 ? [...prefixes][0] : undefined
  })
  const isPrefix = new RegExp(`^\\d{${length}}$`)
  const found = parts.filter((part) => part !== undefined && isPrefix.test(part))
  return [...new Set(found)].map((part) => `${state}:${part}`)
}

function zipsIn(state: string, result: Result): string[] {
  return [result.addresses, result.practiceLocations]
    .flatMap((list) => (Array.isArray(list) ? list.filter(isRow) : []))
    .filter((address) => toStateCode(String(address.state)) === state)
    .map((address) => String(address.postal_code))
}

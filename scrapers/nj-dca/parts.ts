/** Parts of the search as text: `` for the profession, `K` for last names in K, `K:A` with first names in A. */
import { LayoutError } from '../lib/errors.ts'
import type { Criteria } from './visit.ts'

export const PAGE_ROWS = 40

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

/** Throws `LayoutError` for a part that cannot be divided any further. */
export function splitPart(part: string): string[] {
  if (part === '') return LETTERS
  if (part.includes(':')) {
    throw new LayoutError(
      `New Jersey has more names in ${part} than its search shows, and they cannot be divided.`,
    )
  }
  return LETTERS.map((letter) => `${part}:${letter}`)
}

export function toCriteria(part: string): Criteria {
  const [lastName = '', firstName = ''] = part.split(':')
  return {
    ...(lastName === '' ? {} : { lastName }),
    ...(firstName === '' ? {} : { firstName }),
  }
}

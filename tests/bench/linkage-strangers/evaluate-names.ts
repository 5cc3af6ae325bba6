/** How well names alone are told apart, by pairs written by hand. */
import { compareNames } from '../../../src/core/linkage/compare-names.ts'
import type { LinkNameInput } from '../../../src/core/linkage/person.ts'
import { DIFFERENT } from './pairs-different.ts'
import { SAME } from './pairs-same.ts'

export interface NamePair {
  cause: string
  left: string
  right: string
  isSame: boolean
}

const toPairs = (groups: Record<string, string>, isSame: boolean): NamePair[] =>
  Object.entries(groups).flatMap(([cause, lines]) =>
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [left = '', right = ''] = line.split('|').map((name) => name.trim())
        return { cause, left, right, isSame }
      }),
  )

export const NAME_PAIRS: NamePair[] = [...toPairs(SAME, true), ...toPairs(DIFFERENT, false)]

export interface NameCause {
  cause: string
  isSame: boolean
  of: number
  match: number
  review: number
  noMatch: number
  /** The pairs decided against the truth, with their scores. */
  against: string[]
}

const whole = (full: string): LinkNameInput => ({
  full,
  given: null,
  middle: null,
  family: null,
  suffix: null,
})

/** Decisions by cause; a review of either kind counts for neither side. */
export function evaluateNames(): NameCause[] {
  const causes = new Map<string, NameCause>()
  for (const { cause, left, right, isSame } of NAME_PAIRS) {
    const counts = causes.get(cause) ?? {
      cause,
      isSame,
      of: 0,
      match: 0,
      review: 0,
      noMatch: 0,
      against: [],
    }
    causes.set(cause, counts)
    const { score, decision } = compareNames(whole(left), whole(right))
    counts.of += 1
    if (decision === 'match') counts.match += 1
    else if (decision === 'review') counts.review += 1
    else counts.noMatch += 1
    if (decision === (isSame ? 'no-match' : 'match')) {
      counts.against.push(`${left} | ${right}: ${score.toFixed(2)}`)
    }
  }
  return [...causes.values()]
}

/** One line of totals, one a cause, and every pair decided against the truth. */
export function describeNames(causes: readonly NameCause[]): string[] {
  const total = (isSame: boolean): string => {
    const own = causes.filter((cause) => cause.isSame === isSame)
    const sum = (of: (cause: NameCause) => number): number =>
      own.reduce((all, cause) => all + of(cause), 0)
    return `${sum(({ of }) => of)} ${isSame ? 'of one person' : 'of two people'}: ${sum(({ match }) => match)} match, ${sum(({ review }) => review)} review, ${sum(({ noMatch }) => noMatch)} no match`
  }
  return [
    `names alone, ${total(true)}; ${total(false)}`,
    ...causes.flatMap(({ cause, isSame, of, match, review, noMatch, against }) => [
      `    ${isSame ? 'same     ' : 'different'} ${cause.padEnd(30)} ${of} pairs: ${match} match, ${review} review, ${noMatch} no match`,
      ...against.map((pair) => `        ${pair}`),
    ]),
  ]
}

/** Words that are forms of one name: nicknames, and spellings of East Asian names. */
import { COMMON_NAME_WORDS } from './common-words.ts'
import { NICKNAMES } from './nicknames.ts'
import { SURNAME_ROMANIZATIONS, SYLLABLE_ROMANIZATIONS } from './romanizations.ts'

/** The groups that a word stands in, by number; most words stand in none. */
const GROUPS: ReadonlyMap<string, readonly number[]> = readGroups([
  ...NICKNAMES,
  ...SURNAME_ROMANIZATIONS,
  ...SYLLABLE_ROMANIZATIONS,
])

const NICKNAME_GROUPS = NICKNAMES.length
const NO_GROUPS: readonly number[] = []

/** A word that is known to be a name: another name one letter apart is no slip of the hand. */
export const isKnownName = (word: string): boolean =>
  GROUPS.has(word) || COMMON_NAME_WORDS.has(word)

export const groupsOf = (word: string): readonly number[] => GROUPS.get(word) ?? NO_GROUPS

export type Variant = 'none' | 'nickname' | 'spelling'

/** How two different words may be one name. */
export function variantOf(one: string, other: string): Variant {
  const theirs = groupsOf(other)
  const shared = groupsOf(one).find((group) => theirs.includes(group))
  if (shared === undefined) return 'none'
  return shared < NICKNAME_GROUPS ? 'nickname' : 'spelling'
}

function readGroups(lines: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [group, line] of lines.entries()) {
    for (const word of line.split(' ')) {
      const known = groups.get(word)
      if (known) known.push(group)
      else groups.set(word, [group])
    }
  }
  return groups
}

/** When two written names can, and when they cannot, belong to one person. */
import { type NameTokens, nameTokens } from '../names.ts'

export type LinkName = NameTokens

export const toLinkName = (full: string): LinkName => nameTokens(full)

/**
 * The same words whatever their order, and nothing that speaks against it. A suffix on one side only
 * does: a father and a son may share a practice.
 */
export function isSameName(a: LinkName, b: LinkName): boolean {
  return (
    a.words.length >= 2 &&
    a.words.join(' ') === b.words.join(' ') &&
    a.suffix === b.suffix &&
    !initialsDiffer(a, b)
  )
}

/**
 * True where the two could be one person's names: the same words joined or split otherwise
 * (`Ki Nam`, `Kinam`), or one with a middle name that the other leaves out or shortens.
 */
export function areCompatibleNames(a: LinkName, b: LinkName): boolean {
  if (suffixesDiffer(a, b)) return false
  if (isSpacingVariant(a.words, b.words)) return !initialsDiffer(a, b)
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  if (short.words.length < 2 || !short.words.every((word) => long.words.includes(word)))
    return false
  const extra = long.words
    .filter((word) => !short.words.includes(word))
    .map((word) => word[0] ?? '')
  return short.initials.every(
    (initial) => extra.includes(initial) || long.initials.includes(initial),
  )
}

const suffixesDiffer = (a: LinkName, b: LinkName): boolean =>
  a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix

const initialsDiffer = (a: LinkName, b: LinkName): boolean =>
  a.initials.length > 0 &&
  b.initials.length > 0 &&
  !a.initials.every((initial) => b.initials.includes(initial)) &&
  !b.initials.every((initial) => a.initials.includes(initial))

/** The same letters in words that can be joined to each other: `ki nam kim` and `kim kinam`. */
function isSpacingVariant(a: string[], b: string[]): boolean {
  if (a.length < 2 || b.length < 2 || a.length > WORDS_MAX || b.length > WORDS_MAX) return false
  if (a.join('').length !== b.join('').length) return false
  const joined = new Set(permutations(a).map((words) => words.join('')))
  return permutations(b).some((words) => joined.has(words.join('')))
}

const WORDS_MAX = 5

const permutations = (words: string[]): string[][] =>
  words.length < 2
    ? [words]
    : words.flatMap((word, index) =>
        permutations(words.toSpliced(index, 1)).map((rest) => [word, ...rest]),
      )

/** Values that two compatible names of two words or more always share one of. */
export function blockingKeys(name: LinkName): string[] {
  const letters = name.words.join('').split('').sort().join('')
  const pairs = name.words.flatMap((first, index) =>
    name.words.slice(index + 1).map((second) => `${first} ${second}`),
  )
  return name.words.length < 2 ? [] : [`letters ${letters}`, ...pairs]
}

/** When two written names can, and when they cannot, belong to one person. */
import { type NameTokens, nameTokens } from '../names.ts'

export type LinkName = NameTokens

/** The same names are compared over and over. */
const REMEMBERED_MAX = 20_000
const REMEMBERED = new Map<string, LinkName>()

/** What comes back is shared: nobody may change it. */
export function toLinkName(full: string): LinkName {
  const known = REMEMBERED.get(full)
  if (known) return known
  if (REMEMBERED.size >= REMEMBERED_MAX) REMEMBERED.clear()
  const name = nameTokens(full)
  REMEMBERED.set(full, name)
  return name
}

/** Equal for names of the same tokens, however they are written. */
export const toNameKey = ({ words, initials, suffix, parts }: LinkName): string =>
  `${words.join(' ')}|${initials.join(' ')}|${suffix ?? ''}|${Math.min(parts, 2)}`

/**
 * The same words whatever their order, and nothing that speaks against it. A suffix on one side only
 * does: a father and a son may share a practice. `M. de la Cruz` and `J. Kim-Park` are a family name
 * and no more: husband and wife may share it, the initial and the phone.
 */
export function isSameName(a: LinkName, b: LinkName): boolean {
  return (
    a.parts >= 2 &&
    b.parts >= 2 &&
    areEqual(a.words, b.words) &&
    a.suffix === b.suffix &&
    !initialsDiffer(a, b)
  )
}

/**
 * True where the two could be one person's names: the same words joined or split otherwise
 * (`Ki Nam`, `Kinam`), or one with a middle name that the other leaves out or shortens.
 */
export function areCompatibleNames(a: LinkName, b: LinkName): boolean {
  if (a.words.length < 2 || b.words.length < 2 || suffixesDiffer(a, b)) return false
  if (areEqual(a.words, b.words) || isSpacingVariant(a.words, b.words)) {
    return !initialsDiffer(a, b)
  }
  const [short, long] = a.words.length < b.words.length ? [a, b] : [b, a]
  const extra = without(long.words, short.words)
  return (
    extra !== null &&
    short.initials.every(
      (initial) =>
        extra.some((word) => word.startsWith(initial)) || long.initials.includes(initial),
    )
  )
}

const areEqual = (a: string[], b: string[]): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index])

/** What is left of `all` once each of `some` is taken out, or null where one is not there. */
function without(all: string[], some: string[]): string[] | null {
  const rest = [...all]
  for (const word of some) {
    const index = rest.indexOf(word)
    if (index === -1) return null
    rest.splice(index, 1)
  }
  return rest
}

const suffixesDiffer = (a: LinkName, b: LinkName): boolean =>
  a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix

const initialsDiffer = (a: LinkName, b: LinkName): boolean =>
  without(a.initials, b.initials) === null && without(b.initials, a.initials) === null

/** The same letters in words that can be joined to each other: `ki nam kim` and `kim kinam`. */
function isSpacingVariant(a: string[], b: string[]): boolean {
  if (a.length > WORDS_MAX || b.length > WORDS_MAX || lettersOf(a) !== lettersOf(b)) return false
  const joined = new Set(permutations(a).map((words) => words.join('')))
  return permutations(b).some((words) => joined.has(words.join('')))
}

const WORDS_MAX = 5

const lettersOf = (words: string[]): string => words.join('').split('').sort().join('')

const permutations = (words: string[]): string[][] =>
  words.length < 2
    ? [words]
    : words.flatMap((word, index) =>
        permutations(words.toSpliced(index, 1)).map((rest) => [word, ...rest]),
      )

/** Values of which two compatible names always share at least one. */
export function blockingKeys({ words }: LinkName): string[] {
  const pairs = words.flatMap((first, index) =>
    words.slice(index + 1).map((second) => `${first} ${second}`),
  )
  return words.length < 2 ? [] : [...new Set([`letters ${lettersOf(words)}`, ...pairs])]
}

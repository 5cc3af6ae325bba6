/** Typed words: the other forms of each that mean the same, and what a find is worth. */
import { NICKNAMES } from '../linkage/nicknames.ts'
import { isDegreeWord } from '../names.ts'
import { SURNAME_ROMANIZATIONS, SYLLABLE_ROMANIZATIONS } from '../linkage/romanizations.ts'

/** Best first; the points of all words are added up. */
export const POINTS = {
  number: 1000,
  exact: 100,
  joined: 95,
  variant: 85,
  prefix: 70,
  oneEdit: 60,
  place: 50,
  twoEdits: 45,
  initial: 40,
  sound: 35,
  alike: 30,
} as const

export interface TypedWord {
  i: number
  word: string
  /** Adds points, but nobody is left out for it. */
  isOptional: boolean
}

/** So many initials say all that initials can. */
const INITIALS_MAX = 3

/** What people type around a name or a place. */
const FILLERS = new Set('acupuncturist acupuncturists near in at around the and'.split(' '))

/** True for words that ask for nobody in particular: `acupuncturists near`. */
export const areFillers = (words: string[]): boolean =>
  words.length > 0 && words.every((word) => FILLERS.has(word))

/** Surnames and given names that are degrees, or fillers, as well. */
const MAY_BE_NAMES = new Set('ma do pa mo ba nd np mac dom mom in the'.split(' '))

/**
 * A middle initial beside whole words is optional: registries drop them at will. So are degrees and
 * fillers, but never one of only two words that may be the name.
 */
export function toTyped(words: string[]): TypedWord[] {
  const isExtra = (word: string): boolean =>
    (isDegreeWord(word) || FILLERS.has(word) || word === 'acupuncture') &&
    !(words.length < 3 && MAY_BE_NAMES.has(word))
  const hasCore = words.some((word) => word.length > 1 && !isExtra(word))
  const required = words.some((word) => word.length > 1) ? 0 : INITIALS_MAX
  return words.map((word, i) => ({
    i,
    word,
    isOptional: /^[a-z]$/.test(word) ? i >= required : hasCore && isExtra(word),
  }))
}

/** The words that stand for a typed one exactly as they are, with their points. */
export function exactForms(typed: TypedWord[]): Map<string, number>[] {
  const forms = typed.map(({ word }) => new Map([[word, POINTS.exact as number]]))
  for (const run of joinedRuns(typed)) {
    const joined = run.map(({ word }) => word).join('')
    for (const { i } of run) addForm(forms[i], joined, POINTS.joined)
  }
  for (const { i, word } of typed) {
    for (const variant of variantsOf(word)) addForm(forms[i], variant, POINTS.variant)
  }
  return forms
}

function addForm(forms: Map<string, number> | undefined, word: string, points: number): void {
  if (forms && (forms.get(word) ?? 0) < points) forms.set(word, points)
}

/** `ki nam` finds `kinam` and `de la cruz` finds `delacruz`: the joined word stands for each. */
function joinedRuns(typed: TypedWord[]): TypedWord[][] {
  const runs = [2, 3].flatMap((length) =>
    typed
      .map((_, start) => typed.slice(start, start + length))
      .filter((run) => run.length === length),
  )
  return runs.filter((run) => run.every(({ isOptional }) => !isOptional))
}

/** Nicknames and other spellings, by word. */
const GROUPS = [...NICKNAMES, ...SURNAME_ROMANIZATIONS, ...SYLLABLE_ROMANIZATIONS].map((group) =>
  group.split(' '),
)
const GROUPS_BY_WORD = new Map<string, string[][]>()
for (const group of GROUPS) {
  for (const word of group) GROUPS_BY_WORD.set(word, [...(GROUPS_BY_WORD.get(word) ?? []), group])
}

const variantsOf = (word: string): string[] => [
  ...new Set((GROUPS_BY_WORD.get(word) ?? []).flat().filter((other) => other !== word)),
]

/** `kinam` finds `ki nam`. */
export const splitsOf = (word: string): [head: string, tail: string][] =>
  /^[a-z]{4,24}$/.test(word)
    ? Array.from({ length: word.length - 3 }, (_, at) => [
        word.slice(0, at + 2),
        word.slice(at + 2),
      ])
    : []

/** Which entries of the dictionaries of name and place words a typed word may stand for. */
import { NICKNAMES } from '#src/core/linkage/nicknames.ts'
import { SURNAME_ROMANIZATIONS, SYLLABLE_ROMANIZATIONS } from '#src/core/linkage/romanizations.ts'

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

/** Shorter words have too many neighbors, longer ones too many forms. */
export const SLIP_LETTERS_MIN = 3
export const SLIP_LETTERS_MAX = 24
/** From so many letters on, two slips are forgiven. */
export const TWO_SLIPS_LETTERS_MIN = 7

export interface TypedWord {
  i: number
  word: string
  /** Adds points, but nobody is left out for it. */
  isOptional: boolean
}

/** One question to the dictionaries. */
export interface Lookup {
  i: number
  how: 'word' | 'half' | 'slip' | 'start' | 'place' | 'number'
  key: string
}

/** So many initials say all that initials can. */
const INITIALS_MAX = 3

/** A middle initial beside whole words is optional: registries drop them at will. */
export function toTyped(words: string[]): TypedWord[] {
  const required = words.some((word) => word.length > 1) ? 0 : INITIALS_MAX
  return words.map((word, i) => ({ i, word, isOptional: /^[a-z]$/.test(word) && i >= required }))
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

/** Everything to be looked up for the typed words. */
export function lookupsOf(typed: TypedWord[], forms: Map<string, number>[]): Lookup[] {
  const required = typed.filter(({ isOptional }) => !isOptional)
  return required.flatMap(({ i, word }): Lookup[] => [
    ...[...(forms[i]?.keys() ?? [])].map((key) => ({ i, how: 'word' as const, key })),
    ...splitsOf(word).flatMap((half) => half.map((key) => ({ i, how: 'half' as const, key }))),
    ...slipsOf(word).map((key) => ({ i, how: 'slip' as const, key })),
    { i, how: 'start', key: word },
    { i, how: 'place', key: word },
    ...(/\d/.test(word) && word.length > 1 ? [{ i, how: 'number' as const, key: word }] : []),
  ])
}

/** `kinam` finds `ki nam`. */
export const splitsOf = (word: string): [head: string, tail: string][] =>
  /^[a-z]{4,24}$/.test(word)
    ? Array.from({ length: word.length - 3 }, (_, at) => [
        word.slice(0, at + 2),
        word.slice(at + 2),
      ])
    : []

/** The forms under which a misspelt word meets the right one; see `nameWordSlips`. */
function slipsOf(word: string): string[] {
  if (!/^[a-z]+$/.test(word) || word.length > SLIP_LETTERS_MAX) return []
  if (word.length < SLIP_LETTERS_MIN) return word.length === 2 ? [word] : []
  const once = withoutOne(word)
  const twice = word.length < TWO_SLIPS_LETTERS_MIN ? [] : once.flatMap(withoutOne)
  return [...new Set([word, ...once, ...twice])]
}

const withoutOne = (word: string): string[] =>
  Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))

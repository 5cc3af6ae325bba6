/** What typed words may stand for: words of names, places, numbers. */
import type { NameWords } from './name-words.ts'
import type { People } from './people.ts'
import type { SearchText } from './text.ts'
import { exactForms, POINTS, splitsOf, toTyped, type TypedWord } from './typed-words.ts'

export interface ResolvedWord extends TypedWord {
  /** Numbers of the name words it may stand for, with points. */
  names: Map<number, number>
  /** Pairs of name words it may be joined from. */
  halves: [head: number, tail: number][]
  isPlace: boolean
  isNumber: boolean
}

export interface ResolvedText {
  words: ResolvedWord[]
  /** The whole text as a number that somebody has, in every form; empty if nobody has it. */
  numbers: string[]
}

export function resolveText(people: People, text: SearchText): ResolvedText {
  const typed = toTyped(text.words)
  const forms = exactForms(typed)
  const words = typed.map((word) => resolveWord(people, word, forms[word.i] ?? new Map()))
  const isKnown = text.numbers.some((number) => people.numbers.has(number))
  return { words, numbers: isKnown ? text.numbers : [] }
}

function resolveWord(people: People, typed: TypedWord, forms: Map<string, number>): ResolvedWord {
  const { word, isOptional } = typed
  const isNumber = /\d/.test(word) && word.length > 1 && people.numbers.has(word)
  const isPlace = people.placeWords.has(word)
  if (isOptional) return { ...typed, names: new Map(), halves: [], isPlace, isNumber }
  return {
    ...typed,
    names: namesOf(people.names, word, forms),
    halves: splitsOf(word).flatMap(([head, tail]) => {
      const [one, other] = [people.names.numberOf(head), people.names.numberOf(tail)]
      return one === null || other === null ? [] : [[one, other]]
    }),
    isPlace,
    isNumber,
  }
}

function namesOf(names: NameWords, typed: string, forms: Map<string, number>): Map<number, number> {
  const found = new Map<number, number>()
  const add = (number: number | null, points: number): void => {
    if (number !== null && points > (found.get(number) ?? 0)) found.set(number, points)
  }
  for (const [form, points] of forms) add(names.numberOf(form), points)
  const completed = typed.length > 1 ? POINTS.prefix : POINTS.initial
  for (const number of names.completions(typed)) add(number, completed)
  for (const [number, edits] of names.misspelt(typed)) {
    if (edits > 0) add(number, edits === 1 ? POINTS.oneEdit : POINTS.twoEdits)
  }
  return found
}

export const isKnown = ({ names, halves, isPlace, isNumber }: ResolvedWord): boolean =>
  names.size > 0 || halves.length > 0 || isPlace || isNumber

/** Adds words alike in sound or in letters; true if that brought any. */
export function widen(people: People, words: ResolvedWord[]): boolean {
  let isWider = false
  for (const { word, names, isOptional } of words) {
    if (isOptional || !/^[a-z]{3,24}$/.test(word)) continue
    const before = names.size
    const add = (number: number, points: number): void => {
      if (!names.has(number)) names.set(number, points)
    }
    for (const number of people.names.soundingLike(word)) add(number, POINTS.sound)
    for (const number of people.names.lookingLike(word)) add(number, POINTS.alike)
    isWider ||= names.size > before
  }
  return isWider
}

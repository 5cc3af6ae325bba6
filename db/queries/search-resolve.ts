/** Typed words looked up in the dictionaries: which name words, places and numbers they stand for. */
import { type SQL, sql } from 'drizzle-orm'
import { countEdits } from '#src/core/linkage/edits.ts'
import { soundOf } from '#src/core/linkage/sound.ts'
import { type Db, jsonRows, rowsOf } from '../client.ts'
import type { SearchText } from './search-text.ts'
import {
  exactForms,
  type Lookup,
  lookupsOf,
  POINTS,
  splitsOf,
  toTyped,
  TWO_SLIPS_LETTERS_MIN,
  type TypedWord,
} from './search-words.ts'

export interface ResolvedWord extends TypedWord {
  /** Name words it may stand for, with points. */
  names: Map<string, number>
  /** Two name words it may be joined from. */
  halves: [head: string, tail: string][]
  isPlace: boolean
  isNumber: boolean
}

export interface ResolvedText {
  words: ResolvedWord[]
  /** The whole text as a number that somebody has, in every form; empty if nobody has it. */
  numbers: string[]
}

interface Found {
  i: number
  how: Lookup['how'] | 'numbers'
  key: string
  word: string
}

/** Beginnings of a name are completed to so many words, the shortest first. */
const COMPLETIONS_MAX = 200

/** Looks up all words in one statement. */
export async function resolveText(db: Db, text: SearchText): Promise<ResolvedText> {
  const typed = toTyped(text.words)
  const forms = exactForms(typed)
  const found = await rowsOf<Found>(db, lookUp(lookupsOf(typed, forms), text.numbers))
  const byWord = Map.groupBy(found, ({ i }) => i)
  return {
    words: typed.map((word) => resolveWord(word, forms[word.i], byWord.get(word.i) ?? [])),
    numbers: found.some(({ how }) => how === 'numbers') ? text.numbers : [],
  }
}

function lookUp(lookups: Lookup[], numbers: string[]): SQL {
  const wholeNumber = sql`union all select -1, 'numbers', '', ''
    where exists (select from search_rows where numbers && ${textArray(numbers)})`
  return sql`with looked as (
      select * from jsonb_to_recordset(${jsonRows(lookups)}) as l(i int, how text, key text))
    select i, how, key, word from looked join name_words on word = key
      where how = 'word' or how = 'half'
    union all
    select distinct i, how, '', word from looked join name_word_slips on slip = key
      where how = 'slip'
    union all
    select i, how, key, completed.word from looked cross join lateral (
      select word from name_words where word ~>=~ key and word ~<~ (key || '~')
      order by length(word), word limit ${COMPLETIONS_MAX}) completed
      where how = 'start'
    union all
    select i, how, key, word from looked join place_words on word = key where how = 'place'
    union all
    select i, how, key, key from looked where how = 'number'
      and exists (select from search_rows where numbers @> array[key])
    ${numbers.length > 0 ? wholeNumber : sql``}`
}

function resolveWord(
  typed: TypedWord,
  forms: Map<string, number> | undefined,
  found: Found[],
): ResolvedWord {
  const names = new Map<string, number>()
  const halves = new Set<string>()
  for (const { how, word } of found) {
    if (how === 'half') halves.add(word)
    const points = pointsOf(typed, forms, how, word)
    if (points > (names.get(word) ?? 0)) names.set(word, points)
  }
  return {
    ...typed,
    names,
    halves: splitsOf(typed.word).filter((split) => split.every((half) => halves.has(half))),
    isPlace: found.some(({ how }) => how === 'place'),
    isNumber: found.some(({ how }) => how === 'number'),
  }
}

function pointsOf(
  { word: typed }: TypedWord,
  forms: Map<string, number> | undefined,
  how: Found['how'],
  word: string,
): number {
  if (how === 'word') return forms?.get(word) ?? 0
  if (how === 'start') return typed.length > 1 ? POINTS.prefix : POINTS.initial
  if (how !== 'slip') return 0
  const most = typed.length < TWO_SLIPS_LETTERS_MIN ? 1 : 2
  const edits = countEdits(typed, word, most)
  return edits > most ? 0 : edits === 1 ? POINTS.oneEdit : POINTS.twoEdits
}

/** Words alike in sound or in letters, for those in `words`; true if that brought any. */
export async function widen(db: Db, words: ResolvedWord[]): Promise<boolean> {
  const looked = words
    .filter(({ word, isOptional }) => !isOptional && /^[a-z]{3,24}$/.test(word))
    .map(({ i, word }) => ({ i, word, sound: soundOf(word) }))
  if (looked.length === 0) return false
  const found = await rowsOf<{ i: number; word: string; points: number }>(
    db,
    sql`with looked as (
        select * from jsonb_to_recordset(${jsonRows(looked)}) as l(i int, word text, sound text))
      select i, n.word, ${POINTS.sound}::int as points from looked l cross join lateral (
        select word from name_words n where n.sound = l.sound limit ${COMPLETIONS_MAX}) n
        where length(l.sound) >= ${SOUNDS_MIN}::int
      union all
      select i, n.word, ${POINTS.alike}::int from looked l cross join lateral (
        select word from name_words n where n.word % l.word
        order by similarity(n.word, l.word) desc, n.word limit ${ALIKE_MAX}) n`,
  )
  const byIndex = new Map(words.map((word) => [word.i, word]))
  let isWider = false
  for (const { i, word, points } of found) {
    const names = byIndex.get(i)?.names
    if (!names || names.has(word)) continue
    names.set(word, points)
    isWider = true
  }
  return isWider
}

/** Fewer sounds say too little. */
const SOUNDS_MIN = 3
const ALIKE_MAX = 20

/** As one parameter. Folded words and numbers have nothing that a literal would have to escape. */
export const textArray = (values: string[]): SQL => sql`${`{${values.join(',')}}`}::text::text[]`

/** The kinds of questions, and how each is made of a person. */
import type { Random } from '#scrapers/population/random.ts'
import { fold } from '#src/core/names.ts'
import type { BenchPerson } from './people.ts'
import { misspell } from './typos.ts'

export const KINDS = ['exact', 'one typo', 'two typos', 'swapped', 'with town', 'spacing'] as const
export type Kind = (typeof KINDS)[number]

export interface Asked {
  kind: Kind
  text: string
  /** The words meant, in each way that they may be written; a town is one word with an `@`. */
  meant: string[][]
  /** The words as typed. */
  typed: string[]
}

type Asker = (random: Random, person: BenchPerson) => Omit<Asked, 'kind'> | null

/** A slip in a shorter word leaves nothing that anybody could go by. */
const MIN_MISSPELT = 4

/** Every word of a person's names, and every town. */
export const wordsOf = ({ name, otherNames, practices }: BenchPerson): Set<string> =>
  new Set([
    ...words(name),
    ...otherNames.flatMap(words),
    ...practices.map(({ town }) => townWord(town.city)),
  ])

const words = (text: string): string[] => fold(text).split(' ')
const townWord = (city: string): string => `@${fold(city)}`

const named = (text: string, { given, family }: BenchPerson) => ({
  text,
  meant: [words(`${given} ${family}`)],
  typed: words(text),
})

/** The longest word misspelt, or null where all are short. */
function misspellLongest(random: Random, text: string): string | null {
  const all = words(text)
  const longest = all.toSorted((a, b) => b.length - a.length)[0] ?? ''
  if (longest.length < MIN_MISSPELT) return null
  const slip = misspell(random, longest)
  return all.map((word) => (word === longest ? slip : word)).join(' ')
}

export const ASKERS: Record<Kind, Asker> = {
  exact: (_, person) => named(`${person.given} ${person.family}`, person),
  'one typo': (random, person) => {
    const family = misspellLongest(random, person.family)
    return family ? named(`${person.given} ${family}`, person) : null
  },
  'two typos': (random, person) => {
    const given = misspellLongest(random, person.given)
    const family = misspellLongest(random, person.family)
    return given && family ? named(`${given} ${family}`, person) : null
  },
  swapped: (_, person) => named(`${person.family} ${person.given}`, person),
  'with town': (_, { family, practices }) => {
    const city = practices[0]?.town.city
    if (!city) return null
    const meant = [...words(family), townWord(city)]
    return { text: `${family} ${city}`, meant: [meant], typed: meant }
  },
  spacing: (random, { given, family, syllables }) => {
    if (!syllables || !fold(given).includes(fold(syllables[1]))) return null
    const [first, second] = syllables
    const one = first + second.toLowerCase()
    const isOne = !/[ -]/.test(given)
    const other = isOne ? `${first}${random.pick([' ', '-'])}${second}` : one
    const meant = [words(`${one} ${family}`), words(`${first} ${second} ${family}`)]
    return { text: `${other} ${family}`, meant, typed: words(`${other} ${family}`) }
  },
}

/**
 * How common words and towns are in the data at hand: agreeing on Kim in Flushing says little, on a
 * rare name in a small town nearly everything.
 */
import { COMMON_NAME_WORDS } from './common-words.ts'
import { Doubles } from './growable.ts'
import { mix } from './hash.ts'
import type { PlaceLevel } from './model.ts'
import { placeLevel } from './place-evidence.ts'
import type { LinkTable } from './table.ts'

export type Distances = Record<Exclude<PlaceLevel, 'zip' | 'town' | 'unknown'>, number>

export interface Frequencies {
  entries: number
  /** Entries a person, on average: counts are of entries, chances of people. */
  repeats: number
  words: [word: string, count: number][]
  towns: [town: string, count: number][]
  zips: [zip: number, count: number][]
  /** People of a word in a town, by `pairHash`; those of three and more. */
  townsOfWords: [hash: number, count: number][]
  /** People of two words, by `wordPairHash`; those of three and more. */
  pairsOfWords: [hash: number, count: number][]
  /** How often two strangers are so far from each other. */
  distance: Distances
  /** How many times likelier two words come together than if names were drawn from two urns. */
  dependence: number
}

/**
 * What is known before anything is counted, worth so many people: a small file would else make each
 * name in it look common, and none of those that are.
 */
const BACKGROUND = { people: 400, commonWord: 0.02, word: 0.0002, town: 0.005, zip: 0.002 } as const
/** Words that begin many a family name and tell nobody apart. */
const PARTICLES = new Set(
  'van von der den de del della di da do dos du la las le los san st mac'.split(' '),
)
const PARTICLE_CHANCE = 0.2
const DEPENDENCE = { least: 2, most: 16, usual: 5, pairsMin: 5 } as const
const TOGETHER_MIN = 3

export function countFrequencies(table: LinkTable, listOf: Int32Array | null): Frequencies {
  return {
    entries: table.size,
    repeats: guessRepeats(listOf),
    words: table.names.texts.map((word, id) => [word, table.names.countOf(id)]),
    towns: table.towns.texts.map((town, id) => [town, table.towns.countOf(id)]),
    zips: countZips(table),
    townsOfWords: countTownsOfWords(table),
    pairsOfWords: countPairsOfWords(table),
    distance: measureDistances(table, listOf),
    dependence: measureDependence(table, listOf),
  }
}

const SAMPLE_PAIRS = 4_000
const USUAL_DISTANCES: Distances = { near: 0.15, region: 0.25, state: 0.3, far: 0.3 }
const SAMPLE_MASS = 40

/** From pairs of strangers, drawn evenly from all over the table, so that it comes out alike again. */
function measureDistances(table: LinkTable, listOf: Int32Array | null): Distances {
  const { size, placeStart } = table
  const counts: Distances = { ...USUAL_DISTANCES }
  for (const level of DISTANCES) counts[level] *= SAMPLE_MASS
  let drawn = SAMPLE_MASS
  const pairs = size > 1 ? SAMPLE_PAIRS : 0
  for (let at = 0; at < pairs; at += 1) {
    const one = mix(at, 1) % size
    const other = mix(at, 2) % size
    if (one === other || (listOf && listOf[one] === listOf[other])) continue
    const [a, b] = [placeStart[one] ?? 0, placeStart[other] ?? 0]
    if (a === placeStart[one + 1] || b === placeStart[other + 1]) continue
    const level = placeLevel(table, a, b)
    if (level === 'unknown') continue
    drawn += 1
    if (level !== 'town' && level !== 'zip') counts[level] += 1
  }
  for (const level of DISTANCES) counts[level] /= drawn
  return counts
}
const DISTANCES = ['near', 'region', 'state', 'far'] as const

const REPEATS = { withoutLists: 2, more: 0.5, most: 2.5 } as const

/** Of each further list half are people of the first. */
function guessRepeats(listOf: Int32Array | null): number {
  if (!listOf) return REPEATS.withoutLists
  return Math.min(REPEATS.most, 1 + REPEATS.more * (new Set(listOf).size - 1))
}

export const wordPairHash = (one: number, other: number): number =>
  one < other ? mix(one, other) : mix(other, one)

export const pairHash = (wordHash: number, townHash: number): number => mix(wordHash, townHash)

function countTownsOfWords(table: LinkTable): [number, number][] {
  const together = new Doubles()
  const { nameStart, wordStart, words, placeStart, town } = table
  for (let entry = 0; entry < table.size; entry += 1) {
    const name = nameStart[entry] ?? 0
    if (name === nameStart[entry + 1]) continue
    for (let place = placeStart[entry] ?? 0; place < (placeStart[entry + 1] ?? 0); place += 1) {
      const at = town[place] ?? -1
      if (at === -1) continue
      for (let word = wordStart[name] ?? 0; word < (wordStart[name + 1] ?? 0); word += 1) {
        together.push(pairHash(table.names.hashOf(words[word] ?? 0), table.towns.hashOf(at)))
      }
    }
  }
  return countRuns(together)
}

function countZips({ zip }: LinkTable): [number, number][] {
  const counts = new Map<number, number>()
  for (const one of zip) if (one !== -1) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts]
}

function countPairsOfWords(table: LinkTable): [number, number][] {
  const together = new Doubles()
  const { nameStart, wordStart, words, names } = table
  for (let entry = 0; entry < table.size; entry += 1) {
    const name = nameStart[entry] ?? 0
    if (name === nameStart[entry + 1]) continue
    for (let a = wordStart[name] ?? 0; a < (wordStart[name + 1] ?? 0); a += 1) {
      for (let b = a + 1; b < (wordStart[name + 1] ?? 0); b += 1) {
        together.push(wordPairHash(names.hashOf(words[a] ?? 0), names.hashOf(words[b] ?? 0)))
      }
    }
  }
  return countRuns(together)
}

/** Values that came often enough, each with how often. */
function countRuns(values: Doubles): [number, number][] {
  const sorted = values.build().sort()
  const counts: [number, number][] = []
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (sorted[end] === sorted[start]) end += 1
    if (end - start >= TOGETHER_MIN) counts.push([sorted[start] ?? 0, end - start])
    start = end
  }
  return counts
}

/**
 * Entries of one list are different people: how often two of them have the same two words, beside
 * how often that would be if words did not depend on each other.
 */
function measureDependence(table: LinkTable, listOf: Int32Array | null): number {
  if (!listOf) return DEPENDENCE.usual
  const { nameStart, wordStart, words, names } = table
  const sizes = new Map<number, number>()
  for (const list of listOf) sizes.set(list, (sizes.get(list) ?? 0) + 1)
  const hashes = new Doubles()
  let expected = 0
  for (let entry = 0; entry < table.size; entry += 1) {
    const name = nameStart[entry] ?? 0
    const start = wordStart[name] ?? 0
    if (name === nameStart[entry + 1] || (wordStart[name + 1] ?? 0) - start !== 2) continue
    const [one, other] = [words[start] ?? 0, words[start + 1] ?? 0]
    const list = listOf[entry] ?? 0
    const [low, high] = one < other ? [one, other] : [other, one]
    hashes.push(mix(mix(names.hashOf(low), names.hashOf(high)), list))
    expected += ((names.countOf(one) / table.size) * names.countOf(other)) / table.size
  }
  const pairs = countEqualPairs(hashes)
  const lists = Math.max(1, sizes.size)
  const predicted = (expected * hashes.length) / lists / 2
  if (pairs < DEPENDENCE.pairsMin || predicted === 0) return DEPENDENCE.usual
  return Math.min(DEPENDENCE.most, Math.max(DEPENDENCE.least, pairs / predicted))
}

function countEqualPairs(hashes: Doubles): number {
  const sorted = hashes.build().sort()
  let pairs = 0
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (sorted[end] === sorted[start]) end += 1
    pairs += ((end - start) * (end - start - 1)) / 2
    start = end
  }
  return pairs
}

/** Chances by the numbers of a table's dictionaries. */
export interface Chances {
  people: number
  /** Of so many entries that share something: how many people are behind them, the one aside. */
  strangers: (entries: number) => number
  dependence: number
  distance: Distances
  /** That a stranger's name has the word. */
  word: Float64Array
  /** That a stranger is in the town. */
  town: Float64Array
  /** That a stranger is in the ZIP. */
  zip: (zip: number) => number
  /** How many times likelier a stranger has the word who has the other one already. */
  lift: (word: number, other: number) => number
  /** That a stranger of the word is in the town. */
  townOfWord: (word: number, town: number) => number
}

/** How many strangers of a word it takes before they outweigh what is known of the town. */
const TOWN_MASS = 12
/** The same for two words of a name. */
const WORD_MASS = 12
const UNSEEN = 0.5

export function toChances(table: LinkTable, frequencies: Frequencies): Chances {
  const { entries, repeats } = frequencies
  const wordCounts = new Map(frequencies.words)
  const townCounts = new Map(frequencies.towns)
  const together = new Map(frequencies.townsOfWords)
  const pairs = new Map(frequencies.pairsOfWords)
  const zips = new Map(frequencies.zips)
  const people = entries / repeats + BACKGROUND.people
  const strangers = (count: number): number => Math.max(0, count / repeats - 1)
  // Whom nobody has met yet may still come.
  const chance = (count: number, usual: number): number =>
    (Math.max(UNSEEN, strangers(count)) + BACKGROUND.people * usual) / people
  const words = table.names.texts.map((text) => wordCounts.get(text) ?? 1)
  const word = Float64Array.from(words, (count, id) => {
    const text = table.names.textOf(id)
    if (PARTICLES.has(text)) return PARTICLE_CHANCE
    const { commonWord, word: rareWord } = BACKGROUND
    return chance(count, COMMON_NAME_WORDS.has(text) ? commonWord : rareWord)
  })
  const town = Float64Array.from(table.towns.texts, (text) =>
    chance(townCounts.get(text) ?? 1, BACKGROUND.town),
  )
  return {
    people,
    strangers,
    dependence: frequencies.dependence,
    distance: frequencies.distance,
    word,
    town,
    zip: (zip) => chance(zips.get(zip) ?? 1, BACKGROUND.zip),
    lift(id, other) {
      const hash = wordPairHash(table.names.hashOf(id), table.names.hashOf(other))
      const both = strangers(pairs.get(hash) ?? 0)
      const usual = Math.min(1, (word[id] ?? 1) * frequencies.dependence)
      const chance = (both + WORD_MASS * usual) / (strangers(words[other] ?? 1) + WORD_MASS)
      return Math.max(1, chance / (word[id] ?? 1))
    },
    townOfWord(id, at) {
      const hash = pairHash(table.names.hashOf(id), table.towns.hashOf(at))
      const both = strangers(together.get(hash) ?? 0)
      return (both + TOWN_MASS * (town[at] ?? 0)) / (strangers(words[id] ?? 1) + TOWN_MASS)
    },
  }
}

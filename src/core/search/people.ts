/** Everybody who can be found, as columns; a person has a place in them. */
import { Candidates } from './candidates.ts'
import { KindTable } from './kind-table.ts'
import { NameWords } from './name-words.ts'
import { Points } from './points.ts'
import { Tally } from './tally.ts'
import type { Traits } from './traits.ts'

/** A practitioner as far as a search has to know one. */
export interface SearchEntry extends Traits {
  id: number
  /** Folded name, for sorting. */
  nameKey: string
  nameTokens: string[]
  placeTokens: string[]
  numbers: string[]
  languages: string[]
  points: { lat: number; lng: number }[]
}

export class People {
  /** By place; 0 where somebody was. */
  readonly ids: number[] = []
  readonly nameKeys: string[] = []
  /** The first letters of the name as one number in the same order, as far as they tell. */
  readonly nameHeads: number[] = []
  /** A bit for each letter that a word of the name begins with. */
  readonly initials: number[] = []
  /** By place: the number of the traits and languages together. */
  readonly kindOf: number[] = []
  readonly kinds = new KindTable()
  readonly names = new NameWords()
  readonly placeWords = new Map<string, number[]>()
  readonly numbers = new Map<string, number | number[]>()
  readonly points = new Points()
  /** Notes of the search under way. */
  readonly scores = new Tally()
  readonly strict = new Tally()
  readonly chords = new Tally()
  readonly candidates = new Candidates()
  readonly #places = new Map<number, number>()

  get size(): number {
    return this.#places.size
  }

  /** Places that nobody has any more: they cost time and memory until everything is read anew. */
  get left(): number {
    return this.ids.length - this.#places.size
  }

  /** In the place of what was known of the same practitioner. */
  put(entry: SearchEntry): void {
    this.remove(entry.id)
    const place = this.ids.push(entry.id) - 1
    this.#places.set(entry.id, place)
    this.nameKeys.push(entry.nameKey)
    this.nameHeads.push(headOf(entry.nameKey))
    this.initials.push(initialsOf(entry.nameTokens))
    const kind = this.kinds.intern(entry, entry.languages)
    this.kindOf.push(kind)
    this.points.add(place, kind, entry.points)
    for (const word of entry.nameTokens) this.names.add(word, place)
    for (const word of entry.placeTokens) {
      const people = this.placeWords.get(word)
      if (people) people.push(place)
      else this.placeWords.set(word, [place])
    }
    for (const number of entry.numbers) {
      const known = this.numbers.get(number)
      if (known === undefined) this.numbers.set(number, place)
      else if (typeof known === 'number') this.numbers.set(number, [known, place])
      else known.push(place)
    }
  }

  remove(id: number): void {
    const place = this.#places.get(id)
    if (place === undefined) return
    this.ids[place] = 0
    this.points.remove(place)
    this.#places.delete(id)
  }

  whoHas(number: string): number[] {
    const people = this.numbers.get(number) ?? []
    return (typeof people === 'number' ? [people] : people).filter((place) => this.ids[place] !== 0)
  }

  /** By name, then by id: below zero where the first comes first. */
  compareNames(one: number, other: number): number {
    const head = (this.nameHeads[one] ?? 0) - (this.nameHeads[other] ?? 0)
    if (head !== 0) return head
    return this.compareToName(one, this.nameKeys[other] ?? '', this.ids[other] ?? 0)
  }

  compareToName(place: number, nameKey: string, id: number): number {
    const own = this.nameKeys[place] ?? ''
    if (own !== nameKey) return own < nameKey ? -1 : 1
    return (this.ids[place] ?? 0) - id
  }
}

/** So many of the characters of a folded name fit in a number without loss. */
const HEAD_LETTERS = 10
const CHARACTERS = ' 0123456789abcdefghijklmnopqrstuvwxyz'

function headOf(nameKey: string): number {
  let head = 0
  for (let at = 0; at < HEAD_LETTERS; at += 1) {
    head = head * CHARACTERS.length + Math.max(CHARACTERS.indexOf(nameKey[at] ?? ' '), 0)
  }
  return head
}

export const initialBit = (letter: string): number => 1 << (letter.charCodeAt(0) - 97)

const initialsOf = (words: string[]): number =>
  words.reduce((bits, word) => (/^[a-z]/.test(word) ? bits | initialBit(word) : bits), 0)

/**
 * Keys under which entries are laid together: only two that share one are ever compared. A fine key
 * holds few people however many there are; a coarse one may hold a crowd and is used while it does
 * not.
 */
import { hash32, mix } from './hash.ts'
import type { ParsedName } from './parse-name.ts'
import { parsePerson, type ParsedPerson, type ParsedPlace } from './parse-person.ts'
import type { LinkPerson } from './person.ts'
import { lettersOf, soundOf } from './sound.ts'
import { groupsOf } from './variants.ts'

/** Pairs of one block that are compared at most; beyond that the block is left to finer keys. */
export const BLOCK_PAIRS_MAX = { fine: 10_000, coarse: 250 } as const

/** Only so many words of a name make keys; more would be a sentence. */
const NAME_WORDS_MAX = 4

/** Integers below 2^33, each once. An odd one is coarse. */
export const keysOf = (person: LinkPerson): number[] => keysOfParsed(parsePerson(person))

export const isCoarse = (key: number): boolean => key % 2 === 1

export const keysOfParsed = (person: ParsedPerson): number[] => new KeyCollector(person).keys

const KIND = {
  npi: 1,
  personal: 2,
  birth: 3,
  license: 4,
  phone: 5,
  soundsInTown: 6,
  wordAtAddress: 7,
  pair: 8,
  soundsInState: 9,
  lettersInTown: 10,
  wordInTown: 11,
  address: 12,
  letters: 13,
  sounds: 14,
  soundAtZip: 15,
  houseAtZip: 16,
  streetInTown: 17,
} as const

class KeyCollector {
  readonly keys: number[] = []

  constructor(person: ParsedPerson) {
    this.addNumber(KIND.npi, person.npi)
    this.addNumber(KIND.personal, person.personal)
    this.addNumber(KIND.birth, person.birth)
    for (const { state, number } of person.licenses) {
      this.addFine(KIND.license, mix(state, hash32(number)))
    }
    for (const { phone } of person.places) this.addNumber(KIND.phone, phone)
    for (const name of person.names) this.addName(name, person.places)
  }

  private add(key: number): void {
    if (!this.keys.includes(key)) this.keys.push(key)
  }

  private addFine(kind: number, hash: number): void {
    this.add(mix(kind, hash) * 2)
  }

  private addCoarse(kind: number, hash: number): void {
    this.add(mix(kind, hash) * 2 + 1)
  }

  private addNumber(kind: number, value: number): void {
    if (value !== 0) this.addFine(kind, mix(Math.floor(value / 2 ** 20), value % 2 ** 20))
  }

  private addName(name: ParsedName, places: ParsedPlace[]): void {
    const words: string[] = []
    for (const word of name.words) {
      if (word.length > 1 && words.length < NAME_WORDS_MAX) words.push(word)
    }
    const sounds = words.map(soundHash)
    const towns = places.map(({ town }) => (town === '' ? 0 : hash32(town)))
    for (let one = 0; one < words.length; one += 1) {
      for (let other = one + 1; other < words.length; other += 1) {
        const sound = unordered(sounds[one] ?? 0, sounds[other] ?? 0)
        const forms = unordered(formOf(words[one] ?? ''), formOf(words[other] ?? ''))
        this.addCoarse(KIND.pair, forms)
        this.addCoarse(KIND.sounds, sound)
        for (const [at, { state }] of places.entries()) {
          const town = towns[at] ?? 0
          if (town !== 0) this.addFine(KIND.soundsInTown, mix(sound, town))
          if (state !== -1) this.addCoarse(KIND.soundsInState, mix(sound, state))
        }
      }
    }
    const letters = hash32(lettersOf(words))
    this.addCoarse(KIND.letters, letters)
    for (const [at, place] of places.entries()) {
      const town = towns[at] ?? 0
      if (town !== 0) {
        this.addCoarse(KIND.lettersInTown, mix(letters, town))
        for (const word of words) this.addCoarse(KIND.wordInTown, mix(hash32(word), town))
      }
      this.addAddress(place, town, sounds)
    }
  }

  private addAddress(place: ParsedPlace, town: number, sounds: number[]): void {
    const { house, streetWords, zip } = place
    const houseHash = house === '' ? 0 : hash32(house)
    if (zip !== -1) {
      for (const sound of sounds) this.addCoarse(KIND.soundAtZip, mix(sound, zip))
      if (houseHash !== 0) this.addCoarse(KIND.houseAtZip, mix(houseHash, zip))
    }
    for (const [at, word] of streetWords.entries()) {
      const street = hash32(word)
      if (at === 0 && town !== 0) this.addCoarse(KIND.streetInTown, mix(street, town))
      if (houseHash === 0) continue
      const address = mix(houseHash, street)
      this.addCoarse(KIND.address, address)
      if (at > 0) continue
      for (const sound of sounds) this.addFine(KIND.wordAtAddress, mix(address, sound))
    }
  }
}

/** Words come again and again. */
const sounds = new Map<string, number>()
const SOUNDS_MAX = 300_000

function soundHash(word: string): number {
  const known = sounds.get(word)
  if (known !== undefined) return known
  if (sounds.size >= SOUNDS_MAX) sounds.clear()
  const sound = hash32(soundOf(word))
  sounds.set(word, sound)
  return sound
}

/** Of a name with forms its first group, which all of them share; else the word itself. */
const formOf = (word: string): number => {
  const [group] = groupsOf(word)
  return group === undefined ? hash32(word) : mix(FORM, group)
}
const FORM = 7_919

const unordered = (one: number, other: number): number =>
  one < other ? mix(one, other) : mix(other, one)

/** Every distinct word of a name, and the ways to come to it from one that is typed. */
import { soundOf } from '../linkage/sound.ts'
import { Slips } from './slips.ts'
import { Trigrams } from './trigrams.ts'

/** Beginnings of a name are completed to so many words, the shortest first; sounds likewise. */
const COMPLETIONS_MAX = 200
/** Fewer sounds say too little. */
const SOUNDS_MIN = 3

export class NameWords {
  readonly words: string[] = []
  /** By word: the places of the people who have it, ascending. */
  readonly postings: number[][] = []
  readonly #numbers = new Map<string, number>()
  readonly #slips = new Slips(this.words)
  readonly #bySound = new Map<string, number[]>()
  /** Made when first needed: hardly any search does. */
  #trigrams: Trigrams | null = null
  #sorted: string[] = []

  add(word: string, person: number): void {
    const number = this.#numbers.get(word) ?? this.#addWord(word)
    this.postings[number]?.push(person)
  }

  #addWord(word: string): number {
    const number = this.words.push(word) - 1
    this.postings.push([])
    this.#numbers.set(word, number)
    this.#slips.add(number)
    const sound = soundOf(word)
    const alike = this.#bySound.get(sound)
    if (alike) alike.push(number)
    else this.#bySound.set(sound, [number])
    this.#trigrams?.add(number)
    return number
  }

  numberOf(word: string): number | null {
    return this.#numbers.get(word) ?? null
  }

  /** By word, the slips that lie between. */
  misspelt(typed: string): Map<number, number> {
    return this.#slips.find(typed)
  }

  completions(beginning: string): number[] {
    if (this.#sorted.length < this.words.length) this.#sorted = this.words.toSorted()
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle] ?? '') < beginning) low = middle + 1
      else high = middle
    }
    const found: string[] = []
    for (let at = low; at < this.#sorted.length; at += 1) {
      const word = this.#sorted[at] ?? ''
      if (!word.startsWith(beginning)) break
      found.push(word)
    }
    if (found.length > COMPLETIONS_MAX) found.sort((a, b) => a.length - b.length)
    return found.slice(0, COMPLETIONS_MAX).flatMap((word) => this.numberOf(word) ?? [])
  }

  soundingLike(typed: string): number[] {
    const sound = soundOf(typed)
    if (sound.length < SOUNDS_MIN) return []
    return (this.#bySound.get(sound) ?? []).slice(0, COMPLETIONS_MAX)
  }

  /** By their letters, the most alike first. */
  lookingLike(typed: string): number[] {
    this.#trigrams ??= new Trigrams(this.words)
    return this.#trigrams.alike(typed)
  }
}

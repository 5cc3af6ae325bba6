/** What one search makes of each kind of people: how many were met, and whether they meet the filters. */
import type { FlagCount } from './facets.ts'
import { allFilters, scopeOf } from './filters.ts'
import { meetsBits, toBits } from './flags.ts'
import { type DayKinds, ranksOf } from './kind-table.ts'
import type { People } from './people.ts'
import type { SearchQuery } from './query.ts'

export class Kinds {
  readonly #people: People
  readonly #day: DayKinds
  readonly #counts: Int32Array
  readonly #ranks: readonly number[]
  /** By number of the bits: all filters but the language. */
  readonly #isMet: boolean[]
  readonly #speaking: boolean[]
  /** By kind. */
  readonly #isFound: boolean[]

  constructor(people: People, query: SearchQuery) {
    const day = people.kinds.on(query.today)
    const wanted = allFilters(query, scopeOf(query)).map(toBits)
    this.#people = people
    this.#day = day
    this.#counts = new Int32Array(day.bitNumbers.length)
    this.#ranks = ranksOf(day, scopeOf(query))
    this.#isMet = day.bits.map((bits) => meetsBits(bits, wanted))
    this.#speaking = people.kinds.tongues.speaking(query.language)
    this.#isFound = day.bitNumbers.map(
      (number, kind) =>
        this.#isMet[number] === true && this.#speaking[day.tongueNumbers[kind] ?? 0] === true,
    )
  }

  /** Counts somebody of the stored kind; true where all filters are met. */
  count(stored: number): boolean {
    const kind = this.#day.ofStored[stored] ?? 0
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1
    return this.#isFound[kind] === true
  }

  /** Of a stored kind; more is better. */
  rankOf(stored: number): number {
    return this.#ranks[this.#day.ofStored[stored] ?? 0] ?? 0
  }

  /** Those who speak the language asked for, by their flags. */
  byFlags(): FlagCount[] {
    const { bits, tongueNumbers, bitNumbers } = this.#day
    const counts = new Int32Array(bits.length)
    for (const [kind, number] of bitNumbers.entries()) {
      if (!this.#speaking[tongueNumbers[kind] ?? 0]) continue
      counts[number] = (counts[number] ?? 0) + (this.#counts[kind] ?? 0)
    }
    return bits.flatMap((own, number) => {
      const count = counts[number] ?? 0
      return count > 0 ? [{ bits: own, count }] : []
    })
  }

  /** Those who meet all filters but the language, by language. */
  byLanguage(): Record<string, number> {
    const { bitNumbers, tongueNumbers } = this.#day
    const counts: number[] = this.#speaking.map(() => 0)
    for (const [kind, tongue] of tongueNumbers.entries()) {
      if (!this.#isMet[bitNumbers[kind] ?? 0]) continue
      counts[tongue] = (counts[tongue] ?? 0) + (this.#counts[kind] ?? 0)
    }
    return this.#people.kinds.tongues.countEach(counts)
  }
}

/** People of one kind have the same flags and languages: there are thousands of people and few kinds. */
import type { IsoDate, State } from '../words.ts'
import { createCredentialRank } from './filters.ts'
import type { Bits } from './flags.ts'
import { Tongues } from './tongues.ts'
import { TraitTable, type Traits } from './traits.ts'

/** The kinds of one day, by number. */
export interface DayKinds {
  today: IsoDate
  /** By stored kind: what it is on the day. */
  ofStored: number[]
  /** The number of the bits, and of the languages. */
  bitNumbers: number[]
  tongueNumbers: number[]
  /** By number of the bits. */
  bits: readonly Bits[]
  /** How good the credentials are of each kind, by the states that count. */
  ranks: Map<string, number[]>
}

export class KindTable {
  readonly tongues = new Tongues()
  readonly #traits = new TraitTable()
  readonly #traitNumbers: number[] = []
  readonly #tongueNumbers: number[] = []
  readonly #numbers = new Map<string, number>()
  #day: DayKinds = emptyDay('')
  #dayNumbers = new Map<string, number>()

  intern(traits: Traits, languages: readonly string[]): number {
    const [trait, tongue] = [this.#traits.intern(traits), this.tongues.intern(languages)]
    const key = `${trait} ${tongue}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#traitNumbers.push(trait) - 1
    this.#tongueNumbers.push(tongue)
    this.#numbers.set(key, number)
    return number
  }

  on(today: IsoDate): DayKinds {
    if (this.#day.today !== today) {
      this.#day = emptyDay(today)
      this.#dayNumbers = new Map()
    }
    const day = this.#day
    const { numbers, bits } = this.#traits.on(today)
    day.bits = bits
    for (let stored = day.ofStored.length; stored < this.#traitNumbers.length; stored += 1) {
      const bitNumber = numbers[this.#traitNumbers[stored] ?? 0] ?? 0
      const tongue = this.#tongueNumbers[stored] ?? 0
      const key = `${bitNumber} ${tongue}`
      const known = this.#dayNumbers.get(key)
      day.ofStored.push(known ?? day.bitNumbers.length)
      if (known !== undefined) continue
      this.#dayNumbers.set(key, day.bitNumbers.length)
      day.bitNumbers.push(bitNumber)
      day.tongueNumbers.push(tongue)
    }
    return day
  }
}

const emptyDay = (today: IsoDate): DayKinds => ({
  today,
  ofStored: [],
  bitNumbers: [],
  tongueNumbers: [],
  bits: [],
  ranks: new Map(),
})

/** Ranks of all kinds of the day. */
export function ranksOf(day: DayKinds, scope: State[]): readonly number[] {
  const key = scope.toSorted().join()
  const ranks = day.ranks.get(key) ?? []
  if (ranks.length < day.bitNumbers.length) {
    const rankOf = createCredentialRank(scope)
    for (const number of day.bitNumbers.slice(ranks.length)) {
      const bits = day.bits[number]
      ranks.push(bits ? rankOf(bits) : 0)
    }
    day.ranks.set(key, ranks)
  }
  return ranks
}

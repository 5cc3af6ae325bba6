/** The flags that people have, held once for all who have the same, and what a day makes of them. */
import type { IsoDate } from '../words.ts'
import { type Bits, flagsOn, type Through, toBits } from './flags.ts'

/** As the registries have it, whatever the day. */
export interface Traits {
  flags: bigint
  /** Last day on which each is good. */
  through: Record<Through, IsoDate | null>
}

export class TraitTable {
  readonly #stored: Traits[] = []
  readonly #numbers = new Map<string, number>()
  #today: IsoDate | null = null
  #ofToday: number[] = []
  #bits: Bits[] = []
  #bitNumbers = new Map<bigint, number>()

  /** The number of these traits, the same for the same ones. */
  intern({ flags, through }: Traits): number {
    const days = [through.NY, through.NJ, through.CT, through.certification]
    const key = `${flags} ${days.join(' ')}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#stored.push({ flags, through }) - 1
    this.#numbers.set(key, number)
    return number
  }

  /** By number as interned: the number of what is left of it on that day, and the bits of that. */
  on(today: IsoDate): { numbers: readonly number[]; bits: readonly Bits[] } {
    if (this.#today !== today) {
      this.#today = today
      this.#ofToday = []
      this.#bits = []
      this.#bitNumbers = new Map()
    }
    for (let number = this.#ofToday.length; number < this.#stored.length; number += 1) {
      const stored = this.#stored[number]
      if (stored) this.#ofToday.push(this.#bitNumber(flagsOn(stored.flags, stored.through, today)))
    }
    return { numbers: this.#ofToday, bits: this.#bits }
  }

  #bitNumber(flags: bigint): number {
    const known = this.#bitNumbers.get(flags)
    if (known !== undefined) return known
    const number = this.#bits.push(toBits(flags)) - 1
    this.#bitNumbers.set(flags, number)
    return number
  }
}

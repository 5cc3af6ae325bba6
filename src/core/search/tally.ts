/** Notes on people during one search, in arrays that are kept for the next and never emptied. */

export class Tally {
  /** The round in which a person was last noted; what was noted before `#first` is forgotten. */
  #rounds = new Uint32Array(0)
  #values = new Float64Array(0)
  #round = 0
  #first = 0

  /** Forgets everything; `capacity` is above the place of whoever will be noted. */
  begin(capacity: number): void {
    if (this.#rounds.length < capacity || this.#round > 2 ** 32 - 1000) {
      this.#rounds = new Uint32Array(2 * capacity)
      this.#values = new Float64Array(2 * capacity)
      this.#round = 0
    }
    this.#round += 1
    this.#first = this.#round
  }

  /** From here on only those noted in the round before count as known. */
  nextRound(): void {
    this.#round += 1
  }

  isKnown(person: number): boolean {
    const round = this.#rounds[person] ?? 0
    return round === this.#round || (this.#round > this.#first && round === this.#round - 1)
  }

  isNoted(person: number): boolean {
    return this.#rounds[person] === this.#round
  }

  valueOf(person: number): number {
    return this.#values[person] ?? 0
  }

  note(person: number, value: number): void {
    this.#rounds[person] = this.#round
    this.#values[person] = value
  }
}

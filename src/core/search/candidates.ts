/** Who comes into question in one search, in arrays that are kept for the next. */
export class Candidates {
  size = 0
  people = new Int32Array(0)
  /** The numbers of their traits and languages. */
  kinds = new Int32Array(0)
  /** Miles straight through to their nearest points, where a place is asked for. */
  chords = new Float64Array(0)

  /** Forgets everybody; there will be at most `capacity`. */
  begin(capacity: number): void {
    this.size = 0
    if (this.people.length >= capacity) return
    this.people = new Int32Array(2 * capacity)
    this.kinds = new Int32Array(2 * capacity)
    this.chords = new Float64Array(2 * capacity)
  }

  add(person: number, kind: number, chord: number): void {
    const at = this.size
    this.people[at] = person
    this.kinds[at] = kind
    this.chords[at] = chord
    this.size = at + 1
  }
}

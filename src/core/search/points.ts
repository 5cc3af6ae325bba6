/** Where people can be found, by squares of the map, so that only those around are looked at. */
import { toChordMiles, toSphere } from '../geo.ts'
import type { Tally } from './tally.ts'

export interface Near {
  lat: number
  lng: number
  radiusMiles: number
}

/** Squares to a degree: some five to seven miles each way. */
const SQUARES = 10
const ROWS = 180 * SQUARES
const COLUMNS = 360 * SQUARES

export class Points {
  readonly #xs: number[] = []
  readonly #ys: number[] = []
  readonly #zs: number[] = []
  readonly #people: number[] = []
  /** First point of each person and behind the last: a person's points lie together. */
  readonly #starts: number[] = [0]
  readonly #bySquare = new Map<number, number[]>()

  /** The points of the next person. */
  add(person: number, points: readonly { lat: number; lng: number }[]): void {
    for (const { lat, lng } of points) {
      const [x, y, z] = toSphere(lat, lng)
      this.#xs.push(x)
      this.#ys.push(y)
      this.#zs.push(z)
      const at = this.#people.push(person) - 1
      const square = rowOf(lat) * COLUMNS + columnOf(lng)
      const others = this.#bySquare.get(square)
      if (others) others.push(at)
      else this.#bySquare.set(square, [at])
    }
    this.#starts.push(this.#people.length)
  }

  /** Notes the miles straight through to the person's nearest point; false if out of reach. */
  reach({ lat, lng, radiusMiles }: Near, person: number, chords: Tally): boolean {
    const [x, y, z] = toSphere(lat, lng)
    let nearest = Infinity
    const end = this.#starts[person + 1] ?? 0
    for (let at = this.#starts[person] ?? 0; at < end; at += 1) {
      nearest = Math.min(nearest, this.#chord(at, x, y, z))
    }
    chords.note(person, nearest)
    return nearest <= toChordMiles(radiusMiles)
  }

  /** Everybody within reach; notes the miles straight through to their nearest points. */
  within({ lat, lng, radiusMiles }: Near, chords: Tally): number[] {
    const [x, y, z] = toSphere(lat, lng)
    const most = toChordMiles(radiusMiles)
    const found: number[] = []
    for (const square of squaresAround(lat, lng, radiusMiles)) {
      for (const at of this.#bySquare.get(square) ?? []) {
        const chord = this.#chord(at, x, y, z)
        if (chord > most) continue
        const person = this.#people[at] ?? 0
        const isFound = chords.isNoted(person)
        if (isFound && chords.valueOf(person) <= chord) continue
        chords.note(person, chord)
        if (!isFound) found.push(person)
      }
    }
    return found
  }

  #chord(at: number, x: number, y: number, z: number): number {
    const dx = (this.#xs[at] ?? 0) - x
    const dy = (this.#ys[at] ?? 0) - y
    const dz = (this.#zs[at] ?? 0) - z
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
}

const rowOf = (lat: number): number => Math.min(Math.floor((lat + 90) * SQUARES), ROWS - 1)
const columnOf = (lng: number): number => Math.floor((lng + 180) * SQUARES) % COLUMNS

/** A degree of latitude is never shorter. */
const MILES_A_DEGREE = 68.7

function* squaresAround(lat: number, lng: number, radiusMiles: number): Generator<number> {
  const reach = radiusMiles / MILES_A_DEGREE
  const [south, north] = [Math.max(lat - reach, -90), Math.min(lat + reach, 90)]
  // Degrees of longitude shrink to the poles; around one, all of them are near.
  const shrunk = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  const aside = shrunk * 180 > reach ? reach / shrunk : 180
  const first = Math.floor((lng - aside + 180) * SQUARES)
  const count = Math.min(Math.ceil(2 * aside * SQUARES) + 1, COLUMNS)
  for (let row = rowOf(south); row <= rowOf(north); row += 1) {
    for (let step = 0; step < count; step += 1) {
      yield row * COLUMNS + ((((first + step) % COLUMNS) + COLUMNS) % COLUMNS)
    }
  }
}

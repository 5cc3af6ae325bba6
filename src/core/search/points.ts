/** Where people can be found, by squares of the map, so that only those around are looked at. */
import { toChordMiles, toSphere } from '../geo.ts'
import type { Candidates } from './candidates.ts'
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

type Sphere = readonly [x: number, y: number, z: number]

/** Points side by side, so that they are read in one go. */
class Spheres {
  readonly #xs: number[] = []
  readonly #ys: number[] = []
  readonly #zs: number[] = []

  add([x, y, z]: Sphere): void {
    this.#xs.push(x)
    this.#ys.push(y)
    this.#zs.push(z)
  }

  chord(at: number, [x, y, z]: Sphere): number {
    const dx = (this.#xs[at] ?? 0) - x
    const dy = (this.#ys[at] ?? 0) - y
    const dz = (this.#zs[at] ?? 0) - z
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
}

/** Points of one square, with who is there. */
class PointList {
  readonly people: number[] = []
  /** The number of their traits and languages. */
  readonly kinds: number[] = []
  readonly spheres = new Spheres()

  add(person: number, kind: number, sphere: Sphere): void {
    this.people.push(person)
    this.kinds.push(kind)
    this.spheres.add(sphere)
  }

  remove(person: number): void {
    for (let at = this.people.indexOf(person); at >= 0; at = this.people.indexOf(person, at)) {
      this.people[at] = NOBODY
    }
  }
}

/** Stands where somebody was. */
const NOBODY = -1

interface Square {
  /** Of people who are at one point alone. */
  only: PointList
  /** Of people who are at several. */
  shared: PointList
}

export class Points {
  readonly #all = new Spheres()
  /** By point of `#all`. */
  readonly #squareOf: number[] = []
  /** First point of each person and behind the last: a person's points lie together. */
  readonly #starts: number[] = [0]
  readonly #squares = new Map<number, Square>()

  /** The points of the next person. */
  add(person: number, kind: number, points: readonly { lat: number; lng: number }[]): void {
    for (const { lat, lng } of points) {
      const number = rowOf(lat) * COLUMNS + columnOf(lng)
      const { only, shared } = this.#square(number)
      const sphere = toSphere(lat, lng)
      this.#all.add(sphere)
      this.#squareOf.push(number)
      ;(points.length === 1 ? only : shared).add(person, kind, sphere)
    }
    this.#starts.push(this.#squareOf.length)
  }

  #square(number: number): Square {
    const known = this.#squares.get(number)
    if (known) return known
    const square = { only: new PointList(), shared: new PointList() }
    this.#squares.set(number, square)
    return square
  }

  /** The person is nowhere any more. */
  remove(person: number): void {
    const end = this.#starts[person + 1] ?? 0
    for (let at = this.#starts[person] ?? 0; at < end; at += 1) {
      const square = this.#square(this.#squareOf[at] ?? 0)
      square.only.remove(person)
      square.shared.remove(person)
    }
  }

  /** A function that notes the miles straight through to somebody's nearest point; false if too many. */
  reachFrom({ lat, lng, radiusMiles }: Near, chords: Tally): (person: number) => boolean {
    const middle = toSphere(lat, lng)
    const most = toChordMiles(radiusMiles)
    return (person) => {
      let nearest = Infinity
      const end = this.#starts[person + 1] ?? 0
      for (let at = this.#starts[person] ?? 0; at < end; at += 1) {
        nearest = Math.min(nearest, this.#all.chord(at, middle))
      }
      chords.note(person, nearest)
      return nearest <= most
    }
  }

  /** Adds everybody within reach, once. `chords` is for notes of its own. */
  around({ lat, lng, radiusMiles }: Near, chords: Tally, found: Candidates): void {
    const middle = toSphere(lat, lng)
    const most = toChordMiles(radiusMiles)
    const squares = [...squaresAround(lat, lng, radiusMiles)].flatMap(
      (number) => this.#squares.get(number) ?? [],
    )
    for (const { only } of squares) addEach(only, middle, most, found)
    const first = found.size
    for (const { shared } of squares) addShared(shared, middle, most, chords, found)
    for (let at = first; at < found.size; at += 1) {
      found.chords[at] = chords.valueOf(found.people[at] ?? NOBODY)
    }
  }
}

function addEach(points: PointList, middle: Sphere, most: number, found: Candidates): void {
  const { people, kinds, spheres } = points
  for (let at = 0; at < people.length; at += 1) {
    const chord = spheres.chord(at, middle)
    const person = people[at] ?? NOBODY
    if (chord <= most && person !== NOBODY) found.add(person, kinds[at] ?? 0, chord)
  }
}

/** Adds those whom nobody has found yet, and notes how near they are at their nearest. */
function addShared(
  points: PointList,
  middle: Sphere,
  most: number,
  chords: Tally,
  found: Candidates,
): void {
  const { people, kinds, spheres } = points
  for (let at = 0; at < people.length; at += 1) {
    const chord = spheres.chord(at, middle)
    const person = people[at] ?? NOBODY
    if (chord > most || person === NOBODY) continue
    const isFound = chords.isNoted(person)
    if (isFound && chords.valueOf(person) <= chord) continue
    chords.note(person, chord)
    if (!isFound) found.add(person, kinds[at] ?? 0, chord)
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

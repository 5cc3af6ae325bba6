/** What the places of two entries say: town, street and phone, the nearest of all. */
import type { Chances } from './frequencies.ts'
import type { LinkageModel, PlaceLevel } from './model.ts'
import { addressOf, type Prepared } from './prepare.ts'
import type { LinkTable } from './table.ts'
import { RELATION } from './words.ts'

export interface PlaceEvidence {
  bits: number
  place: PlaceLevel
  street: 'same' | 'similar' | 'other' | 'unknown'
  phone: 'same' | 'other' | 'unknown'
}

const NEAR_MILES = 12
const REGION_MILES = 45
/** A number that nobody else has: of ten such strangers not one would have it by chance. */
const PHONE_CHANCE = 0.1
/** However rare a move is in the data: people do move within a town. */
const MOVED_BITS = -2.5
/** Towns or streets one slip apart. */
const SLIP_TIMES = 4
const RANK: Record<PlaceLevel, number> = {
  zip: 6,
  town: 5,
  near: 4,
  region: 3,
  state: 2,
  far: 1,
  unknown: 0,
}

/** How far apart two places are, by their numbers in the table; without points by their states. */
export function placeLevel(table: LinkTable, one: number, other: number): PlaceLevel {
  const { zip, town, state, lat, lng } = table
  if ((zip[one] ?? -1) !== -1 && zip[one] === zip[other]) return 'zip'
  if ((town[one] ?? -1) !== -1 && town[one] === town[other]) return 'town'
  const [lat1 = Number.NaN, lat2 = Number.NaN] = [lat[one], lat[other]]
  if (!Number.isNaN(lat1) && !Number.isNaN(lat2)) {
    const miles = milesApart(lat1, lng[one] ?? 0, lat2, lng[other] ?? 0)
    if (miles <= NEAR_MILES) return 'near'
    if (miles <= REGION_MILES) return 'region'
  }
  const [here = -1, there = -1] = [state[one], state[other]]
  if (here === -1 || there === -1) return 'unknown'
  return here === there ? 'state' : 'far'
}

const MILES_A_DEGREE = 69.1

/** As on a flat map: near enough for places of one region, and millions of times cheap. */
function milesApart(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const east = (lng2 - lng1) * Math.cos(((lat1 + lat2) * Math.PI) / 360)
  const north = lat2 - lat1
  return MILES_A_DEGREE * Math.sqrt(east * east + north * north)
}

export class PlaceComparer {
  private readonly chances: Chances
  private contactBits = 0
  private readonly evidence: PlaceEvidence = {
    bits: 0,
    place: 'unknown',
    street: 'unknown',
    phone: 'unknown',
  }

  constructor(
    private readonly table: LinkTable,
    private readonly model: LinkageModel,
    private readonly prepared: Prepared,
  ) {
    this.chances = prepared.chances
  }

  /** `words` are those that the names of the two share. */
  compare(one: number, other: number, words: number[]): PlaceEvidence {
    const { evidence, table } = this
    evidence.place = 'unknown'
    evidence.street = 'unknown'
    evidence.phone = 'unknown'
    this.contactBits = 0
    let placeBits = 0
    for (let a = table.placeStart[one] ?? 0; a < (table.placeStart[one + 1] ?? 0); a += 1) {
      for (let b = table.placeStart[other] ?? 0; b < (table.placeStart[other + 1] ?? 0); b += 1) {
        const level = placeLevel(table, a, b)
        if (RANK[level] > RANK[evidence.place]) {
          evidence.place = level
          placeBits = this.placeBits(level, a, b, words)
        }
        this.comparePhone(a, b)
        this.compareStreet(a, b)
      }
    }
    evidence.bits = this.addUp(placeBits)
    return evidence
  }

  private addUp(placeBits: number): number {
    const { evidence, model, contactBits } = this
    const isThere = evidence.place === 'town' || evidence.place === 'zip'
    if (contactBits > 0) return contactBits + Math.max(0, placeBits)
    // Who works in another town has another street and phone: that is no news.
    if (!isThere) return placeBits
    const street = evidence.street === 'other' ? Math.log2(model.m.street.other) : 0
    const phone = evidence.phone === 'other' ? Math.log2(model.m.phone.other) : 0
    return placeBits + Math.max(MOVED_BITS, Math.min(street, phone))
  }

  private placeBits(level: PlaceLevel, a: number, b: number, words: number[]): number {
    const { m } = this.model
    if (level === 'unknown') return 0
    if (level !== 'town' && level !== 'zip') {
      return Math.log2(m.place[level] / this.chances.distance[level])
    }
    const { chances } = this
    const { town, zip } = this.table
    let usual = 1 / chances.people
    let chance = usual
    for (const at of [town[a] ?? -1, town[b] ?? -1]) {
      if (at === -1) continue
      usual = Math.max(usual, chances.town[at] ?? 0)
      for (const word of words) chance = Math.max(chance, chances.townOfWord(word, at))
    }
    chance = Math.max(chance, usual)
    if (level === 'town') return Math.log2(m.place.town / chance)
    // Where people of a name gather they do so in each part of the town.
    const inZip = chances.zip(zip[a] ?? -1) * Math.max(1, chance / usual)
    return Math.log2(m.place.zip / Math.min(1, inZip))
  }

  /** The better of phone and street counts: who shares the one shares the other. */
  private addContact(share: number, chance: number): void {
    this.contactBits = Math.max(this.contactBits, Math.log2(share / chance))
  }

  private strangersAt(count: number): number {
    return this.chances.strangers(count) / this.chances.people
  }

  private comparePhone(a: number, b: number): void {
    const { evidence, model, chances } = this
    const [here = 0, there = 0] = [this.table.phone[a], this.table.phone[b]]
    if (here === 0 || there === 0 || evidence.phone === 'same') return
    if (here !== there) {
      evidence.phone = 'other'
      return
    }
    evidence.phone = 'same'
    const chance = Math.max(
      this.strangersAt(this.prepared.phones.get(here) ?? 2),
      PHONE_CHANCE / chances.people,
    )
    this.addContact(model.m.phone.same, chance)
  }

  private compareStreet(a: number, b: number): void {
    const { evidence } = this
    const { is, chance } = this.streetLevel(a, b)
    if (is === 'unknown' || evidence.street === 'same') return
    if (is === 'other') {
      if (evidence.street === 'unknown') evidence.street = 'other'
      return
    }
    evidence.street = is
    this.addContact(this.model.m.street[is], chance)
  }

  /** How alike two streets are, and the chance that a stranger's is as alike. */
  private streetLevel(a: number, b: number): { is: PlaceEvidence['street']; chance: number } {
    const { table, chances } = this
    const here = this.streetWordsOf(a)
    const there = this.streetWordsOf(b)
    if (here.length === 0 || there.length === 0) return { is: 'unknown', chance: 1 }
    const [house = -1, otherHouse = -1] = [table.house[a], table.house[b]]
    const isSameHouse = house !== -1 && house === otherHouse
    const houseChance = isSameHouse ? this.share(table.houses.countOf(house)) : 1
    const shared = this.rarestShared(here, there)
    if (shared !== undefined) {
      const chance = houseChance * this.share(table.streets.countOf(shared))
      if (!isSameHouse) return { is: 'similar', chance: chance * SLIP_TIMES }
      const count = this.prepared.addresses.get(addressOf(table, a)) ?? 2
      return { is: 'same', chance: Math.max(chance, this.strangersAt(count)) }
    }
    const isNear = isSameHouse && this.hasRelated(here, there)
    return isNear
      ? { is: 'similar', chance: (houseChance * SLIP_TIMES) / chances.people }
      : { is: 'other', chance: 1 }
  }

  private share(entries: number): number {
    return Math.max(1, this.chances.strangers(entries)) / this.chances.people
  }

  private rarestShared(here: Int32Array, there: Int32Array): number | undefined {
    const { streets } = this.table
    let rarest: number | undefined
    for (const word of here) {
      if (!there.includes(word)) continue
      if (rarest === undefined || streets.countOf(word) < streets.countOf(rarest)) rarest = word
    }
    return rarest
  }

  private hasRelated(here: Int32Array, there: Int32Array): boolean {
    for (const one of here) {
      for (const other of there) {
        if (this.table.streets.relate(one, other) !== RELATION.none) return true
      }
    }
    return false
  }

  private streetWordsOf(place: number): Int32Array {
    const { streetStart, streetWords } = this.table
    return streetWords.subarray(streetStart[place] ?? 0, streetStart[place + 1] ?? 0)
  }
}

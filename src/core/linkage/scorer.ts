/** The weight of a pair: what its names, places and numbers say, in bits, added up. */
import type { LinkageModel } from './model.ts'
import { NameComparer, type NameEvidence } from './name-evidence.ts'
import { NumberComparer, type NumberEvidence } from './number-evidence.ts'
import { PlaceComparer, type PlaceEvidence } from './place-evidence.ts'
import type { Prepared } from './prepare.ts'
import type { LinkTable } from './table.ts'

/** What came of a pair; overwritten by the next one. */
export interface PairEvidence {
  bits: number
  /** Before anything was compared. */
  priorBits: number
  /** Numbers of the names that fit best. */
  names: [number, number]
  name: NameEvidence
  place: PlaceEvidence
  numbers: NumberEvidence
  gender: 'same' | 'other' | 'unknown'
  /** However many bits: a person has to look before the two are one. */
  isCapped: boolean
  /** Nothing but names and towns speaks for it. */
  isByName: boolean
}

const OTHER_LICENSE_SHARE = 0.05
/** A given and a family name. */
const PARTS_MIN = 2

export class Scorer {
  private readonly names: NameComparer
  private readonly places: PlaceComparer
  private readonly numbers: NumberComparer
  private readonly priorBits: number
  /** Where people often type numbers of other professions, a different one rules nothing out. */
  private readonly isLicenseTrusted: boolean

  constructor(
    private readonly table: LinkTable,
    private readonly model: LinkageModel,
    prepared: Prepared,
  ) {
    const { chances } = prepared
    this.names = new NameComparer(table, model, prepared)
    this.places = new PlaceComparer(table, model, prepared)
    this.numbers = new NumberComparer(table, model, prepared)
    this.isLicenseTrusted = model.m.license.other < OTHER_LICENSE_SHARE
    this.priorBits = Math.log2(model.coverage / chances.people)
  }

  compare(one: number, other: number): PairEvidence {
    const [a, b] = this.findBestNames(one, other)
    const name = this.names.compare(a, b)
    const place = this.places.compare(one, other, name.words)
    const numbers = this.numbers.compare(one, other)
    const gender = this.compareGender(one, other)
    const genderBits = gender === 'other' ? this.model.otherGender : 0
    const isProven =
      numbers.npi === 'same' || numbers.personal === 'same' || numbers.birth === 'same'
    return {
      bits: this.priorBits + name.bits + place.bits + numbers.bits + genderBits,
      priorBits: this.priorBits,
      names: [a, b],
      name,
      place,
      numbers,
      gender,
      // Husband and wife share name, street and phone; a namesake has a license of their own.
      isByName:
        !isProven &&
        numbers.license !== 'same' &&
        place.phone !== 'same' &&
        place.street !== 'same' &&
        numbers.license !== 'slip',
      isCapped: !isProven && this.isDoubtful(a, b, name, numbers),
    }
  }

  /**
   * Husband and wife share name, street and phone; a namesake has a license of their own; and a
   * license number that was typed may be a stranger's.
   */
  private isDoubtful(a: number, b: number, name: NameEvidence, numbers: NumberEvidence): boolean {
    if (this.partsOf(a) < PARTS_MIN || this.partsOf(b) < PARTS_MIN) return true
    if (numbers.license === 'same') return name.matched === 0 || name.isOtherSuffix
    return name.isConflict || (numbers.license === 'other' && this.isLicenseTrusted)
  }

  private partsOf(name: number): number {
    return name === -1 ? 0 : (this.table.parts[name] ?? 0)
  }

  private findBestNames(one: number, other: number): [number, number] {
    const { nameStart } = this.table
    const [a, aEnd] = [nameStart[one] ?? 0, nameStart[one + 1] ?? 0]
    const [b, bEnd] = [nameStart[other] ?? 0, nameStart[other + 1] ?? 0]
    let best: [number, number] = [aEnd > a ? a : -1, bEnd > b ? b : -1]
    if (aEnd - a <= 1 && bEnd - b <= 1) return best
    let bestBits = Number.NEGATIVE_INFINITY
    for (let left = a; left < aEnd; left += 1) {
      for (let right = b; right < bEnd; right += 1) {
        const { bits } = this.names.compare(left, right)
        if (bits > bestBits) {
          bestBits = bits
          best = [left, right]
        }
      }
    }
    return best
  }

  private compareGender(one: number, other: number): PairEvidence['gender'] {
    const [here = 0, there = 0] = [this.table.gender[one], this.table.gender[other]]
    if (here === 0 || there === 0) return 'unknown'
    return here === there ? 'same' : 'other'
  }
}

/** Bits as a probability, had nobody else to be considered. */
export const toProbability = (bits: number): number => 1 / (1 + 2 ** -bits)

/** What numbers that belong to one person say: licenses, NPI, birth date, a personal number. */
import type { LinkageModel } from './model.ts'
import type { Prepared } from './prepare.ts'
import type { LinkTable } from './table.ts'
import { countEdits } from './edits.ts'

export type NumberLevel = 'same' | 'slip' | 'other' | 'unknown'

export interface NumberEvidence {
  bits: number
  npi: NumberLevel
  /** `elsewhere`: both have licenses, none of them of one state. */
  license: NumberLevel | 'elsewhere'
  birth: NumberLevel
  personal: NumberLevel
}

const SAME_NPI_BITS = 40
const OTHER_NPI_BITS = -40
/** Two rolls of one state with different numbers: two licenses, two people. */
const OTHER_PROVEN_BITS = -20

export class NumberComparer {
  private readonly evidence: NumberEvidence = {
    bits: 0,
    npi: 'unknown',
    license: 'unknown',
    birth: 'unknown',
    personal: 'unknown',
  }
  constructor(
    private readonly table: LinkTable,
    private readonly model: LinkageModel,
    private readonly prepared: Prepared,
  ) {}

  compare(one: number, other: number): NumberEvidence {
    const { evidence, table } = this
    evidence.bits = 0
    evidence.npi = levelOf(table.npi[one] ?? 0, table.npi[other] ?? 0, 0)
    if (evidence.npi === 'same') evidence.bits += SAME_NPI_BITS
    if (evidence.npi === 'other') evidence.bits += OTHER_NPI_BITS
    evidence.bits += this.compareLicenses(one, other)
    evidence.bits += this.compareBirths(one, other)
    evidence.bits += this.comparePersonal(one, other)
    return evidence
  }

  private compareLicenses(one: number, other: number): number {
    const { evidence, model, table } = this
    const { licenseStart, licenseState, license, isProven } = table
    evidence.license = 'unknown'
    let isProvenOther = false
    for (let a = licenseStart[one] ?? 0; a < (licenseStart[one + 1] ?? 0); a += 1) {
      for (let b = licenseStart[other] ?? 0; b < (licenseStart[other + 1] ?? 0); b += 1) {
        if (licenseState[a] !== licenseState[b]) continue
        const level = this.isOtherType(a, b)
          ? 'other'
          : this.licenseLevel(license[a] ?? -1, license[b] ?? -1)
        if (level === 'same') {
          evidence.license = 'same'
        } else if (level === 'slip' && evidence.license !== 'same') {
          evidence.license = 'slip'
        } else if (evidence.license === 'unknown') {
          evidence.license = 'other'
          isProvenOther = isProven[a] === 1 && isProven[b] === 1
        }
      }
    }
    if (evidence.license === 'unknown') {
      const hasBoth =
        licenseStart[one] !== licenseStart[one + 1] &&
        licenseStart[other] !== licenseStart[other + 1]
      if (!hasBoth) return 0
      evidence.license = 'elsewhere'
    }
    const m = model.m.license[evidence.license]
    if (evidence.license === 'elsewhere') return Math.log2(m / model.u.licenseElsewhere)
    if (evidence.license === 'same') {
      return Math.log2((m * this.prepared.chances.people) / model.u.licenseByMistake)
    }
    if (evidence.license === 'slip') return Math.log2(m / model.u.licenseSlip)
    return isProvenOther ? OTHER_PROVEN_BITS : Math.log2(m)
  }

  /** Numbers of different professions begin anew each. */
  private isOtherType(a: number, b: number): boolean {
    const [here = 0, there = 0] = [this.table.licenseType[a], this.table.licenseType[b]]
    return here !== 0 && there !== 0 && here !== there
  }

  private licenseLevel(one: number, other: number): NumberLevel {
    if (one === other) return 'same'
    const { licenses } = this.table
    const [short, long] = [licenses.textOf(one), licenses.textOf(other)].sort(
      (a, b) => a.length - b.length,
    )
    if (short === undefined || long === undefined) return 'other'
    // New Jersey's numbers end in zeros that people leave out.
    if (long.startsWith(short) && /^0+$/.test(long.slice(short.length))) return 'same'
    return countEdits(short, long, 1) === 1 ? 'slip' : 'other'
  }

  private compareBirths(one: number, other: number): number {
    const { evidence, model, table } = this
    const here = table.birth[one] ?? 0
    evidence.birth = levelOf(here, table.birth[other] ?? 0, 2)
    if (evidence.birth === 'unknown') return 0
    const m = model.m.birth[evidence.birth]
    if (evidence.birth === 'same') {
      const others = Math.max(
        0.5,
        this.prepared.chances.strangers(this.prepared.births.get(here) ?? 2),
      )
      return Math.log2((m * this.prepared.chances.people) / others)
    }
    return evidence.birth === 'slip' ? Math.log2(m / model.u.birthSlip) : Math.log2(m)
  }

  private comparePersonal(one: number, other: number): number {
    const { evidence, model, table } = this
    evidence.personal = levelOf(table.personal[one] ?? 0, table.personal[other] ?? 0, 1)
    if (evidence.personal === 'unknown') return 0
    const m = model.m.personal[evidence.personal]
    if (evidence.personal === 'same') return Math.log2(m * this.prepared.chances.people)
    return evidence.personal === 'slip' ? Math.log2(m / model.u.personalSlip) : Math.log2(m)
  }
}

/** `slips` edits at most are a slip of the hand. */
function levelOf(one: number, other: number, slips: number): NumberLevel {
  if (one === 0 || other === 0) return 'unknown'
  if (one === other) return 'same'
  return slips > 0 && countEdits(String(one), String(other), slips) <= slips ? 'slip' : 'other'
}

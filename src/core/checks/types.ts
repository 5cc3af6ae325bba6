/** Words of a credential check, shared by those who ask, judge, sign and show. */
import type { IsoDate, Standing, State } from '../words.ts'

export const ELEMENTS = [
  'license',
  'registration',
  'certification',
  'training',
  'exclusions',
] as const
export type ElementName = (typeof ELEMENTS)[number]

/**
 * `not-found` says nothing of a person but that a registry does not list them; `unavailable` that
 * nothing recent enough is known; `never-checked` that nobody looked.
 */
export const CHECK_VERDICTS = [
  'current',
  'lapsed',
  'restricted',
  'not-found',
  'ambiguous',
  'unavailable',
  'never-checked',
] as const
export type CheckVerdict = (typeof CHECK_VERDICTS)[number]

export type Attention = 'none' | 'review' | 'stop'

/** What is asked: at least a name, or one of the numbers. */
export interface CheckQuestion {
  name: string | null
  /** Only licenses of this state count; null for all three. */
  state: State | null
  licenseNumber: string | null
  npi: string | null
  certificationNumber: string | null
  /** The end of this day in New York; null for now. */
  asOf: IsoDate | null
  /** The registries are asked now. */
  live: boolean
}

/** Somebody whom the question may mean. */
export interface Candidate {
  /** Public id. */
  id: string
  name: string
  town: string | null
  /** `NY …1234`, as little as tells them apart. */
  licenses: string[]
  /** Why this one comes into question, a sentence. */
  why: string
}

export type Identified =
  | { kind: 'one'; practitionerId: number; publicId: string }
  | { kind: 'several'; candidates: Candidate[]; total: number; reason: string }
  | { kind: 'nobody'; reason: string }

/** Where an answer comes from. Capture and hash are null where only the run as a whole says so. */
export interface CheckSource {
  registry: string
  captureId: string | null
  sha256: string | null
  fetchedAt: string
  link: string | null
}

export interface CheckDetail {
  /** `NY license 001234`, `Dipl. Ac.`, `LEIE`. */
  what: string
  verdict: CheckVerdict
  standing: Standing | null
  /** Last day, where there is one. */
  until: IsoDate | null
  reason: string
  source: CheckSource | null
}

export interface CheckElement {
  verdict: CheckVerdict
  /** A sentence that a person can act on. */
  reason: string
  attention: Attention
  /** The registry was asked for this answer. */
  live: boolean
  source: CheckSource | null
  /** Where the verdict is `unavailable`: what was last known, and when. */
  lastGood: { verdict: CheckVerdict; fetchedAt: string } | null
  candidates: Candidate[]
  details: CheckDetail[]
}

export type CheckElements = Record<ElementName, CheckElement>

/** As it is shown: without the number that the database gave. */
export type CheckSubject = { kind: 'one'; publicId: string } | Exclude<Identified, { kind: 'one' }>

/** What a question comes to. */
export interface CheckAnswer {
  subject: CheckSubject
  /** Name as the directory shows it; null where nobody was identified. */
  name: string | null
  elements: CheckElements
  attention: Attention
  /** All five elements are as good as they can be. */
  recommended: boolean
}

/** What is signed and shown. */
export interface CheckDocument extends CheckAnswer {
  id: string
  at: string
  question: CheckQuestion
  policyVersion: string
  softwareVersion: string
}

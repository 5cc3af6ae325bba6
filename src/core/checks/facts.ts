/** Everything that the verdicts of one check depend on: what they are given, they judge alike. */
import type { PractitionerView, Role } from '../practitioner.ts'
import type { IsoDate, State } from '../words.ts'
import type { Candidate, CheckSource, Identified } from './types.ts'

/** A registry as far as a verdict needs it. */
export interface CheckRegistry {
  id: string
  title: string
  role: Role
  /** States whose licenses it is the authority for. */
  licenseStates: readonly State[]
  promiseHours: number
  proves: string
  doesNotProve: string
  caveat: string | null
  /** When the registry was last looked through before `now`; null for never. */
  lastGoodAt: string | null
  /** The answer of then that is its whole list; null where it gives none. */
  listCapture: { id: string; sha256: string } | null
}

/** Source of a record, and when the registry was last seen to list it. */
export interface RecordSource extends CheckSource {
  lastSeenAt: string
}

/**
 * Whether a registry answered just now. `answered` also where it does not list the person: the
 * stored records then are those that its answer leaves. Null, or no entry, where nobody asked.
 */
export type LiveAnswer = 'answered' | 'unavailable' | null

/** What a register of identifiers says now. */
export interface LiveIdentifier {
  /** The stored record that holds the number, where the register itself has shown it. */
  recordId: number | null
  /** Null where the register was asked by name. */
  npi: string | null
  /** `of-that-name`: asked by name, which says of nobody that it is this person. */
  finding: 'listed' | 'other-name' | 'not-listed' | 'of-that-name'
  /** Entries of the answer whose name fits. */
  count: number
  source: CheckSource
}

export interface CheckFacts {
  /** The one who was identified, as of the instant; null where nobody was. */
  view: PractitionerView | null
  /** By `recordId` of the view. */
  sources: ReadonlyMap<number, RecordSource>
  identified: Identified
  registries: readonly CheckRegistry[]
  /** Of the same name on an exclusion list, and nothing that ties or rules out. */
  exclusionNamesakes: Candidate[]
  /** Diplomates of a name that fits, whom nothing ties to the person or tells apart. */
  possibleDiplomates: Candidate[]
  /** Of a name that fits, with a license where the person's own entry has none. */
  possibleLicensees: Candidate[]
  /** By registry id. */
  live: Readonly<Record<string, LiveAnswer>>
  /** What registers of identifiers said just now; absent where nobody asked. */
  identifiers?: readonly LiveIdentifier[]
  /** Why a registry was not asked, by its id, in words for people; absent where nobody asked. */
  notAsked?: Readonly<Record<string, string>>
  /** The instant that the answer is for: the end of the day for a past one. */
  now: string
  /** The day in New York at that instant. */
  day: IsoDate
}

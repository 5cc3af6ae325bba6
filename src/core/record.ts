import type { Designation, IsoDate, Standing, State, Tier, TrainingProgram } from './words.ts'

/**
 * What one capture says of one person, normalised. It holds nothing about the retrieval itself, so
 * two captures that say the same compare as equal; raw strings stay beside the parsed values.
 */
export interface RecordContent {
  name: PersonName
  otherNames: PersonName[]
  /** Used to keep two people apart, never shown. */
  gender: 'F' | 'M' | null
  npi: string | null
  licenses: LicenseFact[]
  /** License numbers that the person typed somewhere: a hint for linking, never proof. */
  licenseHints: { state: string; number: string }[]
  certifications: CertificationFact[]
  training: TrainingFact[]
  exclusions: ExclusionFact[]
  /** Practice locations only: an address of record may be a home and goes to `placeOfRecord`. */
  locations: LocationFact[]
  /** Town and ZIP of an address of record. The street is left in the capture. */
  placeOfRecord: { city: string | null; state: string | null; postalCode: string | null } | null
  languages: string[]
  /** A page about this person at the registry that anyone can open, if there is one. */
  link: string | null
  /** The registry's own strings for what was interpreted above, by the registry's field name. */
  raw: Record<string, string | null>
}

/** `full` as a person would read it; the parts only where the registry itself keeps them apart. */
export interface PersonName {
  full: string
  given: string | null
  middle: string | null
  family: string | null
  suffix: string | null
}

export interface LicenseFact {
  state: State
  /** As compared: see `normalizeLicenseNumber`. */
  number: string
  /** The profession as the registry words it. */
  profession: string
  standing: Standing
  registryStatus: string
  statusReason: string | null
  licensedOn: IsoDate | null
  /** Last day on which the license is good; null where the registry states none. */
  expiresOn: IsoDate | null
  /** New York only: the license is for life, the registration lapses. */
  registration: { standing: Standing; registeredThrough: IsoDate | null } | null
  /** The registry says that there is a disciplinary action; its text stays in `raw`. */
  hasDiscipline: boolean
}

export interface CertificationFact {
  issuer: 'NCBAHM'
  designation: Designation
  number: string | null
  standing: Standing
  registryStatus: string
  expiresOn: IsoDate | null
}

export interface TrainingFact {
  program: TrainingProgram
  tier: Tier
  /** The words or the document that carry the claim, short enough to show. */
  evidence: string
}

export interface ExclusionFact {
  list: string
  since: IsoDate | null
  reason: string | null
}

export interface LocationFact {
  /** Name of the practice, if the registry gives one. */
  name: string | null
  street: string | null
  city: string | null
  state: string | null
  /** Five digits. */
  postalCode: string | null
  /** Ten digits as `212-555-0123`. */
  phone: string | null
}

export const emptyContent = (name: PersonName): RecordContent => ({
  name,
  otherNames: [],
  gender: null,
  npi: null,
  licenses: [],
  licenseHints: [],
  certifications: [],
  training: [],
  exclusions: [],
  locations: [],
  placeOfRecord: null,
  languages: [],
  link: null,
  raw: {},
})

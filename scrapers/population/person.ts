/** The shape of an invented person: the truth that every simulator shows its own part of. */
import type { Designation, IsoDate, State } from '#src/core/words.ts'

export interface InventedPerson {
  /** Position in the population, from 1; the truth's key, never sent over the wire. */
  id: number
  name: InventedName
  gender: 'F' | 'M'
  /** First given name on documents before marriage or with an English alias, as registries differ. */
  otherNames: InventedName[]
  languages: string[]
  home: InventedAddress
  practices: InventedPractice[]
  licenses: InventedLicense[]
  npi: InventedNpi | null
  diplomate: InventedDiplomate | null
  exclusion: { since: IsoDate; type: string; hasNpi: boolean } | null
}

export interface InventedName {
  given: string
  middle: string | null
  family: string
  suffix: string | null
}

export interface InventedAddress {
  street: string
  city: string
  state: string
  postalCode: string
}

export interface InventedPractice extends InventedAddress {
  name: string | null
  phone: string
}

export interface InventedLicense {
  state: State
  /** As that state's registry prints it: NY `001234`, NJ `25MZ00012300`, CT `42.000123`. */
  number: string
  /** What it truly is; each simulator words it in its registry's way. */
  status: 'active' | 'lapsed' | 'inactive' | 'suspended' | 'revoked' | 'pending' | 'deceased'
  licensedOn: IsoDate
  /** For New York the day through which the registration runs. */
  expiresOn: IsoDate | null
  hasDiscipline: boolean
  /** The name on this roll, where it differs from `name` (maiden name, alias, order). */
  nameOnRoll: InventedName | null
}

export interface InventedNpi {
  number: string
  enumeratedOn: IsoDate
  nameInNppes: InventedName | null
  /** License numbers typed into NPPES: right, mistyped or left out. */
  typedLicenses: { state: State; number: string | null }[]
  /** True for physicians and others who hold the acupuncture taxonomy as a second one. */
  isSecondary: boolean
}

export interface InventedDiplomate {
  number: string
  designations: Designation[]
  /** The free-text name in the directory, degrees inside. */
  displayName: string
  isListed: boolean
  education: { school: string; program: string }[]
  about: string | null
  badgeUrl: string | null
}

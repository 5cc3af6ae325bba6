/** A person as one entry of one list describes them, as far as linking needs it. */
export interface LinkPerson {
  /** The name first, then others the same entry gives. */
  names: LinkNameInput[]
  /** Where they work or are known; phones belong to a place. */
  places: LinkPlace[]
  npi: string | null
  /** Proven by a roll, or typed by the person: a typed one may be mistyped. */
  licenses: { state: string; number: string; isProven: boolean }[]
  gender: 'F' | 'M' | null
  /** Only data other than registries has these two. */
  birthDate: string | null
  personalNumber: string | null
}

/** Either whole, as written, or in the parts that the list itself keeps apart. */
export interface LinkNameInput {
  full: string | null
  given: string | null
  middle: string | null
  family: string | null
  suffix: string | null
}

export interface LinkPlace {
  street: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  phone: string | null
  /** Degrees; null where the place is unknown. */
  point: { lat: number; lng: number } | null
}

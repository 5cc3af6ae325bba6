import type { Locate } from '../practitioner.ts'
import type { LocationFact } from '../record.ts'
import type { toLinkRecord } from './link-record.ts'
import type { LinkPerson, LinkPlace } from './person.ts'

/** As much of a record's content as linking needs. */
export type Linkable = Parameters<typeof toLinkRecord>[1]

/** What a registry says of somebody, as the scored comparison takes it. */
export function toLinkPerson(content: Linkable, locate: Locate): LinkPerson {
  const { name, otherNames, npi, gender, locations, placeOfRecord } = content
  const place = ({ street, city, state, postalCode, phone }: Where): LinkPlace => ({
    street,
    city,
    state,
    postalCode,
    phone,
    point: locate({ city, state, postalCode }),
  })
  return {
    names: [name, ...otherNames],
    places: [
      ...locations.map(place),
      ...(placeOfRecord ? [place({ ...placeOfRecord, street: null, phone: null })] : []),
    ],
    npi,
    licenses: [
      ...content.licenses.map(({ state, number }) => ({ state, number, isProven: true })),
      ...content.licenseHints.map(({ state, number }) => ({ state, number, isProven: false })),
    ],
    gender,
    birthDate: null,
    personalNumber: null,
  }
}

type Where = Omit<LocationFact, 'name'>

/** Two records field by field, as a person compares them who decides whether they are one. */
import type { LocationFact, RecordContent } from './record.ts'

export const AGREEMENTS = ['agrees', 'partly', 'differs', 'one-sided'] as const
/** `one-sided`: only one of the two says anything. */
export type Agreement = (typeof AGREEMENTS)[number]

export interface ComparedValue {
  text: string
  /** The other record says it as well. */
  isShared: boolean
}

export interface ComparedField {
  field: string
  left: ComparedValue[]
  right: ComparedValue[]
  agreement: Agreement
}

/** What is shown, and what of it counts when two are compared. */
interface Said {
  text: string
  key: string
}

const said = (text: string | null | undefined, key = text): Said[] =>
  text && key ? [{ text, key: key.toLowerCase() }] : []

const FIELDS: [field: string, read: (content: RecordContent) => Said[]][] = [
  ['Name', ({ name }) => said(name.full, words(name.full))],
  ['Other names', ({ otherNames }) => otherNames.flatMap(({ full }) => said(full, words(full)))],
  ['Gender', ({ gender }) => said(gender === 'F' ? 'female' : gender === 'M' ? 'male' : null)],
  ['NPI', ({ npi }) => said(npi)],
  ['License numbers', licenseNumbers],
  ['Licensed on', ({ licenses }) => licenses.flatMap(({ licensedOn }) => said(licensedOn))],
  ['Standing', ({ licenses }) => licenses.flatMap(standing)],
  [
    'Certifications',
    ({ certifications }) =>
      certifications.flatMap(({ designation, number }) =>
        said(number ? `${designation}, ${number}` : designation, designation),
      ),
  ],
  [
    'Practices',
    ({ locations }) =>
      locations.flatMap(({ name, street }) => said(practice(name, street), street)),
  ],
  ['Towns', (content) => placesOf(content).flatMap(({ city, state }) => said(town(city, state)))],
  ['ZIP codes', (content) => placesOf(content).flatMap(({ postalCode }) => said(postalCode))],
  ['Phones', ({ locations }) => locations.flatMap(({ phone }) => said(phone))],
  ['Languages', ({ languages }) => languages.flatMap((language) => said(language))],
  [
    'Exclusions',
    ({ exclusions }) =>
      exclusions.flatMap(({ list, since, reason }) =>
        said([list, since && `since ${since}`, reason].filter(Boolean).join(', '), list),
      ),
  ],
]

/** Every field that at least one of the two fills. */
export const compareContents = (left: RecordContent, right: RecordContent): ComparedField[] =>
  FIELDS.flatMap(([field, read]) => {
    const [one, other] = [once(read(left)), once(read(right))]
    if (one.length === 0 && other.length === 0) return []
    return [
      {
        field,
        left: beside(one, other),
        right: beside(other, one),
        agreement: agreementOf(one, other),
      },
    ]
  })

const once = (values: Said[]): Said[] =>
  [...new Map(values.toReversed().map((value) => [value.key, value])).values()].toReversed()

const beside = (values: Said[], others: Said[]): ComparedValue[] =>
  values.map(({ text, key }) => ({ text, isShared: others.some((other) => other.key === key) }))

function agreementOf(one: Said[], other: Said[]): Agreement {
  if (one.length === 0 || other.length === 0) return 'one-sided'
  const shared = beside(one, other).filter(({ isShared }) => isShared).length
  if (shared === 0) return 'differs'
  return shared === Math.min(one.length, other.length) ? 'agrees' : 'partly'
}

/** The order of words, commas and points say nothing. */
const words = (name: string): string =>
  name
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter(Boolean)
    .sort()
    .join(' ')

/** What a registry grants and what a person typed stand together: it is the number that is compared. */
function licenseNumbers({ licenses, licenseHints }: RecordContent): Said[] {
  return [
    ...licenses.flatMap(({ state, number, profession }) =>
      said(`${state} ${number}, ${profession}`, `${state} ${number}`),
    ),
    ...licenseHints.flatMap(({ state, number }) =>
      said(`${state} ${number}, as typed by the person`, `${state} ${number}`),
    ),
  ]
}

const standing = ({ state, standing, expiresOn }: RecordContent['licenses'][number]): Said[] =>
  said(expiresOn ? `${state} ${standing} through ${expiresOn}` : `${state} ${standing}`)

const practice = (name: string | null, street: string | null): string | null =>
  name && street ? `${name}, ${street}` : (street ?? name)

const town = (city: string | null, state: string | null): string | null =>
  city && state ? `${city}, ${state}` : city

type Place = Pick<LocationFact, 'city' | 'state' | 'postalCode'>

const placesOf = ({ locations, placeOfRecord }: RecordContent): Place[] => [
  ...locations,
  ...(placeOfRecord ? [placeOfRecord] : []),
]

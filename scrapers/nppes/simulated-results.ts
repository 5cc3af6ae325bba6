/** What NPPES says of an invented person, quirks and all. */
import type {
  InventedAddress,
  InventedName,
  InventedNpi,
  InventedPerson,
} from '../population/person.ts'

type Wire = Record<string, unknown>

/** A person's result, made once, with what questions are answered from. */
export interface SimulatedResult {
  npi: string
  given: string
  family: string
  /** `state` and `postal_code` of every address. */
  addresses: { state: string; postalCode: string }[]
  taxonomies: string[]
  /** As it goes over the wire. */
  text: string
}

export interface Oddity {
  /** A status never seen before. */
  hasNewStatus: boolean
  /** Family names are gone. */
  lacksFamilyName: boolean
}

/** Null for people without an NPI. */
export function toResult(person: InventedPerson, oddity: Oddity): SimulatedResult | null {
  const { npi } = person
  if (!npi) return null
  const name = npi.nameInNppes ?? person.name
  const addresses = toAddresses(person)
  const locations = person.practices.slice(1).map((place) => toAddress(person, place, 'LOCATION'))
  const taxonomies = toTaxonomies(person, npi)
  const result = {
    created_epoch: `${Date.parse(npi.enumeratedOn)}`,
    enumeration_type: 'NPI-1',
    last_updated_epoch: `${Date.parse(npi.enumeratedOn)}`,
    number: npi.number,
    addresses,
    practiceLocations: locations,
    basic: toBasic(person, npi, name, oddity),
    taxonomies,
    identifiers: [],
    endpoints: [],
    other_names: person.otherNames.map(toOtherName),
  }
  return {
    npi: npi.number,
    given: upper(name.given),
    family: upper(name.family),
    addresses: [...addresses, ...locations].map(({ state, postal_code }) => ({
      state: String(state),
      postalCode: String(postal_code),
    })),
    taxonomies: taxonomies.map(({ desc }) => String(desc)),
    text: JSON.stringify(result),
  }
}

function toBasic(
  person: InventedPerson,
  npi: InventedNpi,
  name: InventedName,
  oddity: Oddity,
): Wire {
  const hasDashes = person.id % 3 === 0
  return {
    first_name: upper(name.given),
    ...(oddity.lacksFamilyName ? {} : { last_name: upper(name.family) }),
    ...(name.middle ? { middle_name: upper(name.middle) } : {}),
    ...(person.id % 4 === 0 ? {} : { credential: person.id % 4 === 1 ? 'L.Ac.' : 'LAC' }),
    ...(hasDashes ? { name_prefix: '--' } : {}),
    ...(name.suffix || hasDashes
      ? { name_suffix: name.suffix ? `${name.suffix.replace('.', '')}.` : '--' }
      : {}),
    sole_proprietor: person.id % 2 === 0 ? 'YES' : 'NO',
    sex: person.gender,
    enumeration_date: npi.enumeratedOn,
    last_updated: npi.enumeratedOn,
    status: oddity.hasNewStatus ? 'S' : 'A',
  }
}

/** Exactly two, either first: where letters go, and where the first practice is. */
function toAddresses(person: InventedPerson): Wire[] {
  const { home, practices } = person
  // Without a practice a post box stands in, as people type it who see patients at home.
  const place = practices[0] ?? { ...home, street: `PO BOX ${100 + person.id}` }
  const both = [
    toAddress(person, place, 'LOCATION'),
    toAddress(person, { ...home, phone: null }, 'MAILING'),
  ]
  return person.id % 2 === 0 ? both : both.toReversed()
}

function toAddress(
  person: InventedPerson,
  place: InventedAddress & { phone?: string | null },
  purpose: string,
): Wire {
  const hasLongZip = person.id % 3 !== 0
  const [, street = place.street, suite] =
    /^(.*?),?\s+((?:suite|ste|apt|floor|fl|room|unit)\b.*)$/i.exec(place.street) ?? []
  return {
    country_code: 'US',
    country_name: 'United States',
    address_purpose: purpose,
    address_type: 'DOM',
    address_1: street.toUpperCase(),
    ...(suite ? { address_2: suite.toUpperCase() } : {}),
    city: place.city.toUpperCase(),
    state: place.state,
    postal_code: hasLongZip ? `${place.postalCode}${1000 + (person.id % 9000)}` : place.postalCode,
    ...(place.phone ? { telephone_number: place.phone } : {}),
  }
}

function toTaxonomies(person: InventedPerson, npi: InventedNpi): Wire[] {
  const state = person.practices[0]?.state ?? person.home.state
  const typed = npi.typedLicenses.length > 0 ? npi.typedLicenses : [{ state, number: null }]
  const acupuncture = typed.map(({ state, number }, index) => ({
    code: '171100000X',
    taxonomy_group: '',
    desc: 'Acupuncturist',
    state,
    license: number,
    primary: index === 0 && !npi.isSecondary,
  }))
  const physician = {
    code: '208100000X',
    taxonomy_group: '',
    desc: 'Physical Medicine & Rehabilitation',
    state,
    license: `${100_000 + person.id}`,
    primary: true,
  }
  return npi.isSecondary ? [physician, ...acupuncture] : acupuncture
}

const toOtherName = (name: InventedName): Wire => ({
  type: 'Former Name',
  code: '1',
  first_name: upper(name.given),
  last_name: upper(name.family),
  ...(name.middle ? { middle_name: upper(name.middle) } : {}),
  prefix: '--',
  suffix: name.suffix ?? '--',
})

const upper = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()

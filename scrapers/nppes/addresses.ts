import { toDisplayName } from '#src/core/names.ts'
import type { LocationFact } from '#src/core/record.ts'
import type { FieldReader } from '../lib/fields.ts'
import { toPhone } from '../lib/phones.ts'
import { toPostalCode } from '../lib/postal.ts'
import { toStateCode } from '../lib/us-states.ts'

export interface AddressReading {
  /** Where the person practices, in the United States. */
  locations: LocationFact[]
  /** States of all addresses, mailing ones included: what the registry finds the person by. */
  states: string[]
  raw: Record<string, string | null>
}

/** Practice locations; a mailing address may be a home and leaves no more than its state. */
export function readAddresses(fields: FieldReader): AddressReading {
  const main = fields.list('addresses').map((address) => {
    const purpose = address.oneOf('address_purpose', ['LOCATION', 'MAILING'])
    return readAddress(address, purpose === 'LOCATION')
  })
  const further = fields.list('practiceLocations').map((address) => {
    // Left out in recordings up to 2022.
    address.ignore('address_purpose', 'update_date')
    return readAddress(address, true)
  })
  const all = [...main, ...further]
  const unreadable = all.flatMap(({ unreadable }) => unreadable)
  return {
    locations: unique(all.flatMap(({ location }) => location ?? [])),
    states: all.flatMap(({ state }) => state ?? []),
    raw: unreadable.length > 0 ? { addresses: unreadable.join(' | ') } : {},
  }
}

function readAddress(
  address: FieldReader,
  isPractice: boolean,
): { location: LocationFact | null; state: string | null; unreadable: string[] } {
  address.ignore('address_type', 'country_name', 'fax_number')
  const isDomestic = address.required('country_code') === 'US'
  const lines = [address.optional('address_1'), address.optional('address_2')]
  const city = address.optional('city')
  const stateText = address.optional('state')
  const zip = address.optional('postal_code')
  const phone = address.optional('telephone_number')
  const state = isDomestic && stateText !== null ? toStateCode(stateText) : null
  if (!isPractice || !isDomestic) return { location: null, state, unreadable: [] }
  const location = {
    name: null,
    street:
      lines
        .filter((line) => line !== null)
        .map(toStreet)
        .join(', ') || null,
    city: city && toDisplayName(city),
    state: state ?? stateText,
    postalCode: zip && toPostalCode(zip),
    phone: phone && toPhone(phone),
  }
  const unreadable = [
    zip && location.postalCode === null ? `postal_code ${zip}` : null,
    phone && location.phone === null ? `telephone_number ${phone}` : null,
  ].filter((text) => text !== null)
  return { location, state, unreadable }
}

/** `123 W EXAMPLE ST APT 5G` → `123 W Example St Apt 5G`; mixed case stays as typed. */
function toStreet(line: string): string {
  if (line !== line.toUpperCase()) return line
  return line
    .split(' ')
    .map((word) =>
      /\d|^(N|S|E|W|NE|NW|SE|SW|PO|P\.O\.|US|II|III)$/.test(word) &&
      !/^\d+(ST|ND|RD|TH)$/.test(word)
        ? word
        : word.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase()),
    )
    .map((word) => word.replace(/^(\d+)(St|Nd|Rd|Th)$/, (whole) => whole.toLowerCase()))
    .join(' ')
}

function unique(locations: LocationFact[]): LocationFact[] {
  const byText = new Map(locations.map((location) => [JSON.stringify(location), location]))
  return [...byText.values()]
}

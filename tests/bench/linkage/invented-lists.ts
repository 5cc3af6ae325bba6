/** The invented people as entries of three rolls, of NPPES and of the certification directory. */
import type { LinkPerson, LinkPlace } from '#src/core/linkage/person.ts'
import type { State } from '#src/core/words.ts'
import { toPhone } from '#scrapers/lib/phones.ts'
import { toPostalCode } from '#scrapers/lib/postal.ts'
import { toEntries } from '#scrapers/ncbahm/simulated-entries.ts'
import { LICENSE_TYPE, PROFESSION, toRows as toNewJersey } from '#scrapers/nj-dca/simulated-rows.ts'
import { toRows as toConnecticut } from '#scrapers/ct-elicense/simulated-rows.ts'
import { LICENSED, toLicenses } from '#scrapers/ny-nysed/simulated-answers.ts'
import { toResult } from '#scrapers/nppes/simulated-results.ts'
import type { InventedPerson } from '#scrapers/population/index.ts'
import { openPoints } from '#src/cli/points.ts'
import { inParts, NOBODY, NOWHERE, whole } from './people.ts'

export interface Entry {
  /** The truth. */
  id: number
  person: LinkPerson
}

const findPoint = openPoints()

function at(place: Partial<LinkPlace>): LinkPlace {
  const { city = null, state = null, postalCode = null } = place
  return { ...NOWHERE, ...place, point: findPoint(postalCode, city ?? '', state ?? '') }
}

/** Whoever the roll of the state shows, each number once, as the roll writes it. */
export const ROLLS: Record<State, (person: InventedPerson) => Entry[]> = {
  NY: (invented) =>
    toLicenses(invented)
      .filter(({ profession }) => profession === LICENSED)
      .map(({ name, number }) =>
        toEntry(invented, 'NY', number, {
          names: [whole(name)],
          places: [at({ city: invented.home.city.toUpperCase(), state: invented.home.state })],
        }),
      ),
  NJ: (invented) =>
    toNewJersey(invented)
      .filter((row) => row.profession_name === PROFESSION && row.license_no !== '')
      .filter((row) => row.license_type_name === LICENSE_TYPE)
      .map((row) =>
        toEntry(invented, 'NJ', row.license_no, {
          names: [inParts(row.first_name, row.last_name, row.middle_name, row.name_suffix)],
          places: [
            at({
              city: row.addr_city,
              state: row.addr_state,
              postalCode: toPostalCode(row.addr_zipcode),
            }),
          ],
        }),
      ),
  CT: (invented) =>
    toConnecticut(invented, 0)
      .filter(({ credential }) => credential === 'Acupuncturist')
      .map(({ fullcredentialcode = '', name = '', city = '', state = '', zip = '' }) =>
        toEntry(invented, 'CT', fullcredentialcode, {
          names: [whole(name)],
          places: [at({ city, state, postalCode: toPostalCode(zip) })],
        }),
      ),
}

const toEntry = (
  { id }: InventedPerson,
  state: State,
  number: string,
  known: Pick<LinkPerson, 'names' | 'places'>,
): Entry => ({
  id,
  person: { ...NOBODY, ...known, licenses: [{ state, number, isProven: true }] },
})

export const toRoll = (people: InventedPerson[], state: State): Entry[] =>
  people.flatMap((invented) => {
    const byNumber = new Map(
      ROLLS[state](invented).map((entry) => [entry.person.licenses[0]?.number, entry]),
    )
    return [...byNumber.values()]
  })

interface NppesWire {
  number: string
  basic: NppesName & { sex: 'F' | 'M' }
  other_names: NppesName[]
  addresses: NppesAddress[]
  practiceLocations: NppesAddress[]
  taxonomies: { state: string; license: string | null }[]
}
interface NppesName {
  first_name: string
  last_name: string
  middle_name?: string
  name_suffix?: string
}
interface NppesAddress {
  address_purpose: string
  address_1: string
  city: string
  state: string
  postal_code: string
  telephone_number?: string
}

export const toNppes = (people: InventedPerson[]): Entry[] =>
  people.flatMap((invented) => {
    const result = toResult(invented, { hasNewStatus: false, lacksFamilyName: false })
    if (result === null) return []
    const wire: NppesWire = JSON.parse(result.text)
    const places = [...wire.addresses, ...wire.practiceLocations]
    const person: LinkPerson = {
      ...NOBODY,
      names: [wire.basic, ...wire.other_names].map(toNppesName),
      places: places.filter((place) => place.address_purpose === 'LOCATION').map(toNppesPlace),
      npi: wire.number,
      licenses: wire.taxonomies.flatMap(({ state, license }) =>
        license === null ? [] : [{ state, number: license, isProven: false }],
      ),
      gender: wire.basic.sex,
    }
    return [{ id: invented.id, person }]
  })

const toNppesName = ({ first_name, last_name, middle_name, name_suffix }: NppesName) =>
  inParts(
    first_name,
    last_name,
    middle_name ?? null,
    name_suffix === '--' ? null : (name_suffix ?? null),
  )

const toNppesPlace = (address: NppesAddress): LinkPlace =>
  at({
    street: address.address_1,
    city: address.city,
    state: address.state,
    postalCode: toPostalCode(address.postal_code),
    phone: toPhone(address.telephone_number ?? ''),
  })

/** With the town of the first practice alone, as the lists show it, or with all that a page shows. */
export const toDirectory = (people: InventedPerson[], isTownOnly: boolean): Entry[] =>
  toEntries(people).map(({ id, name, phone, locations }) => {
    const places = locations.map((line, index) =>
      toDirectoryPlace(line, index === 0 ? phone : null),
    )
    const towns = places.slice(0, 1).map(({ city, state }) => at({ city, state }))
    return {
      id,
      person: { ...NOBODY, names: [whole(name)], places: isTownOnly ? towns : places },
    }
  })

/** `12 Main St , Flushing, NY 11354, USA` */
function toDirectoryPlace(line: string, phone: string | null): LinkPlace {
  const match = /^(.*), ([^,]+), ([A-Z]{2})(?: (\d{5}))?, USA$/.exec(line)
  if (!match) throw new Error(`The address is of another form: ${line}`)
  const [, street = null, city = null, state = null, postalCode = null] = match
  return at({ street, city, state, postalCode, phone: toPhone(phone ?? '') })
}

/** As a row of a file for `link` says it: one name, one place, one license that nobody vouches for. */
export const asRow = ({ id, person }: Entry, licenseState: string): Entry => ({
  id,
  person: {
    ...person,
    names: person.names.slice(0, 1),
    places: person.places.slice(0, 1),
    licenses: person.licenses
      .filter(({ state }) => state === licenseState)
      .slice(0, 1)
      .map((license) => ({ ...license, isProven: false })),
    gender: null,
  },
})

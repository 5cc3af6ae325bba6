/** National provider identifiers of invented people, with the license numbers they typed there. */
import { isValidNpi } from '#src/core/npi.ts'
import type { IsoDate } from '#src/core/words.ts'
import { addDays } from './calendar.ts'
import type { Identity } from './identity.ts'
import type { InventedLicense, InventedNpi } from './person.ts'
import type { Random } from './random.ts'
import { respell } from './respell.ts'

/** `others` are license numbers of other people in the same form, for those who mistype into one. */
export function inventNpi(
  random: Random,
  person: { id: number; identity: Identity; licenses: InventedLicense[] },
  others: InventedLicense[],
  asOf: IsoDate,
): InventedNpi {
  const isSecondary = random.chance(0.04)
  return {
    number: toNpi(person.id),
    enumeratedOn: addDays(asOf, -random.int(30, 7400)),
    nameInNppes: random.chance(0.22) ? respell(random, person.identity) : null,
    typedLicenses: person.licenses.map((license) => ({
      state: license.state,
      number: typeLicense(random, license, others),
    })),
    isSecondary,
  }
}

/** Ten digits starting with 2 that pass the check; different for every id below 10^8. */
export function toNpi(id: number): string {
  // 7919 shares no divisor with 10^8, so no two ids meet; consecutive ids do not look it.
  const body = `2${String((id * 7919) % 100_000_000).padStart(8, '0')}`
  const npi = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find(isValidNpi)
  if (npi === undefined) throw new RangeError(`No check digit fits ${body}.`)
  return npi
}

function typeLicense(
  random: Random,
  license: InventedLicense,
  others: InventedLicense[],
): string | null {
  const way = random.next()
  if (way < 0.25) return null
  if (way < 0.3) {
    const other = others.length > 0 ? random.pick(others) : null
    if (other?.state === license.state) return other.number
  }
  if (way < 0.35) return mistype(random, license.number)
  return way < 0.45 ? abbreviate(license) : license.number
}

/** Two neighbouring digits swapped, or one wrong. */
function mistype(random: Random, number: string): string {
  const places = [...number.matchAll(/\d/g)].map(({ index }) => index).filter((index) => index > 3)
  const place = random.pick(places)
  const wrong = String((Number(number[place]) + random.int(1, 9)) % 10)
  return number.slice(0, place) + wrong + number.slice(place + 1)
}

/** As people retype what is long: without leading zeros, or with what the card adds behind. */
const abbreviate = ({ state, number }: InventedLicense): string =>
  ({
    NY: `${number}-1`,
    NJ: number.replace(/00$/, ''),
    CT: number.replace(/^42\.0*/, ''),
  })[state]

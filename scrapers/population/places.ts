/** Where invented people work and live: clinics that some share, with one phone each. */
import type { InventedAddress, InventedPractice } from './person.ts'
import { type Random, weigh } from './random.ts'
import { TOWNS, type Town } from './towns.ts'

export interface Places {
  pickTown(random: Random, state: Town['state']): Town
  findTown(postalCode: string): Town
  /** A practice of its own or a seat in one that is there already. */
  openPractice(random: Random, town: Town): InventedPractice
  inventHome(random: Random, town: Town): InventedAddress
}

/** Clinics and phone numbers given out so far live in here, one for each population. */
export function createPlaces(): Places {
  const clinics = new Map<string, InventedPractice[]>()
  const nextPhone = createPhones()
  return {
    pickTown: (random, state) => random.weighted(BY_STATE[state]),
    findTown: (postalCode) => {
      const town = TOWNS.find((candidate) => candidate.postalCode === postalCode)
      if (!town) throw new RangeError(`No invented person works in ${postalCode}: add the town.`)
      return town
    },
    inventHome: (random, town) => inventAddress(random, town, false),
    openPractice: (random, town) => {
      const there = clinics.get(town.postalCode) ?? []
      if (there.length > 0 && random.chance(0.3)) return { ...random.pick(there) }
      const practice = {
        name: random.chance(0.55) ? inventClinicName(random, town) : null,
        ...inventAddress(random, town, true),
        phone: nextPhone(random, town),
      }
      clinics.set(town.postalCode, [...there.slice(-40), practice])
      return { ...practice }
    },
  }
}

const inState = (state: Town['state']) =>
  weigh(
    TOWNS.filter((town) => town.state === state),
    (town) => town.weight,
  )
const BY_STATE = { NY: inState('NY'), NJ: inState('NJ'), CT: inState('CT') }

/** Numbers NXX-555-0100 to NXX-555-0199 of a town's area codes, each used up before any is shared. */
function createPhones(): (random: Random, town: Town) => string {
  const used = new Map<string, number>()
  return (random, town) => {
    const emptiest = town.areaCodes.toSorted(
      (left, right) => (used.get(left) ?? 0) - (used.get(right) ?? 0),
    )
    const code = random.chance(0.7) ? random.pick(emptiest.slice(0, 1)) : random.pick(emptiest)
    const count = used.get(code) ?? 0
    used.set(code, count + 1)
    // 37 and 100 share no divisor: a hundred different numbers before the first comes again.
    return `${code}-555-01${String((count * 37) % 100).padStart(2, '0')}`
  }
}

function inventAddress(random: Random, town: Town, isOffice: boolean): InventedAddress {
  const number = random.int(1, town.city === 'New York' ? 900 : 480)
  const unit = random.chance(isOffice ? 0.4 : 0.15) ? ` ${inventUnit(random, isOffice)}` : ''
  return {
    street: `${number} ${random.pick(STREET_WORDS)} ${random.pick(STREET_KINDS)}${unit}`,
    city: town.city,
    state: town.state,
    postalCode: town.postalCode,
  }
}

function inventUnit(random: Random, isOffice: boolean): string {
  if (!isOffice) return `Apt ${random.int(1, 30)}${random.pick(['A', 'B', 'C', 'D'])}`
  return `${random.pick(['Suite', 'Ste', 'Rm', '#', 'Fl'])} ${random.int(1, 1400)}`.replace(
    '# ',
    '#',
  )
}

const inventClinicName = (random: Random, town: Town): string =>
  `${random.chance(0.15) ? town.city : random.pick(CLINIC_WORDS)} ${random.pick(CLINIC_KINDS)}`

const STREET_WORDS = (
  'Lanternwood Quarrel Mapleghost Tidewhistle Bellowbrook Sparrowgate Umberfield Larkspindle Coppermill ' +
  'Fernhollow Juniperdale Wexcombe Thistlewick Marrowbone Applegarth Gullsong Hazelmoor Ironbridge ' +
  'Kettlebrook Nettlefold Oxbowl Pennywhistle Ravenhurst Saltbox Winterberry Yarrowdale Brambleton ' +
  'Cloverleaf Dovetail Elderflower'
).split(' ')
const STREET_KINDS = 'St Ave Rd Blvd Lane Drive Place Street Avenue Tpke'.split(' ')
const CLINIC_WORDS = (
  'Stillwater Lotusgate Nine-Rivers Jadepath Willowbend Clear-Channel Goldleaf Morningtide Fourpoint ' +
  'Silverneedle Harborlight Greyheron Bamboo-Court Springhouse'
).split(' ')
const CLINIC_KINDS = [
  'Acupuncture',
  'Acupuncture PC',
  'Oriental Medicine',
  'Wellness',
  'Acupuncture & Herbs',
  'Health Center',
]

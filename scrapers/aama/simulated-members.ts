/** The members whom the directory shows: physicians among the invented people, and others elsewhere. */
import { inventIdentity } from '../population/identity.ts'
import type { InventedAddress, InventedName, InventedPerson } from '../population/person.ts'
import { createRandom, mixSeed, type Random } from '../population/random.ts'

export interface WireMember {
  id: number
  /** What the pages are ordered by. */
  sortKey: string
  entry: Record<string, unknown>
}

/** Who holds the acupuncture taxonomy as a second one is a physician here, if there is a practice. */
export const isMember = ({ npi, practices }: InventedPerson): boolean =>
  npi?.isSecondary === true && practices.length > 0

/** Null for people who are no members. */
export function toMember(person: InventedPerson): WireMember | null {
  const [practice] = person.practices
  if (!practice || !isMember(person)) return null
  const random = createRandom(mixSeed(SEED_PERSONS, person.id))
  return write(random, { id: FIRST_ID + person.id, name: person.name, practice })
}

export function inventStranger(index: number): WireMember {
  const random = createRandom(mixSeed(SEED_STRANGERS, index))
  const [city = '', state = '', postalCode = '', area = ''] = random.pick(TOWNS).split('|')
  const practice = {
    name: random.chance(0.3) ? 'Pennywhistle Integrative Medicine' : null,
    street: `${random.int(1, 990)} Tidewhistle Road`,
    city,
    state,
    postalCode,
    phone: `${area}-555-01${String(index % 100).padStart(2, '0')}`,
  }
  return write(random, { id: STRANGER_IDS + index, name: inventIdentity(random).name, practice })
}

const SEED_PERSONS = 90_101
const SEED_STRANGERS = 90_202
const FIRST_ID = 2_007_000_000
const STRANGER_IDS = 2_012_000_000

interface Entry {
  id: number
  name: InventedName
  practice: InventedAddress & { name: string | null; phone: string }
}

function write(random: Random, { id, name, practice }: Entry): WireMember {
  const degrees = random.pick(DEGREES)
  const site = random.chance(0.5) ? 'https://practice.example/' : ''
  return {
    id,
    sortKey: `${name.family} ${name.given}`.toUpperCase(),
    entry: {
      id,
      avatar_url: null,
      title: `${toTitle(name)}${degrees}`,
      bottom: [],
      top: [],
      left: [
        { display_order: 0, html: toAddress(random, practice) },
        { display_order: 1, html: `<strong>Phone:</strong> ${toPhone(random, practice.phone)}` },
      ],
      right: [
        { display_order: 0, html: `<strong>Specialty:</strong> ${random.pick(SPECIALTIES)}` },
        { display_order: 1, html: site },
      ],
      distance: 0,
    },
  }
}

/** Where a middle initial is missing its spaces stay. */
const toTitle = ({ given, middle, family, suffix }: InventedName): string =>
  `${given} ${middle ? `${middle.charAt(0)}.` : ''} ${family}${suffix ? ` ${suffix}` : ''}`

/** Two lines above the town, the second often empty; a ZIP kept as a number has lost its zero. */
function toAddress(random: Random, practice: Entry['practice']): string {
  const zip = random.chance(0.4) ? String(Number(practice.postalCode)) : practice.postalCode
  const lines = practice.name === null ? [practice.street, ''] : [practice.name, practice.street]
  return `${lines.join(', \n')}<br />\n${practice.city}, ${practice.state} ${zip}`
}

function toPhone(random: Random, phone: string): string {
  const [area = '', exchange = '', line = ''] = phone.split('-')
  return random.pick([
    `(${area}) ${exchange}-${line}`,
    phone,
    `${area} ${exchange} ${line}`,
    area + exchange + line,
  ])
}

const DEGREES = [
  ', MD',
  ', MD',
  ', MD, DABMA',
  ', DO',
  ', MD, FAAMA',
  ' MD, LAc, MD',
  ', MD,LAc, FAAFP',
]
const SPECIALTIES = [
  'Family Medicine, Acupuncture',
  'Pain Management',
  'PM & R',
  'Anesthesiology/Pain Management',
  'Medical Acupuncture',
]
/** Towns outside of the three states, with an area code. */
const TOWNS = [
  'Boston|MA|02114|617',
  'Providence|RI|02903|401',
  'San Diego|CA|92101|619',
  'Austin|TX|78701|512',
  'Denver|CO|80202|303',
  'Toronto|ON|M5H 2N2|416',
]

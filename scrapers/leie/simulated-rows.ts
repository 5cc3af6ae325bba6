/** What the exclusion list says of invented people, in its own words and with its own gaps. */
import { inventIdentity } from '../population/identity.ts'
import { toNpi } from '../population/npis.ts'
import type { InventedPerson } from '../population/person.ts'
import { createRandom, mixSeed, type Random } from '../population/random.ts'

/** A row by column; columns left out are empty. */
export type WireRow = Record<string, string>

const NO_NPI = '0000000000'
const NO_DAY = '00000000'

/** The row of a person of the directory's, or null for one who is not excluded. */
export function toRow(person: InventedPerson): WireRow | null {
  const { exclusion, home, id, name, npi } = person
  if (!exclusion) return null
  const random = createRandom(mixSeed(SEED_PERSONS, id))
  return {
    ...EMPTY,
    LASTNAME: toCapitals([name.family, name.suffix].filter(Boolean).join(' ')),
    FIRSTNAME: toCapitals(name.given),
    MIDNAME: toCapitals(name.middle ?? ''),
    GENERAL: 'IND- LIC HC SERV PRO',
    // People stand under other professions too.
    SPECIALTY: random.pick(['ACUPUNCTURIST', 'ACUPUNCTURIST', 'ACUPUNCTURE PRACTICE', 'MASSAGE']),
    NPI: exclusion.hasNpi && npi ? npi.number : NO_NPI,
    DOB: inventBirth(random),
    ADDRESS: toCapitals(home.street).slice(0, 30),
    CITY: toCapitals(home.city),
    STATE: home.state,
    ZIP: home.postalCode,
    EXCLTYPE: exclusion.type,
    EXCLDATE: exclusion.since.replaceAll('-', ''),
  }
}

/** One of the many who have nothing to do with acupuncture, some of them businesses. */
export function inventStranger(index: number): WireRow {
  const random = createRandom(mixSeed(SEED_STRANGERS, index))
  const [CITY = '', STATE = '', ZIP = ''] = random.pick(TOWNS).split('|')
  const place: WireRow = {
    ADDRESS: `${random.int(1, 990)} ${random.pick(STREETS)}`,
    CITY,
    STATE,
    ZIP,
  }
  const when: WireRow = { EXCLTYPE: random.pick(TYPES), EXCLDATE: inventDay(random, 1979, 2026) }
  const waiver: WireRow = random.chance(0.001)
    ? { WAIVERDATE: inventDay(random, 2010, 2026), WVRSTATE: STATE }
    : {}
  if (random.chance(0.04)) {
    const BUSNAME = `${random.pick(BUSINESS_WORDS)} ${random.pick(BUSINESS_KINDS)}`.slice(0, 30)
    return {
      ...EMPTY,
      ...place,
      ...when,
      BUSNAME,
      GENERAL: 'OTHER BUSINESS',
      SPECIALTY: 'PHARMACY',
    }
  }
  const { name } = inventIdentity(random)
  return {
    ...EMPTY,
    ...place,
    ...when,
    ...waiver,
    LASTNAME: toCapitals(name.family),
    FIRSTNAME: toCapitals(name.given),
    MIDNAME: random.chance(0.6) ? random.pick(['A', 'J', 'LYNN', 'M', 'R', 'MARIE']) : '',
    GENERAL: random.pick(['IND- LIC HC SERV PRO', 'NURSING PROFESSION', 'BUS OWNER/EXEC']),
    SPECIALTY: random.pick(SPECIALTIES),
    UPIN: random.chance(0.03) ? `X${random.int(10_000, 99_999)}` : '',
    NPI: inventNpi(random, index),
    DOB: random.chance(0.9) ? inventBirth(random) : '',
  }
}

const SEED_PERSONS = 60_101
const SEED_STRANGERS = 60_202
/** Far behind the ids of any population, so that no stranger has a practitioner's NPI. */
const STRANGER_IDS = 60_000_000

/** One in ten has one; a few of those are mistyped. */
function inventNpi(random: Random, index: number): string {
  if (!random.chance(0.1)) return NO_NPI
  const npi = toNpi(STRANGER_IDS + index)
  return random.chance(0.01) ? `${npi.slice(0, 9)}${(Number(npi[9]) + 3) % 10}` : npi
}

const inventBirth = (random: Random): string => inventDay(random, 1930, 1995)

const inventDay = (random: Random, first: number, last: number): string =>
  [
    random.int(first, last),
    String(random.int(1, 12)).padStart(2, '0'),
    String(random.int(1, 28)).padStart(2, '0'),
  ].join('')

const toCapitals = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()

const EMPTY: WireRow = {
  NPI: NO_NPI,
  REINDATE: NO_DAY,
  WAIVERDATE: NO_DAY,
}

const TYPES = (
  '1128a1,1128a1,1128a1,1128a2,1128a3,1128a4,1128b1,1128b4,1128b4,1128b4,1128b4,1128b5,1128b7,1128b8,' +
  '1128b14,1128Aa,1156,BRCH SA'
).split(',')
/** Cut at twenty characters, as the list has them. */
const SPECIALTIES = [
  'NURSE/NURSES AIDE',
  'NURSE PRACTITIONER (',
  'PERSONAL CARE PROVID',
  'CHIROPRACTIC',
  'DENTIST',
  'MENTAL/BEHAVIORAL HE',
  'ACUPUNCTURIST',
  '',
]
const TOWNS = [
  'BOSTON|MA|02114',
  'MIAMI|FL|33130',
  'HOUSTON|TX|77002',
  'LOS ANGELES|CA|90012',
  'BUFFALO|NY|14202',
  'BROOKLYN|NY|11201',
  'NEWARK|NJ|07102',
  'HARTFORD|CT|06103',
  'CHICAGO|IL|60602',
  'PHOENIX|AZ|85003',
  'TORONTO|XX|00000',
]
const STREETS = ['EXAMPLE STREET', 'QUARREL AVENUE, APT 5', 'TIDEWHISTLE ROAD', 'SALTBOX LANE']
const BUSINESS_WORDS = ['GULLSONG', 'MAPLEGHOST', 'OXBOWL', 'PENNYWHISTLE', 'WEXCOMBE, NETTLE']
const BUSINESS_KINDS = ['PHARMACY', 'HOME CARE SERVICES, INC', 'AMBULANCE CORPORATION LIMITED']

/** What New York's list says of invented people, gaps and ways of typing included. */
import { inventIdentity } from '../population/identity.ts'
import { toNpi } from '../population/npis.ts'
import type { InventedName, InventedPerson } from '../population/person.ts'
import { createRandom, mixSeed, type Random } from '../population/random.ts'

export interface WireRow {
  name: string
  npi: string
  type: string
  license: string
  /** `YYYY-MM-DD` */
  since: string
}

/** Whether a person of the directory's is on it: excluded, and known to New York. */
export const isListed = ({ exclusion, home, licenses }: InventedPerson): boolean =>
  exclusion !== null && (home.state === 'NY' || licenses.some(({ state }) => state === 'NY'))

/** Null for people who are not on the list. */
export function toRow(person: InventedPerson): WireRow | null {
  const { exclusion, id, licenses, name, npi } = person
  if (!exclusion || !isListed(person)) return null
  const random = createRandom(mixSeed(SEED_PERSONS, id))
  const license = licenses.find(({ state }) => state === 'NY')
  return {
    name: toWireName(random, name),
    npi: exclusion.hasNpi && npi ? npi.number : random.pick(NONE),
    type: 'ACUPUNCTURIST',
    license: license && exclusion.hasNpi ? license.number : random.pick(NONE),
    since: exclusion.since,
  }
}

/** One of the many who have nothing to do with acupuncture, some of them businesses. */
export function inventStranger(index: number): WireRow {
  const random = createRandom(mixSeed(SEED_STRANGERS, index))
  const isBusiness = random.chance(0.3)
  const { name } = inventIdentity(random)
  const number = String(random.int(100_000, 299_999))
  return {
    name: isBusiness ? random.pick(BUSINESSES) : toWireName(random, name),
    npi: random.chance(0.4) ? toNpi(STRANGER_IDS + index) : random.pick(NONE),
    type: isBusiness ? 'PHARMACY' : random.pick(TYPES),
    license: random.chance(0.5) ? number : random.pick(NONE),
    since: inventDay(random),
  }
}

const SEED_PERSONS = 70_101
const SEED_STRANGERS = 70_202
/** Far behind the ids of any population, so that no stranger has a practitioner's NPI. */
const STRANGER_IDS = 80_000_000

const NONE = ['', 'NA', 'None', '__________']
const TYPES = ['PHYSICIAN', 'DENTIST', 'NURSE', 'PODIATRIST', 'SOCIAL WORKER', 'UNKNOWN']
const BUSINESSES = ['GULLSONG PHARMACY INC', 'OXBOWL AMBULETTE CORP', 'MAPLEGHOST HOME SERVICES']

function toWireName(random: Random, { given, middle, family, suffix }: InventedName): string {
  const last = [family, suffix].filter(Boolean).join(' ')
  const first = [given, middle?.charAt(0)].filter(Boolean).join(' ')
  const text = random.chance(0.7) ? `${last}, ${first}` : `${last} ${first}`
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()
}

const inventDay = (random: Random): string =>
  [
    random.int(1985, 2026),
    String(random.int(1, 12)).padStart(2, '0'),
    String(random.int(1, 28)).padStart(2, '0'),
  ].join('-')

/** Questions about invented people, each with whom it is about and what is wrong with it. */
import type { InventedLicense, InventedPerson } from '#scrapers/population/person.ts'
import type { Random } from '#scrapers/population/random.ts'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { written } from './truth.ts'

export interface Asked {
  kind: Kind
  question: CheckQuestion
  /** Whom it is about; null where it is about nobody, or the parts are of different people. */
  person: InventedPerson | null
}

export const KINDS = [
  'full name',
  'short name',
  'name anywhere',
  'other name',
  'misspelt name',
  'license as printed',
  'license as typed',
  'license of any state',
  'npi',
  'npi and name',
  'license and npi',
  'license and name',
  'somebody else’s npi',
  'somebody else’s name',
  'wrong license',
  'nobody of the name',
  'certification number',
] as const
export type Kind = (typeof KINDS)[number]

export const NOTHING_ASKED: CheckQuestion = {
  name: null,
  state: null,
  licenseNumber: null,
  npi: null,
  certificationNumber: null,
  asOf: null,
  live: false,
}

type Part = Partial<CheckQuestion>
type Asker = (random: Random, person: InventedPerson, other: InventedPerson) => Part | null

const licenseOf = (random: Random, { licenses }: InventedPerson): InventedLicense | null =>
  licenses.length > 0 ? random.pick(licenses) : null

const stateOf = (random: Random, person: InventedPerson) => licenseOf(random, person)?.state ?? null

const printed = (random: Random, person: InventedPerson): Part | null => {
  const license = licenseOf(random, person)
  return license && { state: license.state, licenseNumber: license.number }
}

const FORMS: Record<InventedLicense['state'], ((number: string) => string)[]> = {
  NY: [
    (number) => String(Number(number)),
    (number) => `${number}-1`,
    (number) => `F${number}`,
    (number) => ` ${number} `,
  ],
  NJ: [
    (number) => number.toLowerCase(),
    (number) => number.replace('MZ', ' MZ '),
    (number) => number.replace('MZ', 'MZ-'),
  ],
  CT: [
    (number) => number.replace('42.', ''),
    (number) => `42.${Number(number.slice(3))}`,
    (number) => String(Number(number.slice(3))),
    (number) => number.replace('.', ' '),
  ],
}

const typed = (random: Random, person: InventedPerson): Part | null => {
  const license = licenseOf(random, person)
  if (!license) return null
  const form = random.pick(FORMS[license.state])
  return { state: license.state, licenseNumber: form(license.number) }
}

const npi = ({ npi: known }: InventedPerson): Part | null => known && { npi: known.number }

/** Only where both have something to say. */
const both = (one: Part | null, other: Part | null): Part | null =>
  one && other && { ...one, ...other }

const ASKERS: Record<Kind, Asker> = {
  'full name': (random, person) => {
    const license = licenseOf(random, person)
    return license && { name: written(license.nameOnRoll ?? person.name), state: license.state }
  },
  'short name': (random, person) => ({
    name: `${person.name.given} ${person.name.family}`,
    state: stateOf(random, person),
  }),
  'name anywhere': (_, person) => ({ name: written(person.name) }),
  'other name': (random, { otherNames }) =>
    otherNames.length > 0 ? { name: written(random.pick(otherNames)) } : null,
  'misspelt name': (random, person) => ({
    name: misspelt(random, written(person.name)),
    state: stateOf(random, person),
  }),
  'license as printed': printed,
  'license as typed': typed,
  'license of any state': (random, person) => {
    const asked = random.chance(0.5) ? typed(random, person) : printed(random, person)
    return asked && { ...asked, state: null }
  },
  npi: (_, person) => npi(person),
  'npi and name': (_, person) => both(npi(person), { name: written(person.name) }),
  'license and npi': (random, person) => both(npi(person), typed(random, person)),
  'license and name': (random, person) =>
    both(printed(random, person), { name: `${person.name.family}, ${person.name.given}` }),
  'somebody else’s npi': (random, person, other) => both(npi(other), printed(random, person)),
  'somebody else’s name': (random, person, other) =>
    both(printed(random, person), { name: written(other.name) }),
  'wrong license': (random, person) => {
    const license = licenseOf(random, person)
    return (
      license && { state: license.state, licenseNumber: license.number.replace(/\d{3}$/, '999') }
    )
  },
  'nobody of the name': (_, { name }) => ({ name: `${name.given} Wexcombe-Tottersdale` }),
  'certification number': (random) => ({
    certificationNumber: String(random.int(100_000, 999_999)),
  }),
}

const ABOUT_NOBODY: readonly Kind[] = [
  'somebody else’s npi',
  'somebody else’s name',
  'wrong license',
  'nobody of the name',
  'certification number',
]

/** Null where the person has nothing to ask such a question with. */
export function ask(
  random: Random,
  kind: Kind,
  person: InventedPerson,
  other: InventedPerson,
): Asked | null {
  const part = ASKERS[kind](random, person, other)
  if (!part) return null
  const isAboutNobody = ABOUT_NOBODY.includes(kind)
  return {
    kind,
    question: { ...NOTHING_ASKED, ...part },
    person: isAboutNobody ? null : person,
  }
}

/** Two letters of the middle changed over. */
function misspelt(random: Random, name: string): string {
  const at = random.int(1, name.length - 3)
  return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`
}

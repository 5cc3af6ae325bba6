/** Invented diplomates as the directory lists them. */
import { isKeptWhenFewer } from '../lib/simulated-faults.ts'
import type { Fault } from '../lib/simulator.ts'
import type { InventedPerson, InventedPractice } from '../population/person.ts'

export interface Entry {
  /** The person's place in the population. */
  id: number
  name: string
  /** `Certified Diplomate` */
  status: string
  gender: 'Female' | 'Male'
  /** State whose search lists the person. */
  state: string
  phone: string | null
  website: string | null
  /** Without ZIP, as lists have it; null for `Not Available`. */
  address: string | null
  /** With ZIP, one a practice, as details pages have them. */
  locations: string[]
  /** `AC Certification` */
  tags: string[]
  /** `Dipl. Ac. & Dipl. C.H. (NCCAOM)®` */
  mark: string
  about: string | null
  education: { school: string; program: string }[]
  languages: string[]
  conditions: string[]
  badgeUrl: string | null
}

/** Listed people in the order of the directory, which is that of their names. */
export function toEntries(people: InventedPerson[], fault: Fault | null = null): Entry[] {
  const entries = people
    .filter((_, position) => fault !== 'fewer' || isKeptWhenFewer(position))
    .map(toEntry)
    .filter((entry) => entry !== null)
    .toSorted(
      (left, right) =>
        compare(left.name.toLowerCase(), right.name.toLowerCase()) || left.id - right.id,
    )
  if (fault === 'missing-column') return entries.map((entry) => ({ ...entry, tags: [] }))
  const [first, ...others] = entries
  if (fault !== 'new-status' || !first) return entries
  return [{ ...first, status: 'Diplomate On Hold' }, ...others]
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

function toEntry(person: InventedPerson): Entry | null {
  const { diplomate, practices, id } = person
  if (!diplomate?.isListed) return null
  const [main] = practices
  return {
    id,
    name: diplomate.displayName,
    status: 'Certified Diplomate',
    gender: person.gender === 'F' ? 'Female' : 'Male',
    state: (main ?? person.home).state,
    phone: main && id % 6 !== 0 ? main.phone : null,
    website: id % 2 === 0 ? `www.${toHost(main?.name ?? person.name.family)}.example` : null,
    address: main ? toLine(main, id, '') : null,
    locations: practices.map((practice) => toLine(practice, id, ` ${practice.postalCode}`)),
    tags: diplomate.designations.map((designation) => `${TAGS[designation]} Certification`),
    mark: `${diplomate.designations.join(' & ')} ${id % 4 === 0 ? 'NCBAHM™' : '(NCCAOM)®'}`.trim(),
    about: diplomate.about,
    education: diplomate.education,
    languages: person.languages,
    conditions: CONDITIONS.filter((_, place) => (id + place) % 3 === 0),
    badgeUrl: diplomate.badgeUrl,
  }
}

const TAGS = {
  'Dipl. Ac.': 'AC',
  'Dipl. C.H.': 'CH',
  'Dipl. O.M.': 'OM',
  'Dipl. AHM': 'AHM',
  'Dipl. A.B.T.': 'ABT',
}
const CONDITIONS = ['Pain', 'Sciatica', 'Headache', 'Insomnia', 'Digestion', 'Stress']

/** The form has two lines for a street; a suite often stands in both. */
function toLine(practice: InventedPractice, id: number, zip: string): string {
  const unit = / ((?:Suite|Ste|Rm) \d+)$/.exec(practice.street)?.[1]
  const street = unit && id % 3 === 0 ? `${practice.street} ${unit}` : `${practice.street} `
  return `${street}, ${practice.city}, ${practice.state}${zip === '' ? '' : zip}, USA`
}

const toHost = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

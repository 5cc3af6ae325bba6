/**
 * Two lists of as many records as wanted, the same each time: common names common, half of the left
 * list on the right as well, written otherwise now and then.
 */
import { createRequire } from 'node:module'
import { toNpi } from '#scrapers/population/npis.ts'
import { createRandom, mixSeed, type Random, weighByRank } from '#scrapers/population/random.ts'
import { writeCsv } from '#src/cli/write-csv.ts'

const SEED = 20_261_122
const SHARE_ON_BOTH = 0.5
const FAMILY_NAMES = 60_000
const GIVEN_NAMES = 4000
const STREETS = 8000
const HEADER = [
  'id',
  'given_name',
  'family_name',
  'street',
  'city',
  'state',
  'postal_code',
  'phone',
  'npi',
  'license_state',
  'license_number',
  'credentials',
]

interface Zip {
  zip: string
  city: string
  state: string
}

interface Invented {
  given: string
  middle: string
  family: string
  street: string
  town: Zip
  phone: string
  license: string
}

/** Writes `size` records to each path. */
export async function generate(size: number, left: string, right: string): Promise<void> {
  const tables = createTables()
  const person = (id: number) => invent(createRandom(mixSeed(SEED, id)), tables)
  const leftRows = function* () {
    for (let id = 0; id < size; id += 1) {
      yield toRow(`L${id}`, person(id), '', createRandom(mixSeed(SEED + 1, id)))
    }
  }
  const rightRows = function* () {
    for (let place = 0; place < size; place += 1) {
      // 7919 shares no divisor with the sizes, so that this visits each once, in no order.
      const id = (place * 7919) % size
      const isOnBoth = id < size * SHARE_ON_BOTH
      const of = isOnBoth ? id : id + size
      const random = createRandom(mixSeed(SEED + 2, of))
      const known = isOnBoth ? change(random, person(of), tables) : person(of)
      yield toRow(`R${place}`, known, toNpi(of), random)
    }
  }
  await writeCsv(left, HEADER, leftRows())
  await writeCsv(right, HEADER, rightRows())
}

type Tables = ReturnType<typeof createTables>

function createTables() {
  const random = createRandom(SEED)
  const { codes }: { codes: Record<string, Zip> } = createRequire(import.meta.url)(
    'zipcodes/lib/codes.js',
  )
  const towns = Object.values(codes)
    .map((zip) => ({ zip, chance: random.next() }))
    .toSorted((a, b) => a.chance - b.chance)
    .map(({ zip }) => zip)
  return {
    towns: weighByRank(towns, 0.6),
    families: weighByRank(inventWords(random, FAMILY_NAMES, 2, 4), 0.75),
    givens: weighByRank(inventWords(random, GIVEN_NAMES, 2, 3), 0.7),
    streets: weighByRank(inventWords(random, STREETS, 2, 3), 0.6),
  }
}

const STARTS = 'b c d f g h j k l m n p r s t v w z br ch cl gr kr sh st th tr'.split(' ')
const VOWELS = 'a e i o u ai ee ie ou'.split(' ')
const ENDS = ['', '', '', 'n', 'r', 's', 'l', 'm', 'rd', 'ng', 'ck', 'tt']

function inventWords(random: Random, count: number, least: number, most: number): string[] {
  const words = new Set<string>()
  while (words.size < count) {
    const syllables = Array.from({ length: random.int(least, most) }, () =>
      [random.pick(STARTS), random.pick(VOWELS)].join(''),
    )
    const end = ENDS[random.int(0, ENDS.length - 1)] ?? ''
    const word = syllables.join('') + end
    words.add(word.charAt(0).toUpperCase() + word.slice(1))
  }
  return [...words]
}

const STREET_KINDS = ['St', 'Ave', 'Rd', 'Blvd', 'Ln', 'Dr']

function invent(random: Random, { towns, families, givens, streets }: Tables): Invented {
  const town = random.weighted(towns)
  return {
    given: random.weighted(givens),
    middle: random.chance(0.3) ? random.weighted(givens) : '',
    family: random.weighted(families),
    street: inventStreet(random, streets),
    town,
    phone: inventPhone(random),
    license: String(random.int(1, 999_999)).padStart(6, '0'),
  }
}

const inventStreet = (random: Random, streets: Tables['streets']): string =>
  `${random.int(1, 2400)} ${random.weighted(streets)} ${random.pick(STREET_KINDS)}`

const inventPhone = (random: Random): string =>
  `${random.int(201, 989)}-555-01${String(random.int(0, 99)).padStart(2, '0')}`

/** As another list may have the same person. */
function change(random: Random, person: Invented, tables: Tables): Invented {
  const changed = { ...person }
  if (random.chance(0.12)) changed.given = slip(random, changed.given)
  if (random.chance(0.08)) changed.family = slip(random, changed.family)
  if (random.chance(0.04)) changed.family = random.weighted(tables.families)
  if (random.chance(0.5)) changed.middle = changed.middle.slice(0, 1)
  if (random.chance(0.35)) changed.street = inventStreet(random, tables.streets)
  if (random.chance(0.2)) changed.town = random.weighted(tables.towns)
  if (random.chance(0.3)) changed.phone = inventPhone(random)
  if (random.chance(0.05)) changed.license = slip(random, changed.license)
  return changed
}

/** A letter left out, doubled, or changed places with the next. */
function slip(random: Random, word: string): string {
  const place = random.int(1, word.length - 2)
  const [before, here, next] = [word.slice(0, place), word[place] ?? '', word[place + 1] ?? '']
  const ways = [next, here + here + next, next + here]
  return before + random.pick(ways.filter(Boolean)) + word.slice(place + 2)
}

function toRow(
  id: string,
  { given, middle, family, street, town, phone, license }: Invented,
  npi: string,
  random: Random,
): string[] {
  const hasLicense = random.chance(0.5)
  return [
    id,
    middle ? `${given} ${middle}` : given,
    family,
    random.chance(0.6) ? street : '',
    town.city,
    town.state,
    random.chance(0.7) ? town.zip : '',
    random.chance(0.6) ? phone : '',
    npi,
    hasLicense ? town.state : '',
    hasLicense ? license : '',
    random.chance(0.5) ? 'L.Ac.' : '',
  ]
}

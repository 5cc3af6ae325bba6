/** Invented people, each with an entry at the identifier registry and one on a state's roll. */
import { emptyContent, type RecordContent } from '#src/core/record.ts'
import type { State } from '#src/core/words.ts'

const GIVEN = ['Ada', 'Bo', 'Cyrus', 'Dilnoza', 'Emeka', 'Farah', 'Goran', 'Hana', 'Ines', 'Jun']
const FAMILY = [
  'Quill',
  'Okafor',
  'Levine',
  'Marsh',
  'Zhao',
  'Castell',
  'Nguyen',
  'Brandt',
  'Silva',
]
const TOWNS = [
  ['New York', 'NY', '10011'],
  ['Newark', 'NJ', '07102'],
  ['Hartford', 'CT', '06103'],
] as const
export const ROLLS = ['ny-nysed', 'nj-dca', 'ct-elicense'] as const

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], at: number, otherwise: T): T =>
  list[at % list.length] ?? otherwise

const nameOf = (id: number) => {
  const given = pick(GIVEN, id, 'Ada')
  const family = `${pick(FAMILY, Math.floor(id / 10), 'Quill')}${id % 97}`
  return { full: `${given} ${family}`, given, middle: null, family, suffix: null }
}

/** As the identifier registry has them; an earlier version had another telephone number. */
export function identifierEntry(id: number, isEarlier = false): RecordContent {
  const [city, state, postalCode] = pick(TOWNS, id, TOWNS[0])
  return {
    ...emptyContent(nameOf(id)),
    npi: String(1_000_000_000 + id),
    locations: [
      {
        name: `${city} Acupuncture ${id % 50}`,
        street: `${id % 900} Example Street`,
        city,
        state,
        postalCode,
        phone: `555-01${isEarlier ? 10 : 99}`,
      },
    ],
    languages: id % 3 === 0 ? ['Spanish'] : [],
    raw: { enumeration_date: '2015-04-01', credential: 'L.Ac.' },
  }
}

export function rollEntry(id: number): RecordContent {
  const [, state] = pick(TOWNS, id, TOWNS[0])
  return {
    ...emptyContent(nameOf(id)),
    licenses: [licenseOf(id, state)],
    raw: { status: 'Active' },
  }
}

const licenseOf = (id: number, state: State) => ({
  state,
  number: String(10_000 + id),
  profession: 'Acupuncturist',
  standing: 'active' as const,
  registryStatus: 'Active',
  statusReason: null,
  licensedOn: '2015-04-01',
  expiresOn: '2027-12-31',
  registration: null,
  hasDiscipline: false,
})

export const rollOf = (id: number): string => pick(ROLLS, id, ROLLS[0])

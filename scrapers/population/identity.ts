/** Who an invented person is: a name with the other names that documents know them by. */
import * as given from './given-names.ts'
import type { InventedName } from './person.ts'
import { type Random, weigh, weighByRank, type WeightedTable } from './random.ts'
import * as surnames from './surnames.ts'

export interface Identity {
  name: InventedName
  gender: 'F' | 'M'
  otherNames: InventedName[]
  languages: string[]
  /** The two halves of a given name that registries write as one word or as two. */
  syllables: [string, string] | null
}

interface Draft {
  given: string
  middle?: string
  family: string
  /** Another romanisation of the same family name. */
  familyElsewhere?: string
  syllables?: [string, string]
  language: string | null
  mayHaveAlias?: boolean
}
type Gender = 'F' | 'M'
type Draw = (random: Random, gender: Gender) => Draft

export function inventIdentity(random: Random): Identity {
  const gender = random.chance(0.62) ? 'F' : 'M'
  const draft = random.weighted(ORIGINS)(random, gender)
  const suffix =
    gender === 'M' && random.chance(0.02) ? random.pick(['Jr', 'Jr', 'Sr', 'III']) : null
  const name = { given: draft.given, middle: draft.middle ?? null, family: draft.family, suffix }
  const otherNames: InventedName[] = []
  if (draft.mayHaveAlias && random.chance(0.3)) {
    otherNames.push({ ...name, given: random.weighted(ALIASES[gender]), middle: null })
  }
  if (draft.familyElsewhere && draft.familyElsewhere !== draft.family && random.chance(0.12)) {
    otherNames.push({ ...name, family: draft.familyElsewhere })
  }
  if (gender === 'F' && random.chance(0.09)) {
    const maiden = name.family
    name.family = marriedName(maiden, random.weighted(ORIGINS)(random, 'M').family, random)
    otherNames.push({ ...name, family: maiden })
  }
  const languages = ['English', ...(draft.language && random.chance(0.85) ? [draft.language] : [])]
  return { name, gender, otherNames, languages, syllables: draft.syllables ?? null }
}

const marriedName = (maiden: string, husbands: string, random: Random): string => {
  if (random.chance(0.5)) return husbands
  return random.chance(0.7) ? `${maiden}-${husbands}` : `${maiden} ${husbands}`
}

const table = (names: given.GivenNames, skew = 0.5) => ({
  F: weighByRank(names.F, skew),
  M: weighByRank(names.M, skew),
})
const ALIASES = table(given.ALIASES)

const CHINESE_FAMILY = weighByRank(surnames.CHINESE_SURNAMES, 0.75)
const CHINESE_WAYS = {
  pinyin: { column: 0, syllables: table(given.CHINESE_SYLLABLES, 0.35), language: 'Mandarin' },
  cantonese: {
    column: 1,
    syllables: table(given.CANTONESE_SYLLABLES, 0.35),
    language: 'Cantonese',
  },
  wadeGiles: {
    column: 2,
    syllables: table(given.WADE_GILES_SYLLABLES, 0.35),
    language: 'Mandarin',
  },
}
const CHINESE_WAY = weigh(
  ['pinyin', 'cantonese', 'wadeGiles'] as const,
  (_, rank) => [6, 2.2, 1.8][rank] ?? 0,
)

function drawChinese(random: Random, gender: Gender): Draft {
  const family = random.weighted(CHINESE_FAMILY)
  const { column, syllables, language } = CHINESE_WAYS[random.weighted(CHINESE_WAY)]
  const base = {
    family: family[column] ?? '',
    familyElsewhere: family[column === 0 ? 2 : 0] ?? '',
    language,
    mayHaveAlias: true,
  }
  const first = random.weighted(syllables[gender])
  if (column === 0 && random.chance(0.3)) return { ...base, given: first }
  const second = random.weighted(syllables[gender])
  const joiner = column === 0 ? random.pick(['', '', '', ' ', '-']) : random.pick([' ', '-', '-'])
  return { ...base, given: joinSyllables([first, second], joiner), syllables: [first, second] }
}

const KOREAN_FAMILY = weighByRank(surnames.KOREAN_SURNAMES, 1.05)
const KOREAN_GIVEN = table(given.KOREAN_SYLLABLES, 0.35)
const ENGLISH_GIVEN = table(given.ENGLISH_GIVEN)

function drawKorean(random: Random, gender: Gender): Draft {
  const family = random.weighted(KOREAN_FAMILY)
  const pair: [string, string] = [
    random.weighted(KOREAN_GIVEN[gender]),
    random.weighted(KOREAN_GIVEN[gender]),
  ]
  const base = { family, language: 'Korean' }
  if (random.chance(0.2)) {
    return {
      ...base,
      given: random.weighted(ENGLISH_GIVEN[gender]),
      middle: joinSyllables(pair, ''),
    }
  }
  const written = joinSyllables(pair, random.pick([' ', ' ', '-', '']))
  return { ...base, given: written, syllables: pair, mayHaveAlias: true }
}

/** `Ki` + `Nam` → `Ki Nam`, `Ki-Nam` or `Kinam`. */
export const joinSyllables = ([first, second]: [string, string], joiner: string): string =>
  first + joiner + (joiner === '' ? second.toLowerCase() : second)

const plain = (families: string[], names: given.GivenNames, language: string | null): Draw => {
  const family = weighByRank(families, 0.55)
  const givenNames = table(names)
  return (random, gender) => ({
    given: random.weighted(givenNames[gender]),
    ...(random.chance(0.4) ? { middle: inventMiddle(random, givenNames[gender]) } : {}),
    family: random.weighted(family),
    language,
  })
}
const inventMiddle = (random: Random, names: WeightedTable<string>): string => {
  const middle = random.weighted(names)
  return random.chance(0.6) ? middle.slice(0, 1) : middle
}

const oneHispanic = plain(surnames.HISPANIC_SURNAMES, given.HISPANIC_GIVEN, 'Spanish')
const drawHispanic: Draw = (random, gender) => {
  const draft = oneHispanic(random, gender)
  if (random.chance(0.5)) return draft
  const mothers = random.pick(surnames.HISPANIC_SURNAMES)
  return { ...draft, family: `${draft.family} ${mothers}` }
}

const ORIGIN_WEIGHTS: [Draw, number][] = [
  [drawChinese, 30],
  [drawKorean, 21],
  [plain(surnames.ANGLO_SURNAMES, given.ENGLISH_GIVEN, null), 14],
  [plain(surnames.JEWISH_SURNAMES, given.ENGLISH_GIVEN, null), 9],
  [plain(surnames.ITALIAN_SURNAMES, given.ENGLISH_GIVEN, null), 7],
  [plain(surnames.IRISH_SURNAMES, given.ENGLISH_GIVEN, null), 6],
  [drawHispanic, 5],
  [plain(surnames.JAPANESE_SURNAMES, given.JAPANESE_GIVEN, 'Japanese'), 3.5],
  [plain(surnames.VIETNAMESE_SURNAMES, given.VIETNAMESE_GIVEN, 'Vietnamese'), 2],
  [plain(surnames.SLAVIC_SURNAMES, given.SLAVIC_GIVEN, 'Russian'), 2],
  [plain(surnames.SOUTH_ASIAN_SURNAMES, given.SOUTH_ASIAN_GIVEN, 'Hindi'), 1],
]
const ORIGINS = weigh(
  ORIGIN_WEIGHTS.map(([draw]) => draw),
  (_, rank) => ORIGIN_WEIGHTS[rank]?.[1] ?? 0,
)

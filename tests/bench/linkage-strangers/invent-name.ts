/** The true names of the strangers. */
import {
  ALIASES_F,
  ALIASES_M,
  CHINESE_SURNAMES,
  CHINESE_SYLLABLES,
  KOREAN_FIRST,
  KOREAN_LAST_F,
  KOREAN_LAST_M,
  KOREAN_SURNAMES,
  NAMES,
  type Group,
} from './name-lists.ts'
import type { Random } from './random.ts'
import { rareGiven, rareSurname } from './rare-names.ts'

export type Gender = 'F' | 'M'

export interface TrueName {
  /** Syllables of one East Asian name, or one Western name; accents as in the family's papers. */
  given: string[]
  isSyllabic: boolean
  alias: string | null
  middle: string | null
  family: string[]
  suffix: string | null
  /** A surname borne before or beside the present one. */
  former: string[] | null
  /** How the papers write syllables. */
  style: 'joined' | 'split' | 'hyphen'
  /** Pinyin, Taiwan, Hong Kong. */
  system: 0 | 1 | 2
}

const MIDDLES = 'a b c d e f g h j k l m n p r s t v w'.split(' ')

const GROUPS: [Group, number][] = [
  ['korean', 22],
  ['chinese', 30],
  ['japanese', 5],
  ['vietnamese', 2],
  ['jewish', 10],
  ['anglo', 14],
  ['hispanic', 7],
  ['italian', 5],
  ['russian', 4],
  ['indian', 1],
]

export const inventGroup = (random: Random): Group => random.weighted(GROUPS)

const spelled = (entry: readonly string[], system: 0 | 1 | 2): string => entry[system] ?? ''

export function inventFamily(random: Random, group: Group, system: 0 | 1 | 2): string[] {
  if (group === 'korean') return [random.pickCommon(KOREAN_SURNAMES, 1.6)]
  if (group === 'chinese') return [spelled(random.pickCommon(CHINESE_SURNAMES, 1.7), system)]
  const draw = (): string[] => {
    const rare = random.chance(0.65) ? rareSurname(random, group) : null
    return rare === null ? random.pickCommon(NAMES[group].family, 1.5).split('_') : [rare]
  }
  return group === 'hispanic' && random.chance(0.6) ? [...draw(), ...draw()] : draw()
}

function inventGiven(random: Random, group: Group, gender: Gender, system: 0 | 1 | 2): string[] {
  const aliases = gender === 'F' ? ALIASES_F : ALIASES_M
  if (group === 'korean') {
    if (random.chance(0.25)) return [random.pickCommon(aliases)]
    const last = gender === 'F' ? KOREAN_LAST_F : KOREAN_LAST_M
    const first = random.pickCommon(KOREAN_FIRST, 1.5)
    return random.chance(0.06) ? [first] : [first, random.pickCommon(last, 1.4)]
  }
  if (group === 'chinese') {
    if (random.chance(0.2)) return [random.pickCommon(aliases)]
    const first = spelled(random.pickCommon(CHINESE_SYLLABLES, 1.3), system)
    if (random.chance(system === 0 ? 0.35 : 0.03)) return [first]
    return [first, spelled(random.pick(CHINESE_SYLLABLES), system)]
  }
  const rare = random.chance(0.45) ? rareGiven(random, group, gender) : null
  if (rare !== null) return [rare]
  const names = gender === 'F' ? NAMES[group].women : NAMES[group].men
  return random.pickCommon(names, 1.4).split('_')
}

/** Gives a woman a surname that she had before or has beside her own. */
function formerName(random: Random, group: Group, gender: Gender): string[] | null {
  if (gender === 'M' || !random.chance(0.14)) return null
  const other = random.chance(0.6) ? group : inventGroup(random)
  return inventFamily(random, other, 0).slice(0, 1)
}

export function inventName(random: Random, group: Group, gender: Gender): TrueName {
  const system = random.weighted([
    ['0', 6],
    ['1', 2],
    ['2', 2],
  ])
  const systemIndex = system === '0' ? 0 : system === '1' ? 1 : 2
  const given = inventGiven(random, group, gender, systemIndex)
  const eastern = group === 'korean' || group === 'chinese'
  const western =
    eastern && (ALIASES_F.includes(given[0] ?? '') || ALIASES_M.includes(given[0] ?? ''))
  const aliases = gender === 'F' ? ALIASES_F : ALIASES_M
  const hasMiddle = !eastern && random.chance(0.55)
  const middleNames = group === 'korean' || group === 'chinese' ? ALIASES_F : NAMES[group]
  const wholeMiddle = 'women' in middleNames ? middleNames[gender === 'F' ? 'women' : 'men'] : []
  return {
    given,
    isSyllabic: eastern && !western,
    alias: eastern && !western && random.chance(0.4) ? random.pickCommon(aliases) : null,
    middle: !hasMiddle
      ? null
      : random.chance(0.5)
        ? random.pick(MIDDLES)
        : random
            .pick(wholeMiddle.filter((each) => each !== given.join('_')))
            .split('_')
            .join(' '),
    family: inventFamily(random, group, systemIndex),
    suffix: null,
    former: formerName(random, group, gender),
    style:
      group === 'chinese' && systemIndex === 0
        ? random.weighted([['joined', 8] as const, ['split', 2] as const])
        : random.weighted([
            ['split', 5],
            ['hyphen', 3],
            ['joined', 3],
          ]),
    system: systemIndex,
  }
}

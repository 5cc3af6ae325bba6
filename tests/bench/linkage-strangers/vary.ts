/** One person's name as a form may have it; each change leaves a tag by which errors are counted. */
import type { TrueName } from './invent-name.ts'
import type { Random } from './random.ts'
import { joinGiven, respell, shortForm, slip } from './spoil.ts'

export interface NameParts {
  given: string
  middle: string
  family: string
  suffix: string
}

/** How probable each change is, where the name allows it. */
export interface Habits {
  former: number
  bothNames: number
  dropSecondFamily: number
  restyle: number
  respell: number
  alias: number
  aliasBeside: number
  short: number
  noMiddle: number
  initialMiddle: number
  byMiddle: number
  slip: number
  cutShort: number
  initialOnly: number
  swap: number
  noSuffix: number
}

export const ROLL_HABITS: Habits = {
  former: 0.45,
  bothNames: 0.15,
  dropSecondFamily: 0.1,
  restyle: 0,
  respell: 0,
  alias: 0,
  aliasBeside: 0.15,
  short: 0.01,
  noMiddle: 0.15,
  initialMiddle: 0.3,
  byMiddle: 0,
  slip: 0.007,
  cutShort: 0,
  initialOnly: 0,
  swap: 0.004,
  noSuffix: 0.2,
}

export const TYPED_HABITS: Habits = {
  former: 0.2,
  bothNames: 0.25,
  dropSecondFamily: 0.4,
  restyle: 0.4,
  respell: 0.02,
  alias: 0.2,
  aliasBeside: 0.2,
  short: 0.12,
  noMiddle: 0.4,
  initialMiddle: 0.4,
  byMiddle: 0.015,
  slip: 0.03,
  cutShort: 0.01,
  initialOnly: 0.01,
  swap: 0.02,
  noSuffix: 0.5,
}

function familyOf(random: Random, name: TrueName, habits: Habits, tags: string[]): string {
  let family = name.family
  if (family.length > 1 && name.former === null && random.chance(habits.dropSecondFamily)) {
    const isParticle = ['de', 'del', 'la', 'di', 'st.'].includes(family[0] ?? '')
    if (!isParticle) {
      family = family.slice(0, 1)
      tags.push('one of two surnames')
    }
  }
  const own = family.join(family.length === 2 && random.chance(0.2) ? '-' : ' ')
  if (name.former === null) return own
  const former = name.former.join(' ')
  if (random.chance(habits.former)) {
    tags.push('former surname')
    return former
  }
  if (!random.chance(habits.bothNames)) return own
  tags.push('both surnames')
  const pair = random.chance(0.7) ? [former, own] : [own, former]
  return pair.join(random.chance(0.6) ? '-' : ' ')
}

function givenOf(random: Random, name: TrueName, habits: Habits, tags: string[]): [string, string] {
  const middle = name.middle ?? ''
  const isRestyled = name.isSyllabic && name.given.length > 1 && random.chance(habits.restyle)
  const style = isRestyled ? random.pick(['joined', 'split', 'hyphen'] as const) : name.style
  if (style !== name.style) tags.push('other spacing')
  const own = joinGiven(name, style)
  if (name.alias !== null && random.chance(habits.alias)) {
    tags.push('alias alone')
    return [name.alias, '']
  }
  if (name.alias !== null && random.chance(habits.aliasBeside)) {
    tags.push('alias beside')
    return random.chance(0.5) ? [name.alias, own] : [own, name.alias]
  }
  const short = random.chance(habits.short) ? shortForm(random, own) : null
  if (short !== null) {
    tags.push('short form')
    return [short, middle]
  }
  if (middle.length > 1 && random.chance(habits.byMiddle)) {
    tags.push('goes by the middle name')
    return [random.chance(0.5) ? own.charAt(0) : '', middle]
  }
  return [own, middle]
}

/** Damage that befalls a name whatever it is. */
function damage(random: Random, parts: NameParts, habits: Habits, tags: string[]): NameParts {
  const { given, family } = parts
  if (random.chance(habits.slip)) {
    tags.push('slip')
    if (random.chance(0.5)) return { ...parts, given: slip(random, given) }
    return { ...parts, family: slip(random, family) }
  }
  if (given.length > 5 && random.chance(habits.cutShort)) {
    tags.push('cut short')
    return { ...parts, given: given.slice(0, 3 + random.below(2)), middle: '' }
  }
  if (random.chance(habits.initialOnly)) {
    tags.push('initial only')
    return { ...parts, given: given.charAt(0) }
  }
  if (random.chance(habits.swap)) {
    tags.push('swapped')
    return { ...parts, given: family, family: given }
  }
  return parts
}

/** Draws one rendering of a name; what was done to it is added to `tags`. */
export function varyName(
  random: Random,
  truth: TrueName,
  habits: Habits,
  tags: string[],
): NameParts {
  const isRespelled = truth.isSyllabic && random.chance(habits.respell)
  const name = isRespelled ? respell(random, truth) : truth
  if (isRespelled) tags.push('other romanization')
  const family = familyOf(random, name, habits, tags)
  const [given, middle] = givenOf(random, name, habits, tags)
  const keepsMiddle = tags.some((tag) => tag === 'alias beside' || tag.startsWith('goes by'))
  const cut = random.weighted([
    ['none', habits.noMiddle],
    ['initial', habits.initialMiddle],
    ['whole', 1 - habits.noMiddle - habits.initialMiddle],
  ])
  const shown = keepsMiddle || cut === 'whole' ? middle : cut === 'none' ? '' : middle.charAt(0)
  const suffix = name.suffix !== null && !random.chance(habits.noSuffix) ? name.suffix : ''
  return damage(random, { given, middle: shown, family, suffix }, habits, tags)
}

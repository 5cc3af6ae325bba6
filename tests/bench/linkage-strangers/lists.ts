/** What the rolls, NPPES and the certification directory say of the strangers. */
import type { Site, Stranger } from './people.ts'
import type { Random } from './random.ts'
import { rowOf, type Entry, type Row } from './rows.ts'
import { capitalize, slipDigit, withoutAccents } from './spoil.ts'
import { ROLL_HABITS, TYPED_HABITS, varyName, type Habits, type NameParts } from './vary.ts'

const upper = (text: string): string => withoutAccents(text).toUpperCase()

const line = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ')

function rollName(state: string, parts: NameParts): Partial<Row> {
  const { given, middle, family, suffix } = parts
  if (state === 'NY') return { full_name: upper(line(family, given, middle, suffix)) }
  if (state === 'NJ') {
    return {
      given_name: capitalize(withoutAccents(line(given, middle))),
      family_name: capitalize(withoutAccents(line(family, suffix && `${suffix}.`))),
    }
  }
  return { full_name: capitalize(withoutAccents(line(given, middle, family, suffix))) }
}

const townOf = (site: Site, withPostalCode: boolean): Partial<Row> => ({
  city: site.town.city,
  state: site.town.state,
  postal_code: withPostalCode ? site.town.postalCode : '',
})

/** The entry on a state's roll; half of all addresses of record are homes. */
export function rollEntry(random: Random, stranger: Stranger, isSecond: boolean): Entry {
  const license = (isSecond ? stranger.second : null) ?? stranger.license
  const tags = isSecond ? ['second license'] : []
  const parts = varyName(random, stranger.name, ROLL_HABITS, tags)
  const isHome = random.chance(0.5)
  if (isHome) tags.push('home on the roll')
  return {
    of: stranger.id,
    tags: tags.map((tag) => (tag.includes('roll') || isSecond ? tag : `${tag} (roll)`)),
    row: rowOf({
      ...rollName(license.state, parts),
      ...townOf(isHome ? stranger.home : stranger.work, random.chance(0.5)),
      license_state: license.state,
      license_number: license.number,
    }),
  }
}

/** The number as its owner types it: spaces, prefixes and zeros are not sacred. */
function written(random: Random, number: string): string {
  if (!random.chance(0.3)) return number
  if (number.startsWith('25MZ')) {
    return random.chance(0.5) ? number.slice(2) : `${number.slice(0, 4)} ${number.slice(4)}`
  }
  return random.chance(0.5) ? number.replace(/^0+/, '') : `AC${number}`
}

function typedLicense(random: Random, stranger: Stranger, tags: string[]): Partial<Row> {
  const { state, number } = stranger.license
  const kind = random.weighted([
    ['missing', 20],
    ['slip', 3],
    ['elsewhere', 3],
    ['wrong state', 1],
    ['second', stranger.second ? 30 : 0],
    ['right', 73],
  ])
  tags.push(`license ${kind}`)
  if (kind === 'missing') return {}
  if (kind === 'second' && stranger.second) {
    return { license_state: stranger.second.state, license_number: stranger.second.number }
  }
  if (kind === 'slip') return { license_state: state, license_number: slipDigit(random, number) }
  if (kind === 'elsewhere') {
    const other = random.pick(['CA', 'FL', 'PA', 'MA'])
    return { license_state: other, license_number: `AC${1000 + random.below(9000)}` }
  }
  if (kind === 'wrong state') {
    const other = random.pick(['NY', 'NJ', 'CT'].filter((each) => each !== state))
    return { license_state: other, license_number: number }
  }
  return { license_state: state, license_number: written(random, number) }
}

function placeOf(random: Random, stranger: Stranger, tags: string[]): Site {
  const place = random.weighted([
    ['work', 80],
    ['past', 14],
    ['home', 6],
  ])
  if (place === 'past') tags.push('moved')
  return stranger[place]
}

const DEGREES = ['L.Ac.', 'LAc', 'MSOM', 'L.AC, MS', 'DACM', 'MSTOM, L.Ac', '']

/** An NPPES entry as its owner typed it. */
export function nppesEntry(
  random: Random,
  stranger: Stranger,
  habits: Habits = TYPED_HABITS,
): Entry {
  const tags: string[] = []
  const { given, middle, family, suffix } = varyName(random, stranger.name, habits, tags)
  const degreeInside = random.chance(0.02)
  if (degreeInside) tags.push('degree inside the name')
  const site = placeOf(random, stranger, tags)
  const license = typedLicense(random, stranger, tags)
  const shape = random.chance(0.7) ? upper : (text: string) => capitalize(text)
  const zip = site.town.postalCode + (random.chance(0.6) ? String(1000 + random.below(8999)) : '')
  return {
    of: stranger.id,
    tags,
    row: rowOf({
      given_name: shape(line(given, middle)),
      family_name: shape(line(family, suffix, degreeInside ? 'lac' : '')),
      credentials: random.pick(DEGREES),
      street: random.chance(0.5) ? site.street.toUpperCase().replace(',', '') : site.street,
      city: site.town.city.toUpperCase(),
      state: site.town.state,
      postal_code: zip,
      phone: random.chance(0.04) ? '' : site.phone.replaceAll(/\D/g, ''),
      npi: stranger.npi,
      ...license,
    }),
  }
}

const BOARD_DEGREES = [
  'L.Ac.',
  'Dipl. Ac.',
  'Dipl. O.M. (NCCAOM)',
  'MSOM, L.Ac.',
  'DAOM, Dipl. OM',
  '',
]

function boardName(random: Random, stranger: Stranger, tags: string[]): string {
  const { given, middle, family, suffix } = varyName(random, stranger.name, TYPED_HABITS, tags)
  const { alias } = stranger.name
  const dotted = middle.length === 1 ? `${middle}.` : middle
  const degree = random.pick(BOARD_DEGREES)
  const tail = degree === '' ? '' : `, ${degree}`
  const end = suffix === '' ? '' : random.chance(0.5) ? `, ${suffix}.` : ` ${suffix}`
  const shape = random.chance(0.4) ? (text: string) => text : withoutAccents
  const isAliasShown = alias !== null && given !== alias && middle !== alias
  if (isAliasShown && random.chance(0.25)) {
    tags.push('alias in quotes')
    return shape(capitalize(`${given} "${alias}" ${family}`)) + tail
  }
  if (random.chance(0.04)) {
    tags.push('surname first, comma')
    return shape(capitalize(`${family}, ${line(given, dotted)}`)) + tail
  }
  if (stranger.name.isSyllabic && random.chance(0.06)) {
    tags.push('surname first, no comma')
    return shape(capitalize(line(family, given, dotted))) + tail
  }
  if (random.chance(0.03)) return `Dr. ${shape(capitalize(line(given, dotted, family)))}${tail}`
  return shape(capitalize(line(given, dotted, family))) + capitalize(end) + tail
}

/** An entry of the certification directory: a name, a town, little else. */
export function boardEntry(random: Random, stranger: Stranger): Entry {
  const tags: string[] = []
  const name = boardName(random, stranger, tags)
  const site = placeOf(random, stranger, tags)
  return {
    of: stranger.id,
    tags,
    row: rowOf({ full_name: name, ...townOf(site, random.chance(0.3)) }),
  }
}

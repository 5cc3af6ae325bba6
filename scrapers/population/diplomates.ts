/** What the certification board knows of an invented diplomate, and what the person says there. */
import type { Designation } from '#src/core/words.ts'
import type { Identity } from './identity.ts'
import type { InventedDiplomate } from './person.ts'
import { type Random, weigh } from './random.ts'
import {
  ABOUT_OTHER,
  ABOUT_TRAINED,
  APM_PROGRAMS,
  PROGRAMS,
  SCHOOLS,
  TRI_STATE,
} from './schools.ts'

export function inventDiplomate(random: Random, id: number, identity: Identity): InventedDiplomate {
  const isTriState = random.chance(0.12)
  const isListed = random.chance(0.8)
  return {
    // 271 shares no divisor with 900000, so no two ids below that meet.
    number: String(1000 + ((id * 271) % 900_000)),
    designations: random.weighted(DESIGNATION_SETS),
    displayName: toDisplayName(random, identity),
    isListed,
    education: inventEducation(random, isTriState),
    about: inventAbout(random, isTriState),
    badgeUrl: random.chance(0.7) ? inventBadgeUrl(random) : null,
  }
}

const DESIGNATION_SETS = weigh<Designation[]>(
  [
    ['Dipl. Ac.'],
    ['Dipl. O.M.'],
    ['Dipl. Ac.', 'Dipl. C.H.'],
    ['Dipl. Ac.', 'Dipl. C.H.', 'Dipl. O.M.'],
    ['Dipl. AHM'],
    ['Dipl. Ac.', 'Dipl. A.B.T.'],
    [],
  ],
  (_, rank) => [52, 28, 9, 6, 2, 1.5, 1.5][rank] ?? 0,
)

/** The name as the person typed it: a nickname in quotes, degrees behind, in any spelling. */
function toDisplayName(random: Random, { name, otherNames }: Identity): string {
  const alias = otherNames.find((other) => other.family === name.family)
  const nickname = alias && random.chance(0.35) ? `"${alias.given}"` : null
  const middle = name.middle?.length === 1 ? `${name.middle}.` : name.middle
  const suffix = name.suffix === 'III' ? 'III' : name.suffix && `${name.suffix}.`
  const words = [name.given, nickname, random.chance(0.8) ? middle : null, name.family, suffix]
  const degrees = random.chance(0.2) ? random.pick(DEGREE_TAILS) : ''
  return words.filter(Boolean).join(' ') + degrees
}
const DEGREE_TAILS = [
  ' L.Ac.',
  ', L.Ac.',
  ' Dacm, Lac',
  ' Dacm, Lac, Lmt',
  ', DAOM, L.Ac',
  ' LAc',
  ', MSOM',
  ' Phd Lac',
  ' L.Ac., Dipl. O.M.',
  ' D Ac.',
]

function inventEducation(random: Random, isTriState: boolean): InventedDiplomate['education'] {
  const other = { school: random.pick(SCHOOLS), program: random.pick(PROGRAMS) }
  if (!isTriState) return random.chance(0.75) ? [other] : []
  const triState = { school: random.pick(TRI_STATE), program: random.pick(APM_PROGRAMS) }
  return random.chance(0.25) ? [other, triState] : [triState]
}

function inventAbout(random: Random, isTriState: boolean): string | null {
  if (random.chance(isTriState ? 0.4 : 0.05)) return random.pick(ABOUT_TRAINED)
  return random.chance(0.45) ? random.pick(ABOUT_OTHER) : null
}

const BADGE_CHARS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function inventBadgeUrl(random: Random): string {
  const id = Array.from({ length: 22 }, () => BADGE_CHARS[random.int(0, 63)]).join('')
  return `https://digitalbadge.ncbahm.org/DiplomateBadgeProfile/${id}==`
}

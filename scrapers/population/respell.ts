/** The same name as another registry has it: other spacing, order, marks, or an older family name. */
import { joinSyllables, type Identity } from './identity.ts'
import type { InventedName } from './person.ts'
import type { Random } from './random.ts'

/** A different way to write the person's name, or null where nothing about it is likely to vary. */
export function respell(random: Random, identity: Identity): InventedName | null {
  const { name, otherNames } = identity
  if (otherNames.length > 0 && random.chance(0.45)) return random.pick(otherNames)
  if (random.chance(0.04)) return { ...name, given: name.family, family: name.given }
  const ways = WAYS.map((way) => way(random, identity)).filter((way) => way !== null)
  return ways.length > 0 ? random.pick(ways) : null
}

type Way = (random: Random, identity: Identity) => InventedName | null

const WAYS: Way[] = [
  // Ki Nam → Kinam, Ki-Nam, or Ki with the middle name Nam.
  (random, { name, syllables }) => {
    if (!syllables) return null
    if (random.chance(0.3)) return { ...name, given: syllables[0], middle: syllables[1] }
    const joiner = ['', ' ', '-'].filter((way) => joinSyllables(syllables, way) !== name.given)
    return { ...name, given: joinSyllables(syllables, random.pick(joiner)) }
  },
  (random, { name }) => {
    if (name.middle === null) return null
    if (random.chance(0.5) || name.middle.length === 1) return { ...name, middle: null }
    return { ...name, middle: name.middle.slice(0, 1) }
  },
  // José → Jose, O'Brien → OBrien: forms that drop what is not a letter.
  (_, { name }) => {
    const bare = { ...name, given: toBare(name.given), family: toBare(name.family) }
    return bare.given === name.given && bare.family === name.family ? null : bare
  },
  (random, { name }) => {
    const parts = name.family.split(/[- ]/)
    return parts.length === 2 && (parts[0]?.length ?? 0) > 3
      ? { ...name, family: random.pick([parts.join(' '), parts.join('-'), parts[0] ?? '']) }
      : null
  },
  (_, { name }) => (name.suffix ? { ...name, suffix: null } : null),
]

const toBare = (text: string): string => text.normalize('NFD').replaceAll(/[\p{M}']/gu, '')

/** How names get changed on the way into a list. */
import {
  CHINESE_SURNAMES,
  CHINESE_SYLLABLES,
  KOREAN_OTHER_SPELLINGS,
  SHORT_FORMS,
} from './name-lists.ts'
import type { TrueName } from './invent-name.ts'
import type { Random } from './random.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** One slip: a letter left out, put in, doubled, changed, or two swapped. */
export function slip(random: Random, word: string): string {
  if (word.length < 3) return word
  const at = 1 + random.below(word.length - 1)
  const before = word.slice(0, at)
  const letter = LETTERS.charAt(random.below(26))
  const kind = random.below(5)
  if (kind === 0) return before + word.slice(at + 1)
  if (kind === 1) return before + letter + word.slice(at)
  if (kind === 2) return before + word.charAt(at - 1) + word.slice(at)
  if (kind === 3) return before + letter + word.slice(at + 1)
  return before.slice(0, -1) + word.charAt(at) + before.slice(-1) + word.slice(at + 1)
}

/** One digit of a number wrong. */
export function slipDigit(random: Random, number: string): string {
  const places = Array.from(number).flatMap((char, at) => (/\d/.test(char) ? [at] : []))
  const running = places.slice(
    number.startsWith('25MZ') ? 4 : 0,
    number.startsWith('25MZ') ? -2 : 99,
  )
  const at = random.pick(running.length > 2 ? running.slice(-4) : running)
  const digit = (Number(number.charAt(at)) + 1 + random.below(9)) % 10
  return number.slice(0, at) + String(digit) + number.slice(at + 1)
}

export const withoutAccents = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{Mn}/gu, '')

export const capitalize = (text: string): string =>
  text.replaceAll(
    /(^|[\s\-'."(])(\p{L})/gu,
    (_, gap: string, letter: string) => gap + letter.toUpperCase(),
  )

export function joinGiven(name: TrueName, style: TrueName['style']): string {
  if (!name.isSyllabic) return name.given.join(' ')
  return name.given.join(style === 'joined' ? '' : style === 'hyphen' ? '-' : ' ')
}

export function shortForm(random: Random, given: string): string | null {
  const forms = SHORT_FORMS[withoutAccents(given)]
  return forms ? random.pick(forms) : null
}

function respelledWord(random: Random, word: string, groups: readonly string[][]): string {
  const group = groups.find((spellings) => spellings.includes(word))
  return group ? random.pick(group) : word
}

/** The same name by another romanization. */
export function respell(random: Random, name: TrueName): TrueName {
  if (!name.isSyllabic) return name
  const isKorean = KOREAN_OTHER_SPELLINGS.some((group) =>
    name.given.concat(name.family).some((word) => group.includes(word)),
  )
  const chinese = random.chance(0.5) ? CHINESE_SURNAMES : CHINESE_SYLLABLES
  const groups = isKorean ? KOREAN_OTHER_SPELLINGS : chinese
  return {
    ...name,
    given: name.given.map((word) => respelledWord(random, word, groups)),
    family: name.family.map((word) => respelledWord(random, word, groups)),
  }
}

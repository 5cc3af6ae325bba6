/** A name into folded words, each with the part that the list gives it, if it gives one. */
import { fold, stripDegrees } from '../names.ts'
import type { LinkNameInput } from './person.ts'

export const ROLE = { unknown: 0, given: 1, middle: 2, family: 3 } as const
export const SUFFIXES = ['', 'jr', 'sr', 'ii', 'iii', 'iv'] as const

export interface ParsedName {
  /** Folded; one letter is an initial. At most `WORDS_MAX`. */
  words: string[]
  /** A `ROLE` for each word. */
  roles: number[]
  /** Position in `SUFFIXES`; 0 for none. */
  suffix: number
  /**
   * Names of more than a letter as they stand apart on paper: `J. Kim-Park` and `M. de la Cruz` have
   * one, a family name that husband and wife may share.
   */
  parts: number
}

/** More words than this are no name of a person. */
export const WORDS_MAX = 8

const QUOTED = /["“”(]([^"“”()]+)["“”)]/g

/**
 * The name, and a second one where another given name stands in quotes or brackets:
 * `Ming "David" Chen` is also David Chen.
 */
export function parseName(input: LinkNameInput): ParsedName[] {
  const { full, given, middle, family, suffix } = input
  if (family !== null && family.trim() !== '' && (given ?? '').trim() !== '') {
    const parts = [
      { text: plainPart(given ?? ''), role: ROLE.given },
      { text: plainPart(middle ?? ''), role: ROLE.middle },
      { text: plainPart(family), role: ROLE.family },
      { text: suffix ?? '', role: ROLE.unknown },
    ]
    return withAlias(given ?? '', (without, alias) =>
      toName(
        parts.map((part) =>
          part.role === ROLE.given ? { ...part, text: plainPart(alias ?? without) } : part,
        ),
      ),
    )
  }
  const text = full ?? [given, middle, family, suffix].filter(Boolean).join(' ')
  return withAlias(text, (without, alias) => parseFull(without, alias))
}

/** `make` for the text without what is quoted, and again for each quoted alias. */
function withAlias(
  text: string,
  make: (without: string, alias: string | null) => ParsedName,
): ParsedName[] {
  if (!/["“”(]/.test(text)) return [make(text, null)]
  const without = text.replaceAll(QUOTED, ' ')
  const aliases = [...text.matchAll(QUOTED)].map(([, alias = '']) => alias)
  return [make(without, null), ...aliases.slice(0, 2).map((alias) => make(without, alias))]
}

/** Family name first where a comma says so; else nobody knows which word is whose. */
function parseFull(text: string, alias: string | null): ParsedName {
  const plain = stripDegrees(text)
  const comma = plain.indexOf(',')
  if (comma > 0) {
    const [before, behind] = [plain.slice(0, comma), plain.slice(comma + 1)]
    if (SUFFIXES.includes(toSuffix(behind)) && toSuffix(behind) !== '') {
      return toName([{ text: `${before} ${behind}`, role: ROLE.unknown }])
    }
    return toName([
      { text: alias ?? behind, role: ROLE.given },
      { text: before, role: ROLE.family },
    ])
  }
  if (alias === null) return toName([{ text: plain, role: ROLE.unknown }])
  // The alias takes the place of everything but the last word, which is the family name.
  const words = plain.trim().split(/\s+/)
  return toName([
    { text: alias, role: ROLE.unknown },
    { text: words.at(-1) ?? '', role: ROLE.unknown },
  ])
}

const toSuffix = (text: string): (typeof SUFFIXES)[number] => {
  const folded = fold(text)
  return SUFFIXES.find((suffix) => suffix !== '' && suffix === folded) ?? ''
}

/** Degrees stand behind a comma or with dots, even in a column for the family name. */
const plainPart = (text: string): string =>
  /[,.]/.test(text) && text.length > 2 ? stripDegrees(text) : text

function toName(parts: { text: string; role: number }[]): ParsedName {
  const name: ParsedName = { words: [], roles: [], suffix: 0, parts: 0 }
  for (const { text, role } of parts) {
    for (const chunk of text.split(/[\s,]+/)) addChunk(name, foldName(chunk), role)
  }
  return name
}

function addChunk(name: ParsedName, folded: string, role: number): void {
  if (folded === '') return
  let isPart = false
  for (const word of folded.split(' ')) {
    const suffix = name.words.length > 0 ? SUFFIXES.findIndex((one) => one === word) : -1
    if (suffix > 0) name.suffix = suffix
    else if (name.words.length < WORDS_MAX) {
      name.words.push(word)
      name.roles.push(role)
      isPart ||= word.length > 1 && !PARTICLES.has(word)
    }
  }
  if (isPart) name.parts += 1
}

const PARTICLES = new Set(
  'da das de del della der di do dos du el la las le los mac san st van von'.split(' '),
)

/** Most names are plain letters already. */
const foldName = (text: string): string =>
  /^[a-zA-Z]+(?: [a-zA-Z]+)*$/.test(text) ? text.toLowerCase() : fold(text)

/** Beginnings of names that make up the whole list together, and how one of them is divided. */
import { LayoutError } from '../lib/errors.ts'
import type { ListedLicense } from './pages.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
/** What may stand behind a letter beside another: `O'NEIL`, `O SUNG`, `O-YANG`. */
const MARKS = [' ', '-', "'"]

export const FIRST_PREFIXES: readonly string[] = LETTERS

/** Nobody needs as many letters to be told from hundreds of others. */
const PREFIX_LENGTH_MAX = 12

/**
 * The parts that make up a part together, `met` being characters seen behind it. Throws
 * `LayoutError` where it is so long that dividing it further helps nobody.
 */
export function split(prefix: string, met: string[]): string[] {
  if (prefix.length >= PREFIX_LENGTH_MAX) {
    throw new LayoutError(
      `The names with ${prefix.length} letters in common are still more than the registry lets anybody read.`,
    )
  }
  // A registry that trims would answer two spaces as it answers one, again and again.
  const marks = MARKS.includes(prefix.at(-1) ?? '') ? [] : MARKS
  return [...new Set([...LETTERS, ...marks, ...met])].map((next) => prefix + next)
}

/** Characters behind the prefix, in the names that begin with it. */
export const charactersBehind = (prefix: string, licenses: ListedLicense[]): string[] => [
  ...new Set(
    licenses
      .map(({ name }) => toPlain(name))
      .filter((name) => name.startsWith(prefix))
      .flatMap((name) => name[prefix.length] ?? []),
  ),
]

/** Whether the names were looked for at their beginning, a last space perhaps trimmed off. */
export const areBeginnings = (prefix: string, licenses: ListedLicense[]): boolean =>
  licenses.filter(({ name }) => toPlain(name).startsWith(prefix.trimEnd())).length >=
  licenses.length * 0.9

/**
 * Throws `LayoutError` where most names do not have the text in them that was asked for: then the
 * registry does not look at it. Whether it looks at the beginning only is not confirmed.
 */
export function requireMatches(prefix: string, licenses: ListedLicense[]): void {
  const wanted = toLetters(prefix)
  const fitting = licenses.filter(({ name }) => toLetters(name).includes(wanted))
  if (fitting.length * 2 >= licenses.length) return
  throw new LayoutError(
    `Of ${licenses.length} names sent for "${prefix}" only ${fitting.length} have it in them: the registry ignores the name.`,
  )
}

const toPlain = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()

const toLetters = (text: string): string => toPlain(text).replaceAll(/[^A-Z]/g, '')

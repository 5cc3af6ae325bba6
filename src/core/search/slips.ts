/**
 * Misspelt words without comparing them with every word there is: a word is filed under itself and
 * under each form with one letter left out, so that two words a slip or two apart meet in a form.
 * Forms are kept as numbers; two that share one by chance are told apart by counting the edits.
 */
import { countEdits } from '../linkage/edits.ts'

/** Shorter words have too many neighbors, longer ones too many forms. */
const LETTERS_MIN = 3
const LETTERS_MAX = 24
/** From so many letters on, two slips are forgiven. */
const TWO_SLIPS_LETTERS_MIN = 7

const NONE = -1

export class Slips {
  readonly #words: readonly string[]
  /** By form: the number of the word, or of several. */
  readonly #byForm = new Map<number, number | number[]>()

  /** Words are named by their places in `words`, which may grow. */
  constructor(words: readonly string[]) {
    this.#words = words
  }

  add(number: number): void {
    const word = this.#words[number] ?? ''
    if (word.length < LETTERS_MIN || word.length > LETTERS_MAX) return
    for (let left = NONE; left < word.length; left += 1)
      this.#file(formOf(word, left, NONE), number)
  }

  #file(form: number, number: number): void {
    const known = this.#byForm.get(form)
    if (known === undefined) this.#byForm.set(form, number)
    else if (typeof known === 'number') {
      if (known !== number) this.#byForm.set(form, [known, number])
    } else if (known.at(-1) !== number) known.push(number)
  }

  /** Words at most two slips from the typed one (one for a short one), each with its slips. */
  find(typed: string): Map<number, number> {
    const found = new Map<number, number>()
    const { length } = typed
    if (!/^[a-z]+$/.test(typed) || length > LETTERS_MAX || length < 2) return found
    const most = length < TWO_SLIPS_LETTERS_MIN ? 1 : 2
    for (const form of formsOf(typed, most)) {
      const numbers = this.#byForm.get(form)
      if (numbers === undefined) continue
      for (const number of typeof numbers === 'number' ? [numbers] : numbers) {
        if (found.has(number)) continue
        const edits = countEdits(typed, this.#words[number] ?? '', most)
        if (edits <= most) found.set(number, edits)
      }
    }
    return found
  }
}

function formsOf(word: string, most: 1 | 2): Set<number> {
  const forms = new Set([formOf(word, NONE, NONE)])
  if (word.length < LETTERS_MIN) return forms
  for (let one = 0; one < word.length; one += 1) {
    forms.add(formOf(word, one, NONE))
    if (most === 1) continue
    for (let other = one + 1; other < word.length; other += 1) forms.add(formOf(word, one, other))
  }
  return forms
}

/** FNV-1a over the word without the letters at the two places, cut to a small integer. */
function formOf(word: string, left: number, alsoLeft: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) {
    if (at === left || at === alsoLeft) continue
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  }
  return hash >> 2
}

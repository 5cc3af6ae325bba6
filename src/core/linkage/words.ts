/** A dictionary: each word once, with a number, how often it came, and how it relates to others. */
import { countEdits } from './edits.ts'
import { hash32 } from './hash.ts'
import { groupsOf, isKnownName, variantOf } from './variants.ts'

/** How two different words may be the same name written otherwise. */
export const RELATION = { none: 0, nickname: 1, spelling: 2, typo: 3, typos: 4, cut: 5 } as const

/** Words shorter than this differ by a letter without any slip: Kim and Kam, Wang and Yang. */
const TYPO_LETTERS_MIN = 4
const TYPOS_LETTERS_MIN = 7
const CUT_LETTERS_MIN = 4

export class Words {
  readonly texts: string[] = []
  readonly counts: number[] = []
  private readonly ids = new Map<string, number>()
  private readonly relations = new Map<number, number>()
  private readonly hashes: number[] = []
  /** Which letters a word has, a bit each; all bits for one that is a form of others. */
  private readonly letters: number[] = []

  get size(): number {
    return this.texts.length
  }

  /** The number of the word, counted once or `times` more. */
  add(text: string, times = 1): number {
    const known = this.ids.get(text)
    if (known !== undefined) {
      this.counts[known] = (this.counts[known] ?? 0) + times
      return known
    }
    const id = this.texts.length
    this.ids.set(text, id)
    this.texts.push(text)
    this.counts.push(times)
    this.hashes.push(hash32(text))
    this.letters.push(groupsOf(text).length > 0 ? ANY_LETTERS : lettersIn(text))
    return id
  }

  /** Two slips change four letters at most; a word that was cut has no letter of its own. */
  private mayRelate(one: number, other: number): boolean {
    const [here = 0, there = 0] = [this.letters[one], this.letters[other]]
    if (here === ANY_LETTERS && there === ANY_LETTERS) return true
    if (here === ANY_LETTERS || there === ANY_LETTERS) {
      return (
        this.textOf(one)[0] === this.textOf(other)[0] ||
        Math.abs(this.textOf(one).length - this.textOf(other).length) <= 1
      )
    }
    const differing = here ^ there
    return (
      (here & differing) === 0 ||
      (there & differing) === 0 ||
      countBits(differing) <= OTHER_LETTERS_MAX
    )
  }

  find(text: string): number | undefined {
    return this.ids.get(text)
  }

  textOf(id: number): string {
    return this.texts[id] ?? ''
  }

  countOf(id: number): number {
    return this.counts[id] ?? 0
  }

  hashOf(id: number): number {
    return this.hashes[id] ?? 0
  }

  /** A `RELATION` between two different words. */
  relate(one: number, other: number): number {
    if (!this.mayRelate(one, other)) return RELATION.none
    const pair = one < other ? one * PAIR + other : other * PAIR + one
    const known = this.relations.get(pair)
    if (known !== undefined) return known
    const relation = relateTexts(this.textOf(one), this.textOf(other))
    if (this.relations.size >= RELATIONS_MAX) this.relations.clear()
    this.relations.set(pair, relation)
    return relation
  }
}

/** Far from each other in letters and length: most pairs, and told at once. */
const ANY_LETTERS = -1
const OTHER_LETTERS_MAX = 4

function lettersIn(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) % 31)
  return letters
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

const PAIR = 2 ** 26
const RELATIONS_MAX = 4_000_000

/** A `RELATION` between two different texts. */
export function relateTexts(one: string, other: string): number {
  const variant = variantOf(one, other)
  if (variant !== 'none') return variant === 'nickname' ? RELATION.nickname : RELATION.spelling
  if (isKnownName(one) && isKnownName(other)) return RELATION.none
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < TYPO_LETTERS_MIN) return RELATION.none
  const most = short.length >= TYPOS_LETTERS_MIN ? 2 : 1
  const edits = countEdits(one, other, most)
  if (edits === 1) return RELATION.typo
  if (short.length >= CUT_LETTERS_MIN && long.startsWith(short)) return RELATION.cut
  return edits === 2 && most === 2 ? RELATION.typos : RELATION.none
}

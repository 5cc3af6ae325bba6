/** How likely it is that a stranger bears a name like this one, by the way in which it is like it. */
import { countEdits } from './edits.ts'
import { hash32 } from './hash.ts'
import type { Chances } from './frequencies.ts'
import { groupsOf } from './variants.ts'
import { RELATION, type Words } from './words.ts'

/** Chance that two initials agree. */
export const INITIAL_CHANCE = 0.08
/** A cut word may have been many. */
const CUT_TIMES = 5
/** Of names two slips away there are more than of those one slip away. */
const TYPOS_TIMES = 6
const ID_BITS = 2 ** 21
const LETTERS_MIN = 4

export class WordChances {
  private readonly variants = new Map<number, number>()
  private readonly neighbors = new Map<number, number>()
  private readonly byGroup: Map<number, number[]>
  /** Words with a letter left out, sorted: hash and number in one. */
  private shortened: Float64Array | null = null

  constructor(
    private readonly words: Words,
    private readonly chances: Chances,
  ) {
    this.byGroup = new Map()
    for (const [id, text] of words.texts.entries()) {
      for (const group of groupsOf(text)) {
        const known = this.byGroup.get(group)
        if (known) known.push(id)
        else this.byGroup.set(group, [id])
      }
    }
  }

  same(id: number): number {
    return this.chances.word[id] ?? 1
  }

  /** `relation` is the one between the two words. */
  related(one: number, other: number, relation: number): number {
    switch (relation) {
      case RELATION.nickname:
      case RELATION.spelling:
        return Math.max(this.ofVariants(one), this.ofVariants(other))
      case RELATION.cut:
        return CUT_TIMES * Math.max(this.same(one), this.same(other))
      case RELATION.typos:
        return TYPOS_TIMES * Math.max(this.ofNeighbors(one), this.ofNeighbors(other))
      default:
        return Math.max(this.ofNeighbors(one), this.ofNeighbors(other))
    }
  }

  /** That a stranger's name is some form of this one. */
  private ofVariants(id: number): number {
    const known = this.variants.get(id)
    if (known !== undefined) return known
    const forms = new Set(
      groupsOf(this.words.textOf(id)).flatMap((group) => this.byGroup.get(group) ?? []),
    )
    const chance = [...forms].reduce((sum, form) => sum + this.same(form), 0)
    this.variants.set(id, chance)
    return chance
  }

  /** That a stranger's name is one slip away from this one. */
  private ofNeighbors(id: number): number {
    const known = this.neighbors.get(id)
    if (known !== undefined) return known
    const text = this.words.textOf(id)
    const near = this.findNear(text)
    let chance = 1 / this.chances.people
    for (const other of near) if (other !== id) chance += this.same(other)
    this.neighbors.set(id, chance)
    return chance
  }

  private findNear(text: string): Set<number> {
    this.shortened ??= this.shorten()
    const { shortened } = this
    const near = new Set<number>()
    for (const form of formsOf(text)) {
      const from = hash32(form) * ID_BITS
      for (let at = lowerBound(shortened, from); at < shortened.length; at += 1) {
        const value = shortened[at] ?? 0
        if (value >= from + ID_BITS) break
        const id = value - from
        if (countEdits(text, this.words.textOf(id), 1) <= 1) near.add(id)
      }
    }
    return near
  }

  private shorten(): Float64Array {
    const packed: number[] = []
    for (const [id, text] of this.words.texts.entries()) {
      if (text.length < LETTERS_MIN || id >= ID_BITS) continue
      for (const form of formsOf(text)) packed.push(hash32(form) * ID_BITS + id)
    }
    return Float64Array.from(packed).sort()
  }
}

/** The word, and the word with each letter left out: two words one slip apart share one of them. */
function formsOf(text: string): string[] {
  const forms = [text]
  for (let at = 0; at < text.length; at += 1) forms.push(text.slice(0, at) + text.slice(at + 1))
  return forms
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

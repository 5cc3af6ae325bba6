/** What two names say together: each word finds its like, and what is left over speaks against. */
import type { LinkageModel, WordLevel } from './model.ts'
import { ROLE } from './parse-name.ts'
import type { Prepared } from './prepare.ts'
import type { LinkTable } from './table.ts'
import { INITIAL_CHANCE, type WordChances } from './word-chances.ts'
import { RELATION } from './words.ts'

/** What became of two names; overwritten by the next comparison. */
export interface NameEvidence {
  bits: number
  /** Words of more than a letter that found their like. */
  matched: number
  /** Both names have a word that the other lacks. */
  isConflict: boolean
  /** Each level that occurred, for counting and for the reasons. */
  levels: WordLevel[]
  /** The matched words of the first name, and their bits. */
  words: number[]
  hasExtra: boolean
  /** Junior and senior. */
  isOtherSuffix: boolean
  isSwapped: boolean
}

const LEVEL_OF: Record<number, WordLevel> = {
  [RELATION.nickname]: 'nickname',
  [RELATION.spelling]: 'spelling',
  [RELATION.typo]: 'typo',
  [RELATION.typos]: 'typos',
  [RELATION.cut]: 'cut',
}

export class NameComparer {
  private readonly wordChances: WordChances
  private readonly evidence: NameEvidence = {
    bits: 0,
    matched: 0,
    isConflict: false,
    levels: [],
    words: [],
    hasExtra: false,
    isOtherSuffix: false,
    isSwapped: false,
  }
  /** Words of either name that have not found their like; -1 where they have. */
  private left: number[] = []
  private right: number[] = []
  private leftRoles: number[] = []
  private rightRoles: number[] = []

  constructor(
    private readonly table: LinkTable,
    private readonly model: LinkageModel,
    private readonly prepared: Prepared,
  ) {
    this.wordChances = prepared.words
  }

  /** Compares name `one` with name `other`, by their numbers in the table; -1 is no name at all. */
  compare(one: number, other: number): NameEvidence {
    const evidence = this.begin()
    if (one === -1 || other === -1) return evidence
    this.load(one, this.left, this.leftRoles)
    this.load(other, this.right, this.rightRoles)
    this.matchSame()
    this.matchJoined(this.left, this.right)
    this.matchJoined(this.right, this.left)
    this.matchRelated()
    this.matchInitials()
    if (evidence.matched === 0) evidence.bits = this.model.name.nothing
    this.judgeRest()
    this.judgeSuffix(one, other)
    return evidence
  }

  private begin(): NameEvidence {
    const { evidence } = this
    evidence.bits = 0
    evidence.matched = 0
    evidence.isConflict = false
    evidence.hasExtra = false
    evidence.isOtherSuffix = false
    evidence.isSwapped = false
    evidence.levels.length = 0
    evidence.words.length = 0
    return evidence
  }

  private load(name: number, words: number[], roles: number[]): void {
    const { wordStart } = this.table
    words.length = 0
    roles.length = 0
    for (let at = wordStart[name] ?? 0; at < (wordStart[name + 1] ?? 0); at += 1) {
      words.push(this.table.words[at] ?? -1)
      roles.push(this.table.roles[at] ?? 0)
    }
  }

  private isInitial(word: number): boolean {
    return this.table.names.textOf(word).length === 1
  }

  private take(leftAt: number, rightAt: number, level: WordLevel, chance: number): void {
    const { evidence } = this
    const word = this.left[leftAt] ?? -1
    evidence.levels.push(level)
    const lifted = level === 'initial' ? chance : Math.min(1, chance * this.liftOf(word))
    evidence.bits += Math.log2(this.model.m.word[level] / lifted)
    if (level !== 'initial') {
      evidence.matched += 1
      evidence.words.push(word)
    }
    const [role, theirs] = [this.leftRoles[leftAt] ?? 0, this.rightRoles[rightAt] ?? 0]
    if (Math.abs(role - theirs) === ROLE.family - ROLE.given && role !== 0 && theirs !== 0) {
      if (!evidence.isSwapped) evidence.bits += this.model.name.swapped
      evidence.isSwapped = true
    }
    this.left[leftAt] = -1
    this.right[rightAt] = -1
  }

  /** The words of a name come together: whoever is called De is likely to be called La as well. */
  private liftOf(word: number): number {
    let lift = 1
    for (const other of this.evidence.words)
      lift = Math.max(lift, this.prepared.chances.lift(word, other))
    return lift
  }

  private matchSame(): void {
    for (const [at, word] of this.left.entries()) {
      if (this.isInitial(word)) continue
      const found = this.right.indexOf(word)
      if (found !== -1) this.take(at, found, 'same', this.wordChances.same(word))
    }
  }

  /** A word of the first that is two words of the second, in either order. */
  private matchJoined(whole: number[], split: number[]): void {
    let free = 0
    for (const word of split) if (word !== -1) free += 1
    if (free < 2) return
    for (const [at, word] of whole.entries()) {
      if (word === -1 || this.table.names.textOf(word).length < 3) continue
      const parts = this.findParts(word, split)
      if (!parts) continue
      const [first, second] = parts
      const chance = Math.max(
        this.wordChances.same(word),
        this.wordChances.same(split[first] ?? 0) * this.wordChances.same(split[second] ?? 0),
      )
      if (whole === this.left) this.take(at, first, 'joined', chance)
      else this.take(first, at, 'joined', chance)
      split[second] = -1
    }
  }

  /** Where the two words stand that make the word together. */
  private findParts(word: number, split: number[]): [number, number] | null {
    const { names } = this.table
    const text = names.textOf(word)
    for (const [first, one] of split.entries()) {
      if (one === -1) continue
      const start = names.textOf(one)
      if (start.length >= text.length || !text.startsWith(start)) continue
      for (const [second, other] of split.entries()) {
        if (other === -1 || second === first) continue
        const end = names.textOf(other)
        if (start.length + end.length === text.length && text.endsWith(end)) return [first, second]
      }
    }
    return null
  }

  private matchRelated(): void {
    const { names } = this.table
    for (const [at, word] of this.left.entries()) {
      if (word === -1 || this.isInitial(word)) continue
      let best = RELATION.none as number
      let found = -1
      for (const [index, other] of this.right.entries()) {
        if (other === -1 || this.isInitial(other)) continue
        const relation = names.relate(word, other)
        if (relation !== RELATION.none && (best === RELATION.none || relation < best)) {
          best = relation
          found = index
        }
      }
      const level = LEVEL_OF[best]
      if (found === -1 || !level) continue
      const other = this.right[found] ?? -1
      this.take(at, found, level, this.wordChances.related(word, other, best))
    }
  }

  private matchInitials(): void {
    const { names } = this.table
    for (const [at, word] of this.left.entries()) {
      if (word === -1) continue
      const found = this.right.findIndex(
        (other) =>
          other !== -1 &&
          (this.isInitial(word) || this.isInitial(other)) &&
          names.textOf(word)[0] === names.textOf(other)[0],
      )
      if (found !== -1) this.take(at, found, 'initial', INITIAL_CHANCE)
    }
  }

  private judgeRest(): void {
    const { evidence, model } = this
    const left = this.countRest(this.left, this.leftRoles)
    const right = this.countRest(this.right, this.rightRoles)
    const conflicts = Math.min(left.words, right.words)
    for (let count = 0; count < conflicts; count += 1) {
      evidence.isConflict = true
      evidence.levels.push('other')
      evidence.bits += Math.log2(model.m.word.other)
    }
    const hasBoth = left.words + left.initials > 0 && right.words + right.initials > 0
    if (left.initials + right.initials > 0 && hasBoth && conflicts === 0) {
      evidence.bits += model.name.otherInitial
      evidence.isConflict = true
    }
    if (evidence.matched === 0) evidence.isConflict = true
    const extra = Math.abs(left.words - right.words)
    if (extra === 0) return
    evidence.hasExtra = true
    const { hasFamily } = left.words > right.words ? left : right
    evidence.bits += extra * (hasFamily ? model.name.extraFamily : model.name.extra)
  }

  private countRest(
    words: number[],
    roles: number[],
  ): { words: number; initials: number; hasFamily: boolean } {
    const rest = { words: 0, initials: 0, hasFamily: false }
    for (const [at, word] of words.entries()) {
      if (word === -1) continue
      if (this.isInitial(word)) rest.initials += 1
      else {
        rest.words += 1
        rest.hasFamily ||= roles[at] === ROLE.family
      }
    }
    return rest
  }

  private judgeSuffix(one: number, other: number): void {
    const { suffix } = this.table
    const [a, b] = [suffix[one] ?? 0, suffix[other] ?? 0]
    if (a === b) return
    const isOther = a !== 0 && b !== 0
    this.evidence.isOtherSuffix = isOther
    this.evidence.bits += isOther ? this.model.name.otherSuffix : this.model.name.suffixOnOne
    // A father and a son share more than a name.
    this.evidence.isConflict = true
  }
}

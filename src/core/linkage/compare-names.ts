/** Whether two names, and nothing else, could be one person's. */
import type { Reason } from './explain.ts'
import type { Decision } from './link-tables.ts'
import { ROLE, parseName, type ParsedName } from './parse-name.ts'
import type { LinkNameInput } from './person.ts'
import { variantOf } from './variants.ts'
import { relateTexts, RELATION } from './words.ts'

export interface NameComparison {
  /** 0 to 1: how well the two fit. It says nothing of how many people bear such a name. */
  score: number
  decision: Decision
  reasons: Reason[]
}

const MATCH_MIN = 0.8
const REVIEW_MIN = 0.45

/** What each way of being alike leaves of the score. */
const FACTORS = {
  joined: 0.97,
  [RELATION.nickname]: 0.93,
  [RELATION.spelling]: 0.9,
  [RELATION.typo]: 0.88,
  /** In a short word: more often another name than a slip. */
  shortTypo: 0.7,
  [RELATION.typos]: 0.7,
  [RELATION.cut]: 0.72,
  cutGiven: 0.85,
  middleInitial: 0.97,
  onlyInitial: 0.7,
  extra: 0.94,
  /** Not between given and family name: it may be half of either. */
  extraElsewhere: 0.76,
  extraFamily: 0.82,
  otherInitial: 0.35,
  otherMiddle: 0.4,
  otherWord: 0.3,
  suffixOnOne: 0.85,
  otherSuffix: 0.2,
} as const

const WORDS: Record<string, string> = {
  joined: 'a name written as one word and as two',
  [RELATION.nickname]: 'given names that are forms of one name',
  [RELATION.spelling]: 'a name spelt in two ways',
  [RELATION.typo]: 'names one letter apart',
  [RELATION.typos]: 'names two letters apart',
  [RELATION.cut]: 'a name cut short',
  cutGiven: 'a given name cut short',
  shortTypo: 'short names one letter apart',
  middleInitial: 'an initial that fits',
  onlyInitial: 'an initial in place of a name',
  extra: 'one has a word more',
  extraElsewhere: 'one has a word more',
  extraFamily: 'one has a family name more',
  otherInitial: 'different initials',
  otherMiddle: 'different middle names',
  otherWord: 'names that differ in a word',
  suffixOnOne: 'a suffix on one of them',
  otherSuffix: 'different suffixes',
}

export function compareNames(left: LinkNameInput, right: LinkNameInput): NameComparison {
  let best: NameComparison = { score: 0, decision: 'no-match', reasons: [] }
  for (const one of parseName(left)) {
    for (const other of parseName(right)) {
      const comparison = compareParsed(one, other)
      if (comparison.score > best.score || best.reasons.length === 0) best = comparison
    }
  }
  return best
}

type Factor = keyof typeof FACTORS

function compareParsed(one: ParsedName, other: ParsedName): NameComparison {
  const rest = { left: toRest(one), right: toRest(other) }
  const factors: Factor[] = []
  let matched = takeSame(rest)
  matched += takeJoined(rest, factors)
  matched += takeRelated(rest, factors)
  const initials = takeInitials(rest)
  if (matched === 0) {
    return { score: 0, decision: 'no-match', reasons: [{ words: 'different names', weight: 0 }] }
  }
  for (let count = 0; count < initials; count += 1) {
    factors.push(matched >= 2 ? 'middleInitial' : 'onlyInitial')
  }
  factors.push(...judgeRest(rest, matched + initials))
  if (one.suffix !== other.suffix) {
    factors.push(one.suffix !== 0 && other.suffix !== 0 ? 'otherSuffix' : 'suffixOnOne')
  }
  // A single word that fits is a family name, or a given one: many people share it.
  const base = matched + initials >= 2 ? 1 : 0.4
  const score = factors.reduce((product, factor) => product * FACTORS[factor], base)
  return { score, decision: decide(score), reasons: toReasons(factors) }
}

const decide = (score: number): Decision =>
  score >= MATCH_MIN ? 'match' : score >= REVIEW_MIN ? 'review' : 'no-match'

const toReasons = (factors: Factor[]): Reason[] =>
  factors.length === 0
    ? [{ words: 'the same words', weight: 0 }]
    : [...new Set(factors)].map((factor) => ({
        words: WORDS[factor] ?? '',
        weight: Math.log2(FACTORS[factor]),
      }))

interface Rest {
  left: Word[]
  right: Word[]
}
interface Word {
  text: string
  role: number
  isTaken: boolean
}

const toRest = ({ words, roles }: ParsedName): Word[] =>
  words.map((text, at) => ({ text, role: roles[at] ?? 0, isTaken: false }))

const isFree = ({ isTaken }: Word): boolean => !isTaken
const isFreeWord = ({ isTaken, text }: Word): boolean => !isTaken && text.length > 1

function take(...words: Word[]): void {
  for (const word of words) word.isTaken = true
}

function takeSame({ left, right }: Rest): number {
  let matched = 0
  for (const one of left.filter(isFreeWord)) {
    const other = right.find((word) => isFreeWord(word) && word.text === one.text)
    if (!other) continue
    take(one, other)
    matched += 1
  }
  return matched
}

function takeJoined({ left, right }: Rest, factors: Factor[]): number {
  let matched = 0
  for (const [whole, split] of [
    [left, right],
    [right, left],
  ] as const) {
    for (const one of whole.filter(isFreeWord)) {
      const pair = findParts(one.text, split.filter(isFree)) ?? findRespelt(one.text, split)
      if (!pair) continue
      take(one, ...pair)
      factors.push('joined')
      matched += 1
    }
  }
  return matched
}

function findParts(text: string, words: Word[]): [Word, Word] | null {
  for (const first of words) {
    if (first.text.length >= text.length || !text.startsWith(first.text)) continue
    const second = words.find((word) => word !== first && first.text + word.text === text)
    if (second) return [first, second]
  }
  return null
}

/** `xiaohong` is `hsiao hung`: two syllables, each in another spelling or the same. */
function findRespelt(text: string, words: Word[]): [Word, Word] | null {
  const isLike = (part: string, word: Word): boolean =>
    isFreeWord(word) && (word.text === part || variantOf(word.text, part) === 'spelling')
  for (let at = 2; at <= text.length - 2; at += 1) {
    const first = words.find((word) => isLike(text.slice(0, at), word))
    const second = words.find((word) => word !== first && isLike(text.slice(at), word))
    if (first && second) return [first, second]
  }
  return null
}

function takeRelated({ left, right }: Rest, factors: Factor[]): number {
  let matched = 0
  for (const one of left.filter(isFreeWord)) {
    const [best] = right
      .filter(isFreeWord)
      .map((word) => ({ word, relation: relateTexts(one.text, word.text) }))
      .filter(({ relation }) => relation !== RELATION.none)
      .sort((a, b) => a.relation - b.relation)
    const factor = best ? toFactor(best.relation, one, best.word) : undefined
    if (!best || !factor) continue
    take(one, best.word)
    factors.push(factor)
    matched += 1
  }
  return matched
}

const SHORT_LETTERS = 5

function toFactor(relation: number, one: Word, other: Word): Factor | undefined {
  const letters = Math.min(one.text.length, other.text.length)
  const isOtherStart = one.text[0] !== other.text[0]
  if (relation === RELATION.typo && (letters <= SHORT_LETTERS || isOtherStart)) return 'shortTypo'
  const isGiven = one.role === ROLE.given && other.role === ROLE.given
  if (relation === RELATION.cut && isGiven) return 'cutGiven'
  return [RELATION.nickname, RELATION.spelling, RELATION.typo, RELATION.typos, RELATION.cut].find(
    (known) => known === relation,
  )
}

function takeInitials({ left, right }: Rest): number {
  let initials = 0
  for (const one of left.filter(isFree)) {
    const other = right.find(
      (word) =>
        !word.isTaken &&
        (word.text.length === 1 || one.text.length === 1) &&
        word.text[0] === one.text[0],
    )
    if (!other) continue
    take(one, other)
    initials += 1
  }
  return initials
}

function judgeRest({ left, right }: Rest, matched: number): Factor[] {
  const [leftRest, rightRest] = [left.filter(isFree), right.filter(isFree)]
  const [leftWords, rightWords] = [left.filter(isFreeWord), right.filter(isFreeWord)]
  if (leftWords.length > 0 && rightWords.length > 0) {
    const isMiddle =
      matched >= 2 && ![...leftWords, ...rightWords].some(({ role }) => role === ROLE.family)
    return [isMiddle ? 'otherMiddle' : 'otherWord']
  }
  if (leftRest.length > 0 && rightRest.length > 0) return ['otherInitial']
  const longer = leftWords.length > 0 ? left : right
  return [...leftWords, ...rightWords].map((word): Factor => {
    if (word.role === ROLE.family) return 'extraFamily'
    return isBetween(word, longer, left, right) ? 'extra' : 'extraElsewhere'
  })
}

/** A middle name: the words around it are the other name's first and last, in that order. */
function isBetween(word: Word, longer: Word[], left: Word[], right: Word[]): boolean {
  if (word.role === ROLE.middle) return true
  const shorter = longer === left ? right : left
  const [first, last] = [shorter[0], shorter.at(-1)]
  return (
    word !== longer[0] &&
    word !== longer.at(-1) &&
    startsAlike(first, longer[0]) &&
    startsAlike(last, longer.at(-1))
  )
}

const startsAlike = (one: Word | undefined, other: Word | undefined): boolean =>
  one !== undefined && other !== undefined && one.text[0] === other.text[0]

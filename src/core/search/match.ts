/** Who fits all the words of a text, and how well: the words one after the other, the rarest first. */
import { initialBit, type People } from './people.ts'
import { isKnown, type ResolvedText, type ResolvedWord } from './resolve.ts'
import { POINTS } from './typed-words.ts'

/** Good until the next search. */
export interface Matches {
  /** Places of the people. */
  people: number[]
  scoreOf: (person: number) => number
  /** Fits as typed, or under another form of the name; others by slips and beginnings only. */
  isStrict: (person: number) => boolean
}

/** People who have some word, with the points that this is worth. */
interface Way {
  people: readonly number[]
  points: number
  isStrict: boolean
}

export function matchText(people: People, { words, numbers }: ResolvedText): Matches {
  const { scores, strict } = people
  scores.begin(people.ids.length)
  strict.begin(people.ids.length)
  const required = words.filter(({ isOptional }) => !isOptional)
  const isAlone = numbers.length > 0 && !(required.length === 1 && required[0]?.isPlace)
  const isHopeless = required.length === 0 || !required.every(isKnown)
  const found = isAlone || isHopeless ? [] : matchWords(people, words, required)
  for (const person of new Set(numbers.flatMap((number) => people.whoHas(number)))) {
    if (!scores.isNoted(person)) found.push(person)
    scores.note(person, (scores.isNoted(person) ? scores.valueOf(person) : 0) + POINTS.number)
    strict.note(person, 1)
  }
  return {
    people: found,
    scoreOf: (person) => scores.valueOf(person),
    isStrict: (person) => strict.isNoted(person),
  }
}

function matchWords(people: People, words: ResolvedWord[], required: ResolvedWord[]): number[] {
  const ways = required
    .map((word) => waysOf(people, word))
    .map((each) => ({ each, size: each.reduce((sum, way) => sum + way.people.length, 0) }))
    .sort((a, b) => a.size - b.size)
  let found: number[] = []
  for (const [round, { each }] of ways.entries()) {
    if (round > 0) {
      people.scores.nextRound()
      people.strict.nextRound()
    }
    found = fitWord(people, each, round === 0)
  }
  for (const word of words) if (word.isOptional) addOptional(people, word.word, found)
  return found
}

/** Those who fitted the words before and have this one in some way, with its points added. */
function fitWord({ ids, scores, strict }: People, ways: Way[], isFirst: boolean): number[] {
  const found: number[] = []
  for (const way of ways) {
    for (const person of way.people) {
      if (way.isStrict && (isFirst || strict.isKnown(person))) strict.note(person, 1)
      // Ways come best first.
      if (scores.isNoted(person)) continue
      if (isFirst ? ids[person] === 0 : !scores.isKnown(person)) continue
      scores.note(person, isFirst ? way.points : scores.valueOf(person) + way.points)
      found.push(person)
    }
  }
  return found
}

function waysOf(people: People, word: ResolvedWord): Way[] {
  const { postings } = people.names
  const of = (number: number): number[] => postings[number] ?? []
  const ways: Way[] = [
    ...[...word.names].map(([number, points]) => ({
      people: of(number),
      points,
      isStrict: points >= POINTS.variant,
    })),
    ...word.halves.map(([head, tail]) => ({
      people: both(of(head), of(tail)),
      points: POINTS.joined,
      isStrict: true,
    })),
  ]
  if (word.isPlace) {
    const there = people.placeWords.get(word.word) ?? []
    ways.push({ people: there, points: POINTS.place, isStrict: true })
  }
  if (word.isNumber) {
    ways.push({ people: people.whoHas(word.word), points: POINTS.exact, isStrict: true })
  }
  return ways.sort((a, b) => b.points - a.points)
}

/** Both ascending. */
function both(one: readonly number[], other: readonly number[]): number[] {
  const found: number[] = []
  let at = 0
  for (const person of one) {
    while (at < other.length && (other[at] ?? 0) < person) at += 1
    if (other[at] === person) found.push(person)
  }
  return found
}

/** Whoever has the word, or a name that begins with the letter, comes before the others. */
function addOptional(people: People, word: string, found: number[]): void {
  const number = people.names.numberOf(word)
  const named = new Set(number === null ? [] : people.names.postings[number])
  const there = new Set(people.placeWords.get(word))
  const bit = word.length === 1 ? initialBit(word) : 0
  for (const person of found) {
    const points = named.has(person)
      ? POINTS.exact
      : there.has(person)
        ? POINTS.place
        : (people.initials[person] ?? 0) & bit
          ? POINTS.initial
          : 0
    if (points > 0) people.scores.note(person, people.scores.valueOf(person) + points)
  }
}

/** Questions whose answer is known: what somebody types who looks for a certain person. */
import { createRandom, mixSeed } from '#scrapers/population/random.ts'
import { type Asked, ASKERS, KINDS, type Kind, wordsOf } from './ask.ts'
import type { BenchPerson } from './people.ts'

export interface Question {
  kind: Kind
  text: string
  /** Everybody who has all the words that were meant; any of them is right. */
  answers: number[]
}

export const QUESTIONS_EACH = 500
/** Names that more people share have no right answer. */
const MAX_BEARERS = 6
/** So many are drawn for each that is kept. */
const DRAWN = 6

/** The same for the same people; fewer than `QUESTIONS_EACH` where not enough names are rare. */
export function createQuestions(size: number, personOf: (id: number) => BenchPerson): Question[] {
  const drawn = KINDS.flatMap((kind) => draw(kind, size, personOf))
  const wanted = new Set(drawn.flatMap(({ meant, typed }) => [...meant, typed].flat()))
  const bearers = createIndex(size, personOf, wanted)
  const left = new Map(KINDS.map((kind) => [kind, QUESTIONS_EACH]))
  return drawn.flatMap(({ kind, text, meant, typed }) => {
    const open = left.get(kind) ?? 0
    const answers = [...new Set(meant.flatMap(bearers))]
    if (open === 0 || answers.length === 0 || answers.length > MAX_BEARERS) return []
    // Misspelt into the name of somebody else, it asks for that person.
    if (bearers(typed).some((id) => !answers.includes(id))) return []
    left.set(kind, open - 1)
    return [{ kind, text, answers }]
  })
}

function draw(kind: Kind, size: number, personOf: (id: number) => BenchPerson): Asked[] {
  const random = createRandom(mixSeed(size, KINDS.indexOf(kind)))
  const asked: Asked[] = []
  for (let tries = 0; tries < 40 * QUESTIONS_EACH; tries += 1) {
    const question = ASKERS[kind](random, personOf(random.int(1, size)))
    if (question) asked.push({ kind, ...question })
    if (asked.length === DRAWN * QUESTIONS_EACH) break
  }
  return asked
}

/** Who has all of these words; only `wanted` ones are known. */
function createIndex(
  size: number,
  personOf: (id: number) => BenchPerson,
  wanted: Set<string>,
): (words: string[]) => number[] {
  const bearers = new Map<string, Set<number>>()
  for (let id = 1; id <= size; id += 1) {
    for (const word of wordsOf(personOf(id))) {
      if (!wanted.has(word)) continue
      const known = bearers.get(word)
      if (known) known.add(id)
      else bearers.set(word, new Set([id]))
    }
  }
  return (words) => {
    const sets = words
      .map((word) => bearers.get(word) ?? new Set<number>())
      .sort((a, b) => a.size - b.size)
    const [rarest = new Set<number>(), ...others] = sets
    return [...rarest].filter((id) => others.every((ids) => ids.has(id)))
  }
}

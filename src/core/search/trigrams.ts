/** Words by their runs of three letters: the last way to find one that is spelt quite differently. */

/** Share of the runs of both that they must have in common. */
const ALIKE_MIN = 0.3
const ALIKE_MAX = 20

export class Trigrams {
  readonly #words: readonly string[]
  readonly #byRun = new Map<string, number[]>()
  readonly #runCounts: number[] = []

  /** Words are named by their places in `words`; later ones are added by `add`. */
  constructor(words: readonly string[]) {
    this.#words = words
    for (const number of words.keys()) this.add(number)
  }

  /** The next word of the list. */
  add(number: number): void {
    const runs = runsOf(this.#words[number] ?? '')
    this.#runCounts[number] = runs.size
    for (const run of runs) {
      const numbers = this.#byRun.get(run)
      if (numbers) numbers.push(number)
      else this.#byRun.set(run, [number])
    }
  }

  /** The most alike first, then by the alphabet. */
  alike(typed: string): number[] {
    const runs = runsOf(typed)
    const shared = new Map<number, number>()
    for (const run of runs) {
      for (const number of this.#byRun.get(run) ?? []) {
        shared.set(number, (shared.get(number) ?? 0) + 1)
      }
    }
    return [...shared]
      .map(([number, count]) => ({
        word: this.#words[number] ?? '',
        number,
        share: count / (runs.size + (this.#runCounts[number] ?? 0) - count),
      }))
      .filter(({ share }) => share >= ALIKE_MIN)
      .sort((a, b) => b.share - a.share || (a.word < b.word ? -1 : 1))
      .slice(0, ALIKE_MAX)
      .map(({ number }) => number)
  }
}

/** With two blanks before and one behind, so that beginnings weigh more. */
function runsOf(word: string): Set<string> {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

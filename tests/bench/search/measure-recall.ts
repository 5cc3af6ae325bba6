import { KINDS } from './ask.ts'
import { type Outcome, round, toEvenLatency } from './figures.ts'
import type { Question } from './questions.ts'

export interface RecallFigures extends Pick<Outcome, 'recall' | 'ms'> {
  /** What was asked in vain, to look into. */
  missed: string[]
}

const FIRST = 10

/** Asks every question, or as many of each kind as the time allows. */
export async function measureRecall(
  questions: Question[],
  budgetMs: number,
  search: (text: string) => Promise<number[]> | number[],
): Promise<RecallFigures> {
  const recall: Outcome['recall'] = {}
  const samples: number[][] = []
  const missed: string[] = []
  for (const kind of KINDS) {
    const sample: number[] = []
    const vainly: number[] = []
    const deadline = performance.now() + budgetMs
    for (const { text, answers } of questions.filter((question) => question.kind === kind)) {
      const startedAt = performance.now()
      const found = await search(text)
      sample.push(performance.now() - startedAt)
      if (!found.slice(0, FIRST).some((id) => answers.includes(id))) {
        vainly.push(sample.length - 1)
        missed.push(`${kind}: ${text}`)
      }
      if (performance.now() > deadline) break
    }
    const asked = sample.length
    const share = asked > 0 ? round((asked - vainly.length) / asked, 3) : 0
    recall[kind] = { asked, share, vainly }
    samples.push(sample)
  }
  return { recall, ms: toEvenLatency(samples), missed }
}

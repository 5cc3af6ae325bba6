import { KINDS } from './ask.ts'
import { type Outcome, round, toLatency } from './figures.ts'
import type { Question } from './questions.ts'

export interface RecallFigures extends Pick<Outcome, 'recall' | 'ms'> {
  /** What was asked in vain, a few of each kind, to look into. */
  missed: string[]
}

const FIRST = 10

/** Asks every question, or what the time of each kind allows, spread evenly over all engines alike. */
export async function measureRecall(
  questions: Question[],
  budgetMs: number,
  search: (text: string) => Promise<number[]> | number[],
): Promise<RecallFigures> {
  const recall: Outcome['recall'] = {}
  const sample: number[] = []
  const missed: string[] = []
  for (const kind of KINDS) {
    const asked: boolean[] = []
    const deadline = performance.now() + budgetMs
    for (const { text, answers } of questions.filter((question) => question.kind === kind)) {
      const startedAt = performance.now()
      const found = await search(text)
      sample.push(performance.now() - startedAt)
      asked.push(found.slice(0, FIRST).some((id) => answers.includes(id)))
      if (!asked.at(-1) && missed.length < 200) missed.push(`${kind}: ${text}`)
      if (performance.now() > deadline) break
    }
    const right = asked.filter(Boolean).length
    recall[kind] = { asked: asked.length, share: asked.length ? round(right / asked.length, 3) : 0 }
  }
  return { recall, ms: sample.length > 0 ? toLatency(sample) : null, missed }
}

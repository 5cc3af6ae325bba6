/** The goals of linking, held against people the weights were not chosen by. */
import { describe, expect, it } from 'vitest'
import { evaluate, type Evaluation } from '#tests/bench/linkage-strangers/evaluate.ts'
import { linkStrangers } from '#tests/bench/linkage-strangers/link-strangers.ts'
import { createTasks, type Task } from '#tests/bench/linkage-strangers/strangers.ts'

const tasks = [101, 103].map((seed) => createTasks(seed))
const evaluateAll = (of: Task[]): Evaluation[] =>
  of.map((task) => evaluate(linkStrangers(task), task))
const mean = (found: Evaluation[], read: (one: Evaluation) => number): number =>
  found.reduce((sum, one) => sum + read(one), 0) / found.length
const wrongPerThousand = (found: Evaluation[]): number =>
  (1000 * mean(found, ({ wrong }) => wrong)) / mean(found, ({ matches }) => matches)

/** Many times what it takes. */
const PATIENCE_MS = 120_000

describe('strangers', { timeout: PATIENCE_MS }, () => {
  it('of a roll and NPPES: few wrong, most found, not much to look at', () => {
    const found = evaluateAll(tasks.map(({ nppes }) => nppes))
    expect(wrongPerThousand(found)).toBeLessThanOrEqual(1)
    expect(mean(found, ({ matched }) => matched)).toBeGreaterThanOrEqual(0.8)
    expect(mean(found, ({ matchedOrReview }) => matchedOrReview)).toBeGreaterThanOrEqual(0.95)
    expect(mean(found, ({ leftInReview }) => leftInReview)).toBeLessThanOrEqual(0.12)
  })

  it('of a roll and the certification directory: few wrong, the rest to a person', () => {
    const found = evaluateAll(tasks.map(({ board }) => board))
    expect(wrongPerThousand(found)).toBeLessThanOrEqual(5)
    expect(mean(found, ({ matchedOrReview }) => matchedOrReview)).toBeGreaterThanOrEqual(0.85)
  })
})

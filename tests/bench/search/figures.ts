import type { Kind } from './ask.ts'

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

/** The value below which this share of the sample lies. */
export function percentile(sample: number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export interface Latency {
  p50: number
  p95: number
}

export const toLatency = (sample: number[]): Latency => ({
  p50: round(percentile(sample, 0.5)),
  p95: round(percentile(sample, 0.95)),
})

/**
 * Of several samples, each with the same say however many it has: an engine that is slow in one kind
 * of question was asked fewer of it.
 */
export function toEvenLatency(samples: number[][]): Latency | null {
  const kinds = samples.filter((sample) => sample.length > 0)
  const values = kinds
    .flatMap((sample) => sample.map((ms) => ({ ms, weight: 1 / sample.length / kinds.length })))
    .sort((a, b) => a.ms - b.ms)
  const below = (share: number): number => {
    let weight = 0
    return values.find((value) => (weight += value.weight) >= share)?.ms ?? Number.NaN
  }
  return values.length > 0 ? { p50: round(below(0.5)), p95: round(below(0.95)) } : null
}

/** How many were asked in the time given, and the share with a right person among the first ten. */
export interface Recall {
  asked: number
  share: number
  /** Which of them, from 0, were asked in vain: every engine is asked in the same order. */
  vainly: number[]
}

/** The share among the first so many. */
export const shareOfFirst = (recall: Recall | undefined, count: number): number =>
  recall && count > 0 ? round(1 - recall.vainly.filter((at) => at < count).length / count, 3) : 0

/** One engine at one size. */
export interface Outcome {
  name: string
  recall: Partial<Record<Kind, Recall>>
  /** Milliseconds of a name search, all kinds alike. */
  ms: Latency | null
  readySeconds: number | null
  memoryMb: number | null
  /** Why there is nothing more. */
  failure: string | null
}

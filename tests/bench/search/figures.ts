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

/** How many were asked in the time given, and the share with a right person among the first ten. */
export interface Recall {
  asked: number
  share: number
}

/** One engine at one size. */
export interface Outcome {
  name: string
  recall: Partial<Record<Kind, Recall>>
  /** Milliseconds of a name search, all kinds together. */
  ms: Latency | null
  readySeconds: number | null
  memoryMb: number | null
  /** Why there is nothing more. */
  failure: string | null
}

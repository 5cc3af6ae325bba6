/**
 * The gate between a finished run and the directory. It compares what the run read with the last
 * good run of the same registry and says in sentences why a person should look before it is shown.
 */

/** What a run has read so far; sums over its captures. */
export interface RunStats {
  /** Distinct people. */
  seen: number
  /** Entries read, those of one person counted as often as they came. */
  rows: number
  /** How many of the entries had each field filled, by the registry's field name. */
  filled: Record<string, number>
  /** Status words that no table maps, with how often each came. */
  unknownWords: Record<string, number>
  rowProblems: number
  pageProblems: number
  /** How many people the registry itself says it has; null where it does not say. */
  registryTotal: number | null
}

export const emptyStats = (): RunStats => ({
  seen: 0,
  rows: 0,
  filled: {},
  unknownWords: {},
  rowProblems: 0,
  pageProblems: 0,
  registryTotal: null,
})

/** Shares beyond which a change is no longer everyday; with the smallest number that is judged. */
export const GATE_LIMITS = {
  shrinkMax: 0.15,
  growthMax: 0.5,
  growthMinPeople: 100,
  rowProblemsMax: 0.02,
  rowProblemsMin: 3,
  fieldFilledMin: 0.05,
  fieldDropMax: 0.5,
} as const

/**
 * Sentences that hold the run; none means that it may be published. `lastGood` is the last published
 * complete run, `isComplete` whether this run claims to have covered the registry.
 */
export function judgeRun(run: RunStats, lastGood: RunStats | null, isComplete: boolean): string[] {
  return [
    ...(isComplete ? judgeCount(run, lastGood) : []),
    ...judgeTotal(run),
    ...(isComplete ? judgeFields(run, lastGood) : []),
    ...judgeWords(run, lastGood),
    ...judgeProblems(run),
  ]
}

function judgeCount(run: RunStats, lastGood: RunStats | null): string[] {
  if (run.seen === 0) return ['The registry showed nobody at all.']
  if (!lastGood || lastGood.seen === 0) return []
  const ratio = run.seen / lastGood.seen
  if (ratio < 1 - GATE_LIMITS.shrinkMax) {
    return [
      `The registry showed ${run.seen} people; the last good run showed ${lastGood.seen} (${percent(1 - ratio)} fewer).`,
    ]
  }
  if (
    ratio > 1 + GATE_LIMITS.growthMax &&
    run.seen - lastGood.seen >= GATE_LIMITS.growthMinPeople
  ) {
    return [
      `The registry showed ${run.seen} people; the last good run showed ${lastGood.seen} (${percent(ratio - 1)} more).`,
    ]
  }
  return []
}

function judgeTotal(run: RunStats): string[] {
  const { registryTotal } = run
  if (registryTotal === null) return []
  // Rows that could not be read are counted as problems already.
  const read = run.rows + run.rowProblems
  return read < registryTotal
    ? [`The registry says that it has ${registryTotal} entries; only ${read} could be read.`]
    : []
}

function judgeFields(run: RunStats, lastGood: RunStats | null): string[] {
  if (!lastGood || lastGood.rows === 0 || run.rows === 0) return []
  return Object.entries(lastGood.filled).flatMap(([field, count]) => {
    const before = count / lastGood.rows
    const now = (run.filled[field] ?? 0) / run.rows
    return before >= GATE_LIMITS.fieldFilledMin && now < before * (1 - GATE_LIMITS.fieldDropMax)
      ? [
          `The field ${field} was filled for ${percent(before)} of the entries; now for ${percent(now)}.`,
        ]
      : []
  })
}

function judgeWords(run: RunStats, lastGood: RunStats | null): string[] {
  return Object.entries(run.unknownWords).flatMap(([word, count]) =>
    lastGood && Object.hasOwn(lastGood.unknownWords, word)
      ? []
      : [`The status word “${word}” is not known (${count} ${count === 1 ? 'person' : 'people'}).`],
  )
}

function judgeProblems(run: RunStats): string[] {
  const reasons: string[] = []
  if (run.pageProblems > 0) {
    const answers = run.pageProblems === 1 ? 'answer' : 'answers'
    reasons.push(`${run.pageProblems} ${answers} could not be read as a whole.`)
  }
  const rows = run.rows + run.rowProblems
  if (
    run.rowProblems >= GATE_LIMITS.rowProblemsMin &&
    run.rowProblems > rows * GATE_LIMITS.rowProblemsMax
  ) {
    reasons.push(
      `${run.rowProblems} of ${rows} rows could not be read (${percent(run.rowProblems / rows)}).`,
    )
  }
  return reasons
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

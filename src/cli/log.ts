import type { LogEntry } from '#src/services/context.ts'

const RANK = { info: 0, warn: 1, error: 2 } as const

/** One JSON line an entry on standard error; entries below `level` are dropped. */
export const createLog =
  (level: keyof typeof RANK) =>
  (entry: LogEntry): void => {
    if (RANK[entry.level] < RANK[level]) return
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
  }

import type { Db } from '#db/client.ts'
import type { Registry } from '#scrapers/source.ts'

/** What every service is handed; nothing is read from the surroundings. */
export interface ServiceContext {
  db: Db
  now: () => Date
  /** A new opaque id; never derived from what it names. */
  newId: () => string
  registries: Registry[]
  log: (entry: LogEntry) => void
}

export interface LogEntry {
  level: 'info' | 'warn' | 'error'
  event: string
  [detail: string]: unknown
}

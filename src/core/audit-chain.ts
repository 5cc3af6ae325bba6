/** What of an entry of the audit log is hashed. Every column but the hash itself. */
export interface AuditContent {
  seq: number
  /** ISO 8601 in UTC, with milliseconds. */
  at: string
  actor: string
  action: string
  subjectType: string
  subjectId: string
  why: string
  before: string | null
  after: string | null
  previousHash: string
}

/** What the first entry has for a predecessor. */
export const FIRST_PREVIOUS = '0'.repeat(64)

/** The text whose SHA-256 is the entry's hash: a JSON array, so that no field can run into the next. */
export const auditText = (entry: AuditContent): string =>
  JSON.stringify([
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.why,
    entry.before,
    entry.after,
    entry.previousHash,
  ])

/** The audit log as lines of JSON, for whoever wants to keep it elsewhere and verify it there. */
import type { Db } from '#db/client.ts'
import { type HashedEntry, readAudit } from '#db/queries/audit.ts'
import { FIRST_PREVIOUS } from '#src/core/audit-chain.ts'

/**
 * One line for each entry, as it was hashed, and a last one with the head of the chain: an export
 * without it broke off. Some entries at a time.
 */
export async function* auditLines(db: Db): AsyncGenerator<string> {
  let entries = 0
  let head = FIRST_PREVIOUS
  for await (const batch of readAudit(db)) {
    yield batch.map((entry) => `${JSON.stringify(toLine(entry))}\n`).join('')
    entries += batch.length
    head = batch.at(-1)?.hash ?? head
  }
  yield `${JSON.stringify({ entries, head })}\n`
}

const toLine = (entry: HashedEntry) => ({
  seq: entry.seq,
  at: entry.at,
  actor: entry.actor,
  action: entry.action,
  subject_type: entry.subjectType,
  subject_id: entry.subjectId,
  why: entry.why,
  before: entry.before,
  after: entry.after,
  previous_hash: entry.previousHash,
  hash: entry.hash,
})

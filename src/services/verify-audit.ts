import type { Db } from '#db/client.ts'
import { type HashedEntry, readAudit } from '#db/queries/audit.ts'
import { auditText, FIRST_PREVIOUS } from '#src/core/audit-chain.ts'
import { appendAudit, sha256 } from './audit.ts'
import type { ServiceContext } from './context.ts'

export interface AuditVerdict {
  /** How many fit, from the first on. */
  entries: number
  /** Hash of the last of them: noted elsewhere, it also shows that nothing was cut off the end. */
  head: string
  /** The first entry that does not fit, and what is wrong; null where all is well. */
  broken: { seq: number; problem: string } | null
}

/**
 * Recomputes the whole chain, however long it is. `notedHead` is the hash that some entry had when
 * somebody noted it; a log without it was cut off or written anew since.
 */
export async function verifyAudit(db: Db, notedHead: string | null = null): Promise<AuditVerdict> {
  let head = FIRST_PREVIOUS
  let entries = 0
  let isNotedSeen = notedHead === null || notedHead === head
  for await (const batch of readAudit(db)) {
    for (const entry of batch) {
      const problem = problemOf(entry, entries + 1, head)
      if (problem) return { entries, head, broken: { seq: entries + 1, problem } }
      entries += 1
      head = entry.hash
      isNotedSeen ||= head === notedHead
    }
  }
  const broken = isNotedSeen
    ? null
    : {
        seq: entries + 1,
        problem: `No entry has the noted hash ${notedHead}: entries were cut off, or the log was written anew.`,
      }
  return { entries, head, broken }
}

/** Which entry of the log says what the last verification found. */
export const VERIFICATION = {
  subject: { type: 'audit', id: 'chain' },
  action: 'verify-audit',
} as const

/** The same, with an entry in the log that says who looked and what they found. */
export async function recordVerification(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  input: { by: string; notedHead: string | null },
): Promise<AuditVerdict> {
  const verdict = await verifyAudit(ctx.db, input.notedHead)
  await ctx.db.transaction(async (tx) => {
    const after = { entries: verdict.entries, head: verdict.head, broken: verdict.broken }
    await appendAudit(
      tx,
      { actor: input.by, ...VERIFICATION, why: '', before: null, after },
      ctx.now(),
    )
  })
  return verdict
}

function problemOf(entry: HashedEntry, seq: number, previous: string): string | null {
  if (entry.seq < seq) return `There is an entry ${entry.seq} that is none of the chain.`
  if (entry.seq > seq) return `Entry ${seq} is missing.`
  if (entry.previousHash !== previous) {
    return `Entry ${seq} does not follow from entry ${seq - 1}: one of them was altered.`
  }
  return sha256(auditText(entry)) === entry.hash ? null : `Entry ${seq} was altered.`
}

import { createHash } from 'node:crypto'
import { desc, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/index.ts'
import { auditText, FIRST_PREVIOUS } from '#src/core/audit-chain.ts'
import { canonicalJson } from '#src/core/canonical-json.ts'
import type { Json } from '#src/core/words.ts'

/** Any constant of our own. */
const AUDIT_KEY = 7_201_936

/** What was decided: by whom, about what, why, and how things stood before and after. */
export interface AuditEvent {
  actor: string
  action: string
  subject: { type: string; id: string }
  why: string
  before: Json
  after: Json
}

/**
 * Adds an entry to the audit log in the transaction that decides. Call it last: from here to the
 * end of the transaction nobody else can add one, and whoever waits here must hold nothing that
 * this transaction still asks for.
 */
export async function appendAudit(tx: Db, event: AuditEvent, at: Date): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_KEY}::bigint)`)
  const [last] = await tx
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  const content = {
    seq: (last?.seq ?? 0) + 1,
    at: at.toISOString(),
    actor: event.actor,
    action: event.action,
    subjectType: event.subject.type,
    subjectId: event.subject.id,
    why: event.why,
    before: event.before === null ? null : canonicalJson(event.before),
    after: event.after === null ? null : canonicalJson(event.after),
    previousHash: last?.hash ?? FIRST_PREVIOUS,
  }
  await tx.insert(auditEntries).values({ ...content, at, hash: sha256(auditText(content)) })
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

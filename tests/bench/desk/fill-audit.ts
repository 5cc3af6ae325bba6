import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'
import { type AuditContent, auditText, FIRST_PREVIOUS } from '#src/core/audit-chain.ts'
import { sha256 } from '#src/services/audit.ts'

const BATCH = 5000
const ACTIONS = [
  ['judge', 'pair'],
  ['release-run', 'run'],
  ['approve-training', 'submission'],
  ['merge', 'practitioner'],
] as const

/** A chain that holds, of decisions that nobody took. */
export async function fillAudit(db: Db, size: number, now: Date): Promise<void> {
  let previousHash = FIRST_PREVIOUS
  for (let first = 1; first <= size; first += BATCH) {
    const rows: (AuditContent & { hash: string })[] = []
    for (let seq = first; seq < first + BATCH && seq <= size; seq += 1) {
      const [action, subjectType] = ACTIONS[seq % ACTIONS.length] ?? ACTIONS[0]
      const content = {
        seq,
        at: new Date(now.getTime() - (size - seq) * 60_000).toISOString(),
        actor: `user:user${1 + (seq % 200)}`,
        action,
        subjectType,
        subjectId: subjectType === 'practitioner' ? `bench-${seq % 8000}` : `thing-${seq}`,
        why: 'It is so.',
        before: '{"status":"held"}',
        after: '{"status":"published"}',
        previousHash,
      }
      previousHash = sha256(auditText(content))
      rows.push({ ...content, hash: previousHash })
    }
    await db.execute(sql`
      insert into audit_entries (seq, at, actor, action, subject_type, subject_id, why, before,
        after, previous_hash, hash)
      select seq, at, actor, action, "subjectType", "subjectId", why, before, after,
        "previousHash", hash
      from jsonb_to_recordset(${jsonRows(rows)}) as r(seq bigint, at timestamptz, actor text,
        action text, "subjectType" text, "subjectId" text, why text, before text, after text,
        "previousHash" text, hash text)`)
  }
}

import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { type AuditContent, auditText, FIRST_PREVIOUS } from '#src/core/audit-chain.ts'
import { sha256 } from './audit.ts'

export interface AuditVerdict {
  entries: number
  /** Hash of the last entry: noted elsewhere, it also shows that nothing was cut off the end. */
  head: string
  /** The first entry that does not fit, and what is wrong with it; null where all is well. */
  broken: { seq: number; problem: string } | null
}

const BATCH = 5_000

/** Recomputes the whole chain, a batch at a time, however long it is. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let previous = FIRST_PREVIOUS
  let entries = 0
  for (;;) {
    const rows = await batchAfter(db, entries)
    for (const [content, hash] of rows) {
      const problem = problemOf(content, hash, entries + 1, previous)
      if (problem) return { entries, head: previous, broken: { seq: content.seq, problem } }
      entries += 1
      previous = hash
    }
    if (rows.length < BATCH) return { entries, head: previous, broken: null }
  }
}

function problemOf(
  content: AuditContent,
  hash: string,
  seq: number,
  previous: string,
): string | null {
  if (content.seq !== seq) return `Entry ${seq} is missing.`
  if (content.previousHash !== previous) return `It does not follow entry ${seq - 1}.`
  return sha256(auditText(content)) === hash ? null : 'Its content was altered.'
}

/** Microseconds are read too, so that no digit of an instant can be altered unnoticed. */
async function batchAfter(db: Db, seq: number): Promise<[AuditContent, string][]> {
  const rows = await rowsOf<AuditContent & { hash: string }>(
    db,
    sql`select seq::int as seq,
          to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') ||
            case when extract(microseconds from at)::int % 1000 = 0 then 'Z' else '?' end as at,
          actor, action, subject_type as "subjectType", subject_id as "subjectId", why,
          before, after, previous_hash as "previousHash", hash
        from audit_entries where seq > ${seq} order by seq limit ${BATCH}`,
  )
  return rows.map(({ hash, ...content }) => [content, hash])
}

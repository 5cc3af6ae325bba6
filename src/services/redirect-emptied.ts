import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'

/**
 * A practitioner left without records leads to where its first record went, and what people handed
 * in about it goes along. One that has records again stands for itself again.
 */
export async function redirectEmptied(
  tx: Db,
  moves: { before: number | null; practitionerId: number }[],
  at: Date,
): Promise<void> {
  const left = moves.filter(({ before }) => before !== null)
  if (left.length === 0) return
  const rows = left.map(({ before, practitionerId }) => ({ id: before, into: practitionerId }))
  await tx.execute(sql`
    update practitioners p
    set merged_into_id = r.into, merged_at = ${at.toISOString()}::timestamptz
    from (select id, min("into") as "into"
          from jsonb_to_recordset(${jsonRows(rows)}) as r(id bigint, "into" bigint) group by id) r
    where p.id = r.id
      and not exists (select from links l where l.practitioner_id = p.id and l.superseded_at is null)`)
  await tx.execute(sql`
    update practitioners p set merged_into_id = null, merged_at = null
    where p.merged_into_id is not null
      and exists (select from links l where l.practitioner_id = p.id and l.superseded_at is null)`)
  await carryEvidence(tx)
}

/** The same evidence on both stays where it is: the successor shows it already. */
async function carryEvidence(tx: Db): Promise<void> {
  await tx.execute(sql`
    update training_claims t set practitioner_id = p.merged_into_id
    from practitioners p
    where t.record_id is null and p.id = t.practitioner_id and p.merged_into_id is not null
      and not exists (select from training_claims o
        where o.record_id is null and o.practitioner_id = p.merged_into_id
          and (o.program, o.tier, o.evidence, coalesce(o.evidence_url, ''))
            = (t.program, t.tier, t.evidence, coalesce(t.evidence_url, '')))`)
  await tx.execute(sql`
    update badge_links b set practitioner_id = p.merged_into_id
    from practitioners p
    where p.id = b.practitioner_id and p.merged_into_id is not null
      and not exists (select from badge_links o
        where o.practitioner_id = p.merged_into_id and o.url = b.url)`)
}

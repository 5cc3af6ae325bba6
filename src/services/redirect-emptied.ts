import { sql } from 'drizzle-orm'
import { type Db, jsonRows } from '#db/client.ts'

/**
 * A practitioner left without records leads to where its first record went. One that has records
 * again stands for itself again, with what people handed in about it.
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
}

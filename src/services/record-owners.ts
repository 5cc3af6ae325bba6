/** Whose a record is: how things stand before and after a decision about who is who. */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'

const idsOf = (ids: number[]) => sql`jsonb_array_elements_text(${jsonRows(ids)})`

/** The records given, and all others of the practitioners who have them. */
export async function withMates(tx: Db, recordIds: number[]): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`with wanted as (select id::bigint as id from ${idsOf(recordIds)} ids(id))
        select id::int as id from wanted
        union select o.record_id::int from wanted
          join links l on l.record_id = wanted.id and l.superseded_at is null
          join links o on o.practitioner_id = l.practitioner_id and o.superseded_at is null
        order by 1`,
  )
  return rows.map(({ id }) => id)
}

/** Public id of each record's practitioner, in the order asked; null where it is nobody's. */
export async function ownersOf(tx: Db, recordIds: number[]): Promise<(string | null)[]> {
  const rows = await ownedRecords(tx, recordIds)
  return rows.map(({ owner }) => owner)
}

/** Public ids by `registry key`, as the audit log keeps them. */
export async function standingOf(
  tx: Db,
  recordIds: number[],
): Promise<Record<string, string | null>> {
  const rows = await ownedRecords(tx, recordIds)
  return Object.fromEntries(rows.map(({ record, owner }) => [record, owner]))
}

const ownedRecords = (tx: Db, ids: number[]): Promise<{ record: string; owner: string | null }[]> =>
  rowsOf(
    tx,
    sql`select r.registry || ' ' || r.key as record, p.public_id as owner
        from ${idsOf(ids)} with ordinality ids(id, position)
        join records r on r.id = ids.id::bigint
        left join links l on l.record_id = r.id and l.superseded_at is null
        left join practitioners p on p.id = l.practitioner_id
        order by ids.position`,
  )

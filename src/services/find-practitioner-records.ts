import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { NotFoundError } from './errors.ts'

export interface OwnRecord {
  id: number
  registry: string
  key: string
}

/** Who a public id stands for today, and their records, oldest first. Throws `NotFoundError`. */
export async function findPractitionerRecords(
  tx: Db,
  publicId: string,
): Promise<{ id: number; publicId: string; records: OwnRecord[] }> {
  const identity = await findIdentity(tx, publicId)
  if (!identity) throw new NotFoundError(`There is no practitioner ${publicId}.`)
  const records = await rowsOf<OwnRecord>(
    tx,
    sql`select r.id::int as id, r.registry, r.key
        from links l join records r on r.id = l.record_id
        where l.practitioner_id = ${identity.id} and l.superseded_at is null order by r.id`,
  )
  return { ...identity, records }
}

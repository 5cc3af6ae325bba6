import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '../client.ts'
import { actorName } from './actor-name.ts'

export interface LastDecision {
  action: string
  /** Name of whoever decided. */
  by: string
}

/** What was decided last about something; null where nobody has decided anything. */
export async function findLastDecision(
  db: Db,
  subject: { type: string; id: string },
): Promise<LastDecision | null> {
  const [row] = await rowsOf<LastDecision>(
    db,
    sql`select e.action, ${actorName(sql`e.actor`)} as by from audit_entries e
        where e.subject_type = ${subject.type} and e.subject_id = ${subject.id}
        order by e.seq desc limit 1`,
  )
  return row ?? null
}

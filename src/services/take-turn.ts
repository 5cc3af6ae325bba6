import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'

/** Any constant of our own. */
const TURN_KEY = 7_201_935

/**
 * Waits until no other transaction decides who is who or shows practitioners anew, and keeps others
 * waiting until this one ends. Two at once would each decide without knowing of the other.
 */
export async function takeTurn(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${TURN_KEY}::bigint)`)
}

/** Deletes what has been kept as long as its page says. */
import { inArray, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { checkBatches, checks } from '#db/schema/index.ts'
import { forgetLiveQuestions } from './live-questions.ts'

const CHUNK = 1000

/** To be called once a day. A chunk at a time, so that nobody waits for one long statement. */
export async function ageOut(db: Db, now: Date): Promise<{ checks: number; batches: number }> {
  const counts = { checks: 0, batches: 0 }
  for (;;) {
    const expired = db
      .select({ id: checks.id })
      .from(checks)
      .where(lte(checks.expiresAt, now))
      .limit(CHUNK)
    const deleted = await db
      .delete(checks)
      .where(inArray(checks.id, expired))
      .returning({ id: checks.id })
    counts.checks += deleted.length
    if (deleted.length < CHUNK) break
  }
  await forgetLiveQuestions(db, now)
  const batches = await db
    .delete(checkBatches)
    .where(lte(checkBatches.expiresAt, now))
    .returning({ id: checkBatches.id })
  return { ...counts, batches: batches.length }
}

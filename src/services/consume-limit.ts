import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'

export interface LimitRule {
  /** Seconds. */
  window: number
  max: number
}

/**
 * Counts one try under `key`, in one statement, so that two at once count as two. `retryAfter` is in
 * seconds, null where the try is allowed.
 */
export async function consumeLimit(
  db: Db,
  key: string,
  { window, max }: LimitRule,
  now: Date,
): Promise<{ allowed: boolean; retryAfter: number | null }> {
  const at = sql`${now.toISOString()}::timestamptz`
  const isOver = sql`rate_limits.started_at <= ${at} - ${window} * interval '1 second'`
  const [row] = await rowsOf<{ count: number; waits: number }>(
    db,
    sql`insert into rate_limits (key, count, started_at) values (${key}, 1, ${at})
        on conflict (key) do update set
          count = case when ${isOver} then 1 else least(rate_limits.count, 1000000) + 1 end,
          started_at = case when ${isOver} then ${at} else rate_limits.started_at end
        returning count, ceil(${window} - extract(epoch from ${at} - started_at))::int as waits`,
  )
  const isAllowed = !row || row.count <= max
  return { allowed: isAllowed, retryAfter: isAllowed ? null : Math.max(1, row.waits) }
}

/** Takes back one try, as if it had not been made. */
export async function returnTry(db: Db, key: string): Promise<void> {
  await db.execute(sql`update rate_limits set count = greatest(count - 1, 0) where key = ${key}`)
}

/** Forgets counts that no window reaches any more. */
export async function pruneLimits(db: Db, now: Date): Promise<void> {
  await db.execute(
    sql`delete from rate_limits where started_at < ${now.toISOString()}::timestamptz - interval '1 day'`,
  )
}

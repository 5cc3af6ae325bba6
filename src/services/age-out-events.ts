import { lt } from 'drizzle-orm'
import { watchEvents } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'

/** Events are kept so long, with the log of their deliveries. */
export const EVENTS_KEPT_DAYS = 365
const DAY_MS = 86_400_000

/** Deletes events that are older than the rule says. */
export async function ageOutEvents(ctx: Pick<ServiceContext, 'db' | 'now'>): Promise<void> {
  const before = new Date(ctx.now().getTime() - EVENTS_KEPT_DAYS * DAY_MS)
  await ctx.db.delete(watchEvents).where(lt(watchEvents.at, before))
}

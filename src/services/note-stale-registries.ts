import { sql } from 'drizzle-orm'
import { jsonRows, rowsOf } from '#db/client.ts'
import { findLastGood } from '#db/queries/check-records.ts'
import type { ServiceContext } from './context.ts'
import { type NewWatchEvent, writeWatchEvents } from './write-watch-events.ts'

const HOUR_MS = 3_600_000

/** Stands where an event is about all that an account watches. */
const NO_PRACTITIONER = 0

/**
 * Tells each account, once, of every registry that its watches depend on and that has not been read
 * for longer than it promises. Returns the number of events.
 */
export async function noteStaleRegistries(ctx: ServiceContext): Promise<number> {
  const now = ctx.now()
  const infos = new Map(ctx.registries.map(({ info }) => [info.id, info]))
  const lastGood = await findLastGood(ctx.db, [...infos.keys()], now)
  const stale = [...lastGood].filter(([id, at]) => {
    const hours = infos.get(id)?.promiseHours ?? Number.POSITIVE_INFINITY
    return now.getTime() - Date.parse(at) > hours * HOUR_MS
  })
  if (stale.length === 0) return 0
  // That somebody is on no exclusion list depends on all of them.
  const lists = [...infos.values()].filter(({ role }) => role === 'exclusion').map(({ id }) => id)
  const concerned = await rowsOf<{ account: string; registry: string; watched: number }>(
    ctx.db,
    sql`select w.account, u.id as registry, count(*)::int as watched
        from watches w
        cross join jsonb_array_elements_text(${jsonRows(stale.map(([id]) => id))}) u(id)
        where u.id in (select jsonb_array_elements_text(${jsonRows(lists)}))
          or w.seen->'records' @> jsonb_build_array(jsonb_build_object('registry', u.id))
        group by w.account, u.id order by w.account, u.id`,
  )
  const lastGoodAt = new Map(stale)
  const events = concerned.map(({ account, registry, watched }): NewWatchEvent => {
    const at = lastGoodAt.get(registry) ?? ''
    const title = infos.get(registry)?.title ?? registry
    return {
      account,
      watchId: `list:${account}`,
      practitionerId: NO_PRACTITIONER,
      type: 'registry.stale',
      key: `${registry}:${at}`,
      data: {
        summary: `${title} could not be read since ${at.slice(0, 10)}: what it said then may no longer be so.`,
        watch: null,
        practitioner: null,
        registry,
        last_good_at: at,
        watched,
      },
    }
  })
  return ctx.db.transaction((tx) => writeWatchEvents(ctx, tx, events))
}

/** Tells accounts of registries that what they watch depends on and that said nothing for long. */
import { sql } from 'drizzle-orm'
import { jsonRows, rowsOf } from '#db/client.ts'
import { findReadings } from '#db/queries/check-records.ts'
import { newYorkDay } from '#src/core/days.ts'
import type { ServiceContext } from './context.ts'
import { RECHECKED_DAYS } from './watch-rechecks.ts'
import { type NewWatchEvent, writeWatchEvents } from './write-watch-events.ts'

const HOUR_MS = 3_600_000

/** Stands where an event is about all that an account watches. */
const NO_PRACTITIONER = 0

interface Concerned {
  account: string
  registry: string
  watched: number
  /** When the registry was last read, or last showed the one whom it showed the longest ago. */
  at: string
}

/**
 * Tells each account, once, of every registry that its watches depend on and that has not been read
 * for longer than it promises, or than anybody is to go unchecked; and of one that is read but has
 * not shown, nor confirmed when asked, somebody for so long. Returns the number of events.
 */
export async function noteStaleRegistries(ctx: ServiceContext): Promise<number> {
  const now = ctx.now()
  const infos = new Map(ctx.registries.map(({ info }) => [info.id, info]))
  const readings = await findReadings(ctx.db, [...infos.values()], now)
  const stale = [...readings].flatMap(([id, { at }]): [registry: string, at: string][] => {
    const hours = Math.min(infos.get(id)?.promiseHours ?? 0, RECHECKED_DAYS * 24)
    return now.getTime() - Date.parse(at) > hours * HOUR_MS ? [[id, at]] : []
  })
  const unread = (await findUnread(ctx, stale)).map((one) =>
    toEvent(ctx, one, one.at, 'could not be read since'),
  )
  const unconfirmed = (await findUnconfirmed(ctx, now))
    .filter(({ registry }) => infos.has(registry) && !stale.some(([id]) => id === registry))
    .map((one) => toEvent(ctx, one, `people:${one.at}`, 'has not shown everybody watched since'))
  return ctx.db.transaction((tx) => writeWatchEvents(ctx, tx, [...unread, ...unconfirmed]))
}

function toEvent(
  { registries }: ServiceContext,
  { account, registry, watched, at }: Concerned,
  since: string,
  what: string,
): NewWatchEvent {
  const title = registries.find(({ info }) => info.id === registry)?.info.title ?? registry
  return {
    account,
    watchId: `list:${account}`,
    practitionerId: NO_PRACTITIONER,
    type: 'registry.stale',
    key: `${registry}:${since}`,
    data: {
      summary: `${title} ${what} ${newYorkDay(new Date(at))}: what it said then may no longer be so.`,
      watch: null,
      practitioner: null,
      registry,
      last_good_at: at,
      watched,
    },
  }
}

/** Accounts that depend on the registries given, each with when it was last read. */
async function findUnread(
  { db, registries }: ServiceContext,
  stale: [registry: string, at: string][],
): Promise<Concerned[]> {
  if (stale.length === 0) return []
  // That somebody is on no exclusion list depends on all of them.
  const lists = registries.flatMap(({ info }) => (info.role === 'exclusion' ? [info.id] : []))
  const rows = stale.map(([id, at]) => ({ id, at }))
  return rowsOf(
    db,
    sql`select w.account, u.id as registry, u.at, count(*)::int as watched
        from watches w cross join jsonb_to_recordset(${jsonRows(rows)}) as u(id text, at text)
        where u.id in (select jsonb_array_elements_text(${jsonRows(lists)}))
          or w.seen->'records' @> jsonb_build_array(jsonb_build_object('registry', u.id))
        group by w.account, u.id, u.at order by w.account, u.id`,
  )
}

/** Accounts that watch somebody listed whom neither a sweep nor an answer has shown for long. */
function findUnconfirmed({ db }: ServiceContext, now: Date): Promise<Concerned[]> {
  const cutoff = new Date(now.getTime() - RECHECKED_DAYS * 24 * HOUR_MS).toISOString()
  return rowsOf(
    db,
    sql`select w.account, r.registry, count(distinct w.id)::int as watched,
          to_json(min(greatest(r.last_seen_at, asked.at)))#>>'{}' as at
        from watches w
        cross join lateral jsonb_array_elements(w.seen->'records') shown(record)
        join records r on r.id = (shown.record->>'id')::bigint
        left join lateral (
          select min((known.recheck->>'answeredAt')::timestamptz) as at
          from jsonb_array_elements(w.seen->'rechecks') known(recheck)
          where (known.recheck->>'recordId')::bigint = r.id) asked on true
        where shown.record->>'delistedOn' is null
          and greatest(r.last_seen_at, asked.at) < ${cutoff}::timestamptz
        group by w.account, r.registry order by w.account, r.registry`,
  )
}

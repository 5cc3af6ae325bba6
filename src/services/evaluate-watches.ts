/**
 * Looks at those who are watched and notes what happened to them. What was seen, the events and the
 * deliveries of each are one transaction, so that a change is neither told twice nor lost.
 */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { successorOf } from '#db/queries/merged.ts'
import { readShown, type ShownPractitioner } from '#db/queries/shown.ts'
import { readDirectoryVersion } from '#db/queries/watches.ts'
import { newYorkDay } from '#src/core/days.ts'
import { eventsBetween } from '#src/core/watches/diff.ts'
import { type Seen, toSeen } from '#src/core/watches/seen.ts'
import { type IsoDate, STANDINGS } from '#src/core/words.ts'
import type { ServiceContext } from './context.ts'
import { noteStaleRegistries } from './note-stale-registries.ts'
import { countingRechecks, layRechecksOver, type Recheck } from './watch-rechecks.ts'
import { type NewWatchEvent, writeWatchEvents } from './write-watch-events.ts'

const BATCH = 200

export const seenSchema = z.object({
  name: z.string(),
  day: z.string(),
  version: z.number(),
  credentials: z.array(
    z.object({
      key: z.string(),
      what: z.string(),
      standing: z.enum(STANDINGS),
      until: z.string().nullable(),
      hasDiscipline: z.boolean(),
      isListed: z.boolean(),
      recordId: z.number(),
    }),
  ),
  exclusions: z.array(
    z.object({ key: z.string(), list: z.string(), since: z.string().nullable() }),
  ),
  records: z.array(
    z.object({ id: z.number(), registry: z.string(), delistedOn: z.string().nullable() }),
  ),
})

interface DueWatch {
  id: string
  account: string
  label: string
  practitionerId: number
  publicId: string
  /** Who stands behind the practitioner today. */
  nowId: number
  seen: unknown
  rechecks: Recheck[] | null
}

export interface Evaluated {
  watches: number
  events: number
}

/** Joins to `watches w` who stands behind the practitioner today, as `now`. */
export const standingBehind = sql`join practitioners now on now.id = ${successorOf(sql`w.practitioner_id`)}`

/**
 * Looks at every watch that is due: never looked at, not yet today, or something about the person
 * was published or answered since. `only` is one watch.
 */
export async function evaluateWatches(
  ctx: ServiceContext,
  only: string | null = null,
): Promise<Evaluated> {
  const done: Evaluated = { watches: 0, events: 0 }
  for (;;) {
    const batch = await ctx.db.transaction((tx) => evaluateBatch(ctx, tx, only))
    done.watches += batch.watches
    done.events += batch.events
    if (batch.watches < BATCH) break
  }
  if (only === null) done.events += await noteStaleRegistries(ctx)
  return done
}

async function evaluateBatch(ctx: ServiceContext, tx: Db, only: string | null): Promise<Evaluated> {
  const now = ctx.now()
  const day = newYorkDay(now)
  // Asked before the people are read: whatever is published between the two is looked at again.
  const version = await readDirectoryVersion(tx)
  const due = await lockDue(tx, day, only)
  if (due.length === 0) return { watches: 0, events: 0 }
  const shown = await readShown(tx, [...new Set(due.map(({ nowId }) => nowId))])
  const titles = new Map(ctx.registries.map(({ info }) => [info.id, info.title]))
  const looks = due.map((watch) => look(watch, shown.get(watch.nowId), day, version, titles))
  await tx.execute(sql`
    update watches w set seen = r.seen, last_evaluated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(looks.map(({ id, seen }) => ({ id, seen })))})
      as r(id text, seen jsonb)
    where w.id = r.id`)
  const events = looks.flatMap((one) => one.events)
  return { watches: due.length, events: await writeWatchEvents(ctx, tx, events) }
}

/** Those that another process is looking at are left to it. */
const lockDue = (tx: Db, day: IsoDate, only: string | null): Promise<DueWatch[]> =>
  rowsOf<{ watch: DueWatch }>(
    tx,
    sql`select jsonb_build_object('id', w.id, 'account', w.account, 'label', w.label,
          'practitionerId', w.practitioner_id, 'publicId', now.public_id, 'nowId', now.id,
          'seen', w.seen, 'rechecks', w.seen->'rechecks') as watch
        from watches w ${standingBehind}
        where (${only}::text is null or w.id = ${only}::text)
          and (w.seen is null or w.seen->>'day' < ${day} or (w.seen->>'isRechecked')::boolean
            or exists (select from search_rows s where s.practitioner_id = now.id
              and s.version > (w.seen->>'version')::bigint)
            or exists (select from search_removals r
              where r.practitioner_id in (w.practitioner_id, now.id)
              and r.version > (w.seen->>'version')::bigint))
        order by w.last_evaluated_at nulls first, w.id
        limit ${BATCH}::int
        for update of w skip locked`,
  ).then((rows) => rows.map(({ watch }) => watch))

interface Look {
  id: string
  seen: Seen & { rechecks: Recheck[] }
  events: NewWatchEvent[]
}

function look(
  watch: DueWatch,
  shown: ShownPractitioner | undefined,
  day: IsoDate,
  version: number,
  titles: ReadonlyMap<string, string>,
): Look {
  const before = watch.seen === null ? null : seenSchema.parse(watch.seen)
  const rechecks = shown ? countingRechecks(watch.rechecks ?? [], shown.sources) : []
  const view = shown ? layRechecksOver(shown.view, rechecks) : null
  const now = toSeen(view, day, version)
  const seen = { ...now, name: now.name || (before?.name ?? ''), rechecks }
  const { id, account, label, practitionerId, publicId } = watch
  const events = eventsBetween(before, seen, (registry) => titles.get(registry) ?? registry)
  return {
    id,
    seen,
    events: events.map(({ type, key, summary, facts }) => ({
      account,
      watchId: id,
      practitionerId,
      type,
      key,
      data: {
        summary: `${seen.name || label}: ${summary}`,
        watch: { id, label },
        practitioner: { id: publicId, name: seen.name },
        ...facts,
      },
    })),
  }
}

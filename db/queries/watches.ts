/** What an account watches and what happened, for its pages, its programs and its feeds. */
import { and, asc, desc, eq, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { SeenCredential } from '#src/core/watches/seen.ts'
import { TEST_EVENT } from '#src/core/watches/events.ts'
import type { IsoDate, Json } from '#src/core/words.ts'
import { type Db, rowsOf } from '../client.ts'
import { watchEvents, watchLists } from '../schema/index.ts'

export interface ShownWatch {
  id: string
  label: string
  createdAt: Date
  lastEvaluatedAt: Date | null
  practitionerId: string
  /** As last seen; the label where nobody looked yet. */
  name: string
  credentials: SeenCredential[]
  exclusions: { list: string; since: IsoDate | null }[]
}

interface WatchRow extends Omit<ShownWatch, 'createdAt' | 'lastEvaluatedAt'> {
  createdAt: string
  lastEvaluatedAt: string | null
}

const shownWatch = sql`jsonb_build_object('id', w.id, 'label', w.label, 'createdAt', w.created_at,
  'lastEvaluatedAt', w.last_evaluated_at, 'practitionerId', p.public_id,
  'name', coalesce(nullif(w.seen->>'name', ''), w.label),
  'credentials', coalesce(w.seen->'credentials', '[]'::jsonb),
  'exclusions', coalesce(w.seen->'exclusions', '[]'::jsonb))`

async function readWatches(db: Db, which: SQL): Promise<ShownWatch[]> {
  const rows = await rowsOf<{ watch: WatchRow }>(
    db,
    sql`select ${shownWatch} as watch from watches w join practitioners p on p.id = w.practitioner_id
        where ${which}`,
  )
  return rows.map(({ watch }) => ({
    ...watch,
    createdAt: new Date(watch.createdAt),
    lastEvaluatedAt: watch.lastEvaluatedAt === null ? null : new Date(watch.lastEvaluatedAt),
  }))
}

/** In the order of their ids; `after` is the id of the last one known. */
export const listWatches = (
  db: Db,
  account: string,
  limit: number,
  after: string | null = null,
): Promise<ShownWatch[]> =>
  readWatches(
    db,
    sql`w.account = ${account} and w.id > coalesce(${after}::text, '')
        order by w.id limit ${limit}::int`,
  )

/** Null for one that is not the account's. */
export const findWatch = async (db: Db, account: string, id: string): Promise<ShownWatch | null> =>
  (await readWatches(db, sql`w.account = ${account} and w.id = ${id}`))[0] ?? null

export interface ShownEvent {
  id: string
  type: string
  at: Date
  data: Json
}

/** The newest first; `before` is the last one known. Tests are left out. */
export const listEvents = (
  db: Db,
  account: string,
  limit: number,
  before: { at: Date; id: string } | null = null,
): Promise<ShownEvent[]> =>
  db
    .select({
      id: watchEvents.id,
      type: watchEvents.type,
      at: watchEvents.at,
      data: watchEvents.data,
    })
    .from(watchEvents)
    .where(
      and(
        eq(watchEvents.account, account),
        ne(watchEvents.type, TEST_EVENT),
        before
          ? or(
              lt(watchEvents.at, before.at),
              and(eq(watchEvents.at, before.at), sql`${watchEvents.id} > ${before.id}`),
            )
          : undefined,
      ),
    )
    .orderBy(desc(watchEvents.at), asc(watchEvents.id))
    .limit(limit)

/** Whose feed opens with a token of this hash. */
export async function findFeedAccount(db: Db, feedTokenHash: string): Promise<string | null> {
  const [list] = await db
    .select({ account: watchLists.account })
    .from(watchLists)
    .where(eq(watchLists.feedTokenHash, feedTokenHash))
  return list?.account ?? null
}

/** Counts up with everything that is published. */
export async function readDirectoryVersion(db: Db): Promise<number> {
  const [row] = await rowsOf<{ version: number }>(
    db,
    sql`select version::int as version from directory_version`,
  )
  return row?.version ?? 0
}

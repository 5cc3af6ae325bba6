/** A store to which records are added one by one, and what it says of who they are. */
import { eq, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import * as t from '#db/schema/index.ts'
import { registries } from '#scrapers/index.ts'
import { emptyContent, type RecordContent } from '#src/core/record.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { linkRecords } from '#src/services/link-records.ts'
import { projectPractitioners } from '#src/services/project-practitioners.ts'
import { RIVAL_BITS_MIN } from '#src/services/score-inputs.ts'
import { takeTurn } from '#src/services/take-turn.ts'
import { insertRecord } from '#tests/helpers/rows.ts'

const AT = new Date('2026-11-22T12:00:00Z')

export function createContext(db: Db): ServiceContext {
  let clockMs = AT.getTime()
  let ids = 0
  return {
    db,
    now: () => new Date((clockMs += 1)),
    newId: () => `id${String((ids += 1)).padStart(8, '0')}`,
    registries,
    log: () => {},
  }
}

/** Everything but the places. */
export async function empty(db: Db): Promise<void> {
  await db.execute(sql`truncate refresh_runs, captures, capture_bodies, records, practitioners,
    link_keys, link_pairs, link_models, judgements, changes restart identity cascade`)
}

export const named = (full: string, more: Partial<RecordContent> = {}): RecordContent => ({
  ...emptyContent({ full, given: null, middle: null, family: null, suffix: null }),
  ...more,
})

/** Adds records without linking them; returns their ids in the same order. */
export async function addRecords(
  db: Db,
  entries: [registry: string, key: string, content: RecordContent][],
): Promise<number[]> {
  const ids: number[] = []
  for (const [registry, key, content] of entries) {
    const { recordId, runId, captureId } = await insertRecord(db, registry)
    await db.update(t.records).set({ key }).where(eq(t.records.id, recordId))
    await db
      .insert(t.recordVersions)
      .values({ recordId, content, parserVersion: 1, runId, captureId, firstSeenAt: AT })
    ids.push(recordId)
  }
  return ids
}

/** Links records as a publication does. */
export async function publish(ctx: ServiceContext, records: number[]): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await takeTurn(tx)
    const affected = await linkRecords(ctx, tx, { runId: 'a-run', records })
    await projectPractitioners(ctx, tx, affected)
  })
}

/** Public id and keys of the records of everybody shown, by the first key. */
export const whoIsWho = (db: Db): Promise<{ id: string; keys: string }[]> =>
  rowsOf(
    db,
    sql`select p.public_id as id, string_agg(r.key, ' ' order by r.key) as keys
        from links l join practitioners p on p.id = l.practitioner_id
        join records r on r.id = l.record_id
        where l.superseded_at is null group by p.public_id order by 2`,
  )

/** What is stored of pairs that count and of groups, for comparing two ways to get there. */
export async function stored(db: Db): Promise<object> {
  return {
    pairs: await rowsOf(
      db,
      sql`select left_record_id::int as left, right_record_id::int as right, decision, method,
                 probability, weight, reasons, model_version, is_refused
          from link_pairs where weight is null or weight >= ${RIVAL_BITS_MIN} order by 1, 2`,
    ),
    keys: await rowsOf(
      db,
      sql`select record_id::int as id, key::text as key from link_keys order by 1, 2`,
    ),
    links: await rowsOf(
      db,
      sql`select record_id::int as record, practitioner_id::int as practitioner from links
          where superseded_at is null order by 1`,
    ),
  }
}

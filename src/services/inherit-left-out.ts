/**
 * Keeps somebody out of searches whose records come apart: the wish was about all of them, and which
 * practitioner is the one who asked nobody has said yet.
 */
import { sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { INHERITED_NONCE } from '#db/queries/corrections.ts'
import { leftOutSince } from '#db/queries/left-out.ts'
import { withMerged } from '#db/queries/merged.ts'
import { corrections } from '#db/schema/index.ts'
import { businessDaysAfter } from '#src/core/business-days.ts'
import type { ServiceContext } from './context.ts'
import { ANSWER_DAYS } from './submit-correction.ts'

/** A practitioner that had no records, and one from whom it has got some. */
export interface Heritage {
  from: number
  to: number
}

/**
 * Who has got records of somebody left out is left out as well, and a removal in the queue says so:
 * an admin grants or declines it. A wish from before a merge that is now undone stays with the id that
 * it was said of. Call it before redirects change.
 */
export async function inheritLeftOut(
  ctx: ServiceContext,
  tx: Db,
  heritages: Heritage[],
): Promise<void> {
  if (heritages.length === 0) return
  const inherited = await rowsOf<{ id: number; from: string }>(
    tx,
    sql`
    with wishes as (
      select distinct on (h."to") h."to", f.public_id as "from", m.left_out_at, m.left_out_by
      from jsonb_to_recordset(${jsonRows(heritages)}) as h("from" bigint, "to" bigint)
      join practitioners f on f.id = h."from"
      join practitioners t on t.id = h."to"
      cross join lateral ${withMerged(sql`f.id`)} heirs
      join practitioners m on m.id = heirs.id and m.left_out_at is not null
      where (t.merged_at is null or m.left_out_at > t.merged_at) and ${leftOutSince(sql`t.id`)} is null
      order by h."to", m.left_out_at)
    update practitioners p set left_out_at = w.left_out_at, left_out_by = w.left_out_by
    from wishes w where p.id = w."to"
    returning p.id::int as id, w."from"`,
  )
  if (inherited.length === 0) return
  const createdAt = ctx.now()
  const dueAt = businessDaysAfter(createdAt, ANSWER_DAYS)
  await tx.insert(corrections).values(
    inherited.map(({ id, from }) => ({
      practitionerId: id,
      kind: 'remove' as const,
      text:
        `Nobody asked this of this practitioner: some of the records came from ${from}, who is left ` +
        'out of searches, and until it is decided here this one is left out too.',
      contact: null,
      nonce: INHERITED_NONCE + ctx.newId(),
      createdAt,
      dueAt,
    })),
  )
}

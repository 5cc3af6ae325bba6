/** Takes a practitioner out of searches and brings them back; the permanent address stays. */
import { eq, sql } from 'drizzle-orm'
import { type Db, jsonRows, rowsOf } from '#db/client.ts'
import { findKeptOut } from '#db/queries/corrections.ts'
import { successorOf, withMerged } from '#db/queries/merged.ts'
import { practitioners } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { projectPractitioners } from './project-practitioners.ts'

/** The wish stays with the id that it was said of, and counts for whomever that one leads to. */
export async function leaveOut(
  ctx: ServiceContext,
  tx: Db,
  { practitionerId, by }: { practitionerId: number; by: string },
): Promise<void> {
  await tx
    .update(practitioners)
    .set({ leftOutAt: ctx.now(), leftOutBy: by })
    .where(eq(practitioners.id, practitionerId))
  await projectPractitioners(ctx, tx, [await findSuccessor(tx, practitionerId)])
}

/**
 * Brings somebody back, unless another request to be left out stands for them or for anybody merged
 * into them; returns the id of that one, or null. Whoever has none of their own loses the mark.
 */
export async function bringBack(
  ctx: ServiceContext,
  tx: Db,
  practitionerId: number,
): Promise<number | null> {
  const successor = await findSuccessor(tx, practitionerId)
  const standing = await findKeptOut(tx, successor)
  const kept = jsonRows(standing.map((request) => request.practitionerId))
  const back = await rowsOf(
    tx,
    sql`
    update practitioners set left_out_at = null, left_out_by = null
    where left_out_at is not null and id in ${withMerged(sql`${successor}::bigint`)}
      and id not in (select id::bigint from jsonb_array_elements_text(${kept}) ids(id))
    returning id`,
  )
  if (back.length > 0) await projectPractitioners(ctx, tx, [successor])
  return standing[0]?.id ?? null
}

async function findSuccessor(tx: Db, practitionerId: number): Promise<number> {
  const [row] = await rowsOf<{ id: number | null }>(
    tx,
    sql`select ${successorOf(sql`${practitionerId}::bigint`)}::int as id`,
  )
  return row?.id ?? practitionerId
}

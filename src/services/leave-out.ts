/** Takes a practitioner out of searches and brings them back; the permanent address stays. */
import { eq, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
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

/** False where they are in searches already. */
export async function bringBack(
  ctx: ServiceContext,
  tx: Db,
  practitionerId: number,
): Promise<boolean> {
  const successor = await findSuccessor(tx, practitionerId)
  const back = await rowsOf(
    tx,
    sql`with recursive heirs(id) as (
          select ${successor}::bigint
          union all
          select p.id from practitioners p join heirs h on p.merged_into_id = h.id)
        update practitioners set left_out_at = null, left_out_by = null
        where left_out_at is not null and id in (select id from heirs) returning id`,
  )
  if (back.length === 0) return false
  await projectPractitioners(ctx, tx, [successor])
  return true
}

async function findSuccessor(tx: Db, practitionerId: number): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(
    tx,
    sql`with recursive way as (
          select id, merged_into_id from practitioners where id = ${practitionerId}
          union
          select p.id, p.merged_into_id from practitioners p
          join way on p.id = way.merged_into_id)
        select id::int as id from way where merged_into_id is null`,
  )
  return row?.id ?? practitionerId
}

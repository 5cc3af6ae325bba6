/** The ends of a list: cancelled, deleted with what it found, or of age. */
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { findBatch } from '#db/queries/batches.ts'
import { checkBatches, checks } from '#db/schema/index.ts'
import type { ServiceContext } from './context.ts'
import { NotFoundError, RefusedError } from './errors.ts'
import { NO_BATCH } from './map-batch.ts'

type Context = Pick<ServiceContext, 'db' | 'now'>

const cancelled = (at: Date) =>
  ({ status: 'cancelled', finishedAt: at, leaseOwner: null, leaseUntil: null }) as const
const isUnderWay = inArray(checkBatches.status, ['mapping', 'running'])

/** What has been checked by now stays. Throws `RefusedError` for a list that is over. */
export async function cancelBatch(ctx: Context, account: string, id: string): Promise<void> {
  const ended = await ctx.db
    .update(checkBatches)
    .set(cancelled(ctx.now()))
    .where(and(eq(checkBatches.id, id), eq(checkBatches.account, account), isUnderWay))
    .returning({ id: checkBatches.id })
  if (ended.length > 0) return
  if (!(await findBatch(ctx.db, account, id))) throw new NotFoundError(NO_BATCH)
  throw new RefusedError('The list is over already.')
}

/** Of accounts that have ended: nobody is left to read what more would be checked. */
export async function cancelBatchesOf(tx: Db, accounts: string[], at: Date): Promise<void> {
  await tx
    .update(checkBatches)
    .set(cancelled(at))
    .where(and(inArray(checkBatches.account, accounts), isUnderWay))
}

/** Rows, checks and receipts go with it; receipts that were handed out still verify. */
export async function deleteBatch(ctx: Context, account: string, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const deleted = await tx
      .delete(checkBatches)
      .where(and(eq(checkBatches.id, id), eq(checkBatches.account, account)))
      .returning({ id: checkBatches.id })
    if (deleted.length === 0) throw new NotFoundError(NO_BATCH)
    await tx.delete(checks).where(and(eq(checks.batchId, id), eq(checks.account, account)))
  })
}

/** Deletes lists whose time is over; returns how many. Checks have their own day. */
export async function deleteOldBatches(ctx: Context): Promise<number> {
  const deleted = await ctx.db
    .delete(checkBatches)
    .where(lt(checkBatches.expiresAt, ctx.now()))
    .returning({ id: checkBatches.id })
  return deleted.length
}

/** Frees the lists of processes that are known to be gone. */
export async function releaseBatches(ctx: Context): Promise<void> {
  await rowsOf(
    ctx.db,
    sql`update check_batches set lease_owner = null, lease_until = null where status = 'running'`,
  )
}

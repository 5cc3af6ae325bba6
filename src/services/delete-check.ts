/** What an account checked is its own to delete. Receipts that were taken away stay genuine. */
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { checks } from '#db/schema/index.ts'
import { NotFoundError } from './errors.ts'

/** Throws `NotFoundError` where the account has no such check. */
export async function deleteCheck(
  db: Db,
  { checkId, account }: { checkId: string; account: string },
): Promise<void> {
  const deleted = await db
    .delete(checks)
    .where(and(eq(checks.id, checkId), eq(checks.account, account)))
    .returning({ id: checks.id })
  if (deleted.length === 0) throw new NotFoundError('There is no such check.')
}

/** Returns how many there were. */
export async function deleteAllChecks(db: Db, account: string): Promise<number> {
  const deleted = await db
    .delete(checks)
    .where(eq(checks.account, account))
    .returning({ id: checks.id })
  return deleted.length
}

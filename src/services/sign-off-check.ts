/** A reviewer's word on a check, which auditors ask for. It is added to, never altered. */
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { SignOffDecision } from '#db/queries/checks.ts'
import { checks, checkSignOffs } from '#db/schema/index.ts'
import { NotFoundError } from './errors.ts'

export interface SignOffInput {
  checkId: string
  /** Whose check it must be. */
  account: string
  reviewer: string
  title: string
  decision: SignOffDecision
  note: string
  by: string
}

/** Throws `NotFoundError` where the account has no such check. */
export async function signOffCheck(
  db: Db,
  { account, ...signOff }: SignOffInput,
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    // Held, so that nobody deletes it in between.
    const [own] = await tx
      .select({ id: checks.id })
      .from(checks)
      .where(and(eq(checks.id, signOff.checkId), eq(checks.account, account)))
      .for('share')
    if (!own) throw new NotFoundError('There is no such check.')
    await tx.insert(checkSignOffs).values({ ...signOff, at })
  })
}

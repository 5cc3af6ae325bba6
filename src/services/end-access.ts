/** What ends with a user or a key: keys and invitations it made, and what its account is told. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { keysMadeBy } from '#db/queries/api-keys.ts'
import { apiKeys, invitations, users } from '#db/schema/index.ts'
import { cancelBatchesOf } from './delete-batch.ts'
import { RefusedError } from './errors.ts'
import { forgetWatches } from './watch.ts'

/** Ids of what ended besides. */
export interface EndedAccess {
  keys: string[]
  invitations: string[]
}

/**
 * Ends the keys and the open invitations that an actor made, for whoever made them has seen them. Of
 * the actor, if `isAccount`, and of each of these keys that is its own account, watches, feeds and
 * webhooks are deleted and lists stop. Call it once the actor itself has ended.
 */
export async function endAccess(
  tx: Db,
  { actor, isAccount, by, at }: { actor: string; isAccount: boolean; by: string; at: Date },
): Promise<EndedAccess> {
  const now = sql`${at.toISOString()}::timestamptz`
  const keys: string[] = []
  for (;;) {
    const ended = await rowsOf<{ id: string }>(
      tx,
      sql`with ${keysMadeBy(actor)} update api_keys set revoked_at = ${now}, revoked_by = ${by}
          where id in (select id from made) and revoked_at is null and expires_at > ${now}
          returning id`,
    )
    // One of them may have made another until just now, which the next look finds.
    if (ended.length === 0) break
    keys.push(...ended.map(({ id }) => id))
  }
  const made = await rowsOf<{ id: string; account: string | null }>(
    tx,
    sql`with ${keysMadeBy(actor)} select id, account from made`,
  )
  const spent = await tx
    .update(invitations)
    .set({ usedAt: at })
    .where(
      and(
        inArray(invitations.createdBy, [actor, ...made.map(({ id }) => `key:${id}`)]),
        isNull(invitations.usedAt),
      ),
    )
    .returning({ id: invitations.id })
  const accounts = made.flatMap(({ id, account }) => (account === null ? [`key:${id}`] : []))
  if (isAccount) accounts.push(actor)
  for (const account of accounts) await forgetWatches({ db: tx }, account)
  await cancelBatchesOf(tx, accounts, at)
  return { keys, invitations: spent.map(({ id }) => id) }
}

/**
 * Keeps whoever makes a key or an invitation from ending before the transaction does, so that
 * `endAccess` sees what they made. Throws `RefusedError` for somebody who has ended.
 */
export async function lockMaker(tx: Db, actor: string): Promise<void> {
  const [, kind, id = ''] = /^(user|key):(.*)$/.exec(actor) ?? []
  if (kind === undefined) return
  const found =
    kind === 'user'
      ? await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('share')
      : await tx
          .select({ id: apiKeys.id })
          .from(apiKeys)
          .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
          .for('share')
  if (found.length === 0) throw new RefusedError('Your account or key has just been ended.')
}

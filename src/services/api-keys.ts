/** Keys for programs: made, looked up, revoked. A key exists in the clear in its holder's hands only. */
import { randomBytes } from 'node:crypto'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { findKey } from '#db/queries/api-keys.ts'
import { apiKeys } from '#db/schema/index.ts'
import type { Role } from '#src/core/roles.ts'
import { appendAudit, sha256 } from './audit.ts'
import type { ServiceContext } from './context.ts'
import { endAccess, lockMaker } from './end-access.ts'
import { NotFoundError, RefusedError } from './errors.ts'

const DAY_MS = 86_400_000
export const KEY_DAYS = 365
export const KEY_DAYS_MAX = 3650
/** `tad_` lets scanners for leaked secrets know one. */
const KEY = /^tad_[\w-]{43}$/
const PREFIX_LENGTH = 12
const LAST_USED_MINUTES = 1

export interface NewKey {
  id: string
  /** Shown once. */
  key: string
}

/**
 * Makes a key that expires after `days`. A form hands in the `id`, so that sending it twice makes one
 * key: the second time throws `RefusedError`.
 */
export async function createKey(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'newId'>,
  input: { name: string; role: Role; by: string; days?: number; id?: string },
): Promise<NewKey> {
  const key = `tad_${randomBytes(32).toString('base64url')}`
  const id = input.id ?? ctx.newId()
  const at = ctx.now()
  const expiresAt = new Date(at.getTime() + (input.days ?? KEY_DAYS) * DAY_MS)
  await ctx.db.transaction(async (tx) => {
    await lockMaker(tx, input.by)
    const made = await tx
      .insert(apiKeys)
      .values({
        id,
        name: input.name,
        role: input.role,
        prefix: key.slice(0, PREFIX_LENGTH),
        keyHash: sha256(key),
        createdBy: input.by,
        createdAt: at,
        expiresAt,
      })
      .onConflictDoNothing({ target: apiKeys.id })
      .returning({ id: apiKeys.id })
    if (made.length === 0) {
      throw new RefusedError(
        'This key was made already and is not shown again. Revoke it and make another if it is lost.',
      )
    }
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'create-key',
        subject: { type: 'key', id },
        why: '',
        before: null,
        after: { name: input.name, role: input.role, expires_at: expiresAt.toISOString() },
      },
      at,
    )
  })
  return { id, key }
}

/** Whose key this is, or null for one that is unknown, expired or revoked. */
export async function useKey(
  db: Db,
  key: string,
  now: Date,
): Promise<{ id: string; name: string; role: Role; account: string | null } | null> {
  if (!KEY.test(key)) return null
  const [found] = await db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.keyHash, sha256(key)))
  if (!found || found.revokedAt || found.expiresAt.getTime() <= now.getTime()) return null
  const before = now.getTime() - LAST_USED_MINUTES * 60_000
  if ((found.lastUsedAt?.getTime() ?? 0) < before) await noteUse(db, found.id, now)
  return { id: found.id, name: found.name, role: found.role, account: found.account }
}

/** At most once a minute, so that reading does not write each time. */
async function noteUse(db: Db, id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LAST_USED_MINUTES * 60_000)
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))))
}

/** Ends a key at once, and with it what `endAccess` says. Throws `RefusedError` where it has ended, `NotFoundError` for none. */
export async function revokeKey(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  input: { id: string; by: string; why: string },
): Promise<void> {
  const at = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: at, revokedBy: input.by })
      .where(and(eq(apiKeys.id, input.id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name, role: apiKeys.role, account: apiKeys.account })
    if (!revoked) {
      const found = await findKey(tx, input.id)
      if (!found) throw new NotFoundError('There is no such key.')
      throw new RefusedError(`The key ${found.name} was revoked already, by ${found.revokedBy}.`)
    }
    const { name, role, account } = revoked
    const actor = `key:${input.id}`
    const ended = await endAccess(tx, { actor, isAccount: account === null, by: input.by, at })
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'revoke-key',
        subject: { type: 'key', id: input.id },
        why: input.why,
        before: { name, role },
        after: { ...ended },
      },
      at,
    )
  })
}

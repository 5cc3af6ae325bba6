/** Users come by invitation only: a link that works once and until it expires. */
import { randomBytes } from 'node:crypto'
import { and, count, eq, gt, isNull, sql } from 'drizzle-orm'
import { accounts, invitations, users } from '#db/schema/index.ts'
import type { Db } from '#db/client.ts'
import type { Role } from '#src/core/roles.ts'
import { appendAudit, sha256 } from './audit.ts'
import { PASSWORD_MIN, type Auth } from './auth.ts'
import type { ServiceContext } from './context.ts'
import { lockMaker } from './end-access.ts'
import { NotFoundError, RefusedError } from './errors.ts'

const HOUR_MS = 3_600_000
export const INVITATION_HOURS = 24

/** 256 random bits that can stand in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** The page of a one-time link. */
export const welcomeAddress = (origin: string, token: string): string =>
  `${origin.replace(/\/$/, '')}/admin/welcome?token=${token}`

/**
 * Makes a one-time link; returns the token that stands in it, which is not kept. A newer link for the
 * same address spends the older ones. Throws `RefusedError` where the address has an account.
 */
export async function invite(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'newId'>,
  input: { email: string | null; role: Role; by: string },
): Promise<string> {
  const token = newToken()
  const at = ctx.now()
  const email = input.email?.trim().toLowerCase() ?? null
  await ctx.db.transaction(async (tx) => {
    await lockMaker(tx, input.by)
    const id = ctx.newId()
    if (email !== null) await makeRoom(tx, email, at)
    await tx.insert(invitations).values({
      id,
      tokenHash: sha256(token),
      email,
      role: input.role,
      createdBy: input.by,
      createdAt: at,
      expiresAt: new Date(at.getTime() + INVITATION_HOURS * HOUR_MS),
    })
    await appendAudit(
      tx,
      {
        actor: input.by,
        action: 'invite',
        subject: { type: 'invitation', id },
        why: '',
        before: null,
        after: { role: input.role, email },
      },
      at,
    )
  })
  return token
}

async function makeRoom(tx: Db, email: string, at: Date): Promise<void> {
  const [user] = await tx.select({ name: users.name }).from(users).where(eq(users.email, email))
  if (user) throw new RefusedError(`${email} has an account already: ${user.name}.`)
  await tx
    .update(invitations)
    .set({ usedAt: at })
    .where(and(eq(invitations.email, email), isNull(invitations.usedAt)))
}

/** Any constant of our own. */
const FIRST_ADMIN_KEY = 7_201_938
const SERVICE = 'service'

/**
 * Until the transaction ends nobody else makes a user or a link for the first admin, so that there is
 * never such a link beside an admin.
 */
const lockFirstAdmin = (tx: Db) =>
  tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ADMIN_KEY}::bigint)`)

/** The service's own links end: with a newer one, and once there is an admin. */
const spendFirstAdminLinks = (tx: Db, at: Date) =>
  tx
    .update(invitations)
    .set({ usedAt: at })
    .where(and(eq(invitations.createdBy, SERVICE), isNull(invitations.usedAt)))

/** The token of a link that makes the first admin, or null where there is an admin already. */
export async function inviteFirstAdmin(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'newId'>,
): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    await lockFirstAdmin(tx)
    const [admins] = await tx.select({ count: count() }).from(users).where(eq(users.role, 'admin'))
    if ((admins?.count ?? 0) > 0) return null
    await spendFirstAdminLinks(tx, ctx.now())
    return invite({ ...ctx, db: tx }, { email: null, role: 'admin', by: SERVICE })
  })
}

const isOpen = (token: string, now: Date) =>
  and(
    eq(invitations.tokenHash, sha256(token)),
    isNull(invitations.usedAt),
    gt(invitations.expiresAt, now),
  )

export async function findInvitation(db: Db, token: string, now: Date) {
  const [found] = await db
    .select({ email: invitations.email, role: invitations.role })
    .from(invitations)
    .where(isOpen(token, now))
  return found ?? null
}

/** Makes the user whom a link is for. The link is spent first, so that two at once make one user. */
export async function acceptInvitation(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'newId'>,
  auth: Auth,
  input: { token: string; name: string; email: string; password: string },
): Promise<{ id: string; email: string; role: Role }> {
  if (input.password.length < PASSWORD_MIN) {
    throw new RefusedError(`A password has at least ${PASSWORD_MIN} characters.`)
  }
  // Outside the transaction: it takes a tenth of a second.
  const { password: hasher } = await auth.$context
  const hash = await hasher.hash(input.password)
  const at = ctx.now()
  return ctx.db.transaction(async (tx) => {
    await lockFirstAdmin(tx)
    const [spent] = await tx
      .update(invitations)
      .set({ usedAt: at })
      .where(isOpen(input.token, at))
      .returning()
    if (!spent) throw new NotFoundError('This link was used already or has expired.')
    const email = (spent.email ?? input.email).trim().toLowerCase()
    const user = { id: ctx.newId(), email, role: spent.role }
    const made = await tx
      .insert(users)
      .values({ ...user, name: input.name, createdAt: at, updatedAt: at })
      .onConflictDoNothing()
      .returning({ id: users.id })
    if (made.length === 0)
      throw new RefusedError('Somebody with this e-mail address exists already.')
    if (user.role === 'admin') await spendFirstAdminLinks(tx, at)
    await tx.insert(accounts).values({
      id: ctx.newId(),
      accountId: user.id,
      providerId: 'credential',
      userId: user.id,
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
    await appendAudit(
      tx,
      {
        actor: `user:${user.id}`,
        action: 'accept-invitation',
        subject: { type: 'user', id: user.id },
        why: '',
        before: null,
        after: { email, role: user.role, invitation: spent.id },
      },
      at,
    )
    return user
  })
}

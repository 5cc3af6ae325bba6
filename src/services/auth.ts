/** Signing in, through better-auth on our own tables. It knows no runtime; everything is handed in. */
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { betterAuth, type BetterAuthOptions } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Db } from '#db/client.ts'
import { accounts, sessions, twoFactors, users, verifications } from '#db/schema/index.ts'
import { ROLES } from '#src/core/roles.ts'
import { appendAudit } from './audit.ts'
import { consumeLimit } from './consume-limit.ts'
import type { LogEntry } from './context.ts'
import { limitTries } from './limit-tries.ts'

export interface AuthOptions {
  db: Db
  secret: string
  /** Origin under which the service is known; without one that of each request is taken. */
  publicUrl: string | null
  now: () => Date
  log: (entry: LogEntry) => void
}

/** Header in which our own code, never a client, says who asks. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address'
export const AUTH_PATH = '/api/auth'

/** Calls of better-auth that the desk offers; all others do not exist here. */
export const AUTH_CALLS = [
  ['POST', '/sign-in/email'],
  ['POST', '/sign-out'],
  ['GET', '/get-session'],
  ['POST', '/change-password'],
  ['POST', '/revoke-other-sessions'],
  ['POST', '/two-factor/enable'],
  ['POST', '/two-factor/disable'],
  ['POST', '/two-factor/verify-totp'],
  ['POST', '/two-factor/verify-backup-code'],
  ['POST', '/two-factor/generate-backup-codes'],
] as const

/** Signed with the secret; where cookies are for https only its name begins with `__Secure-`. */
export const SESSION_COOKIE = 'desk.session_token'

export const PASSWORD_MIN = 12
const HOURS = 3600

export type Auth = ReturnType<typeof createAuth>

export function createAuth({ db, secret, publicUrl, now, log }: AuthOptions) {
  return betterAuth({
    appName: 'Tri-State Acupuncture Directory',
    // Only says whether cookies are for https; where requests come from is checked by the service.
    baseURL: publicUrl ?? 'http://localhost',
    basePath: AUTH_PATH,
    secret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        twoFactor: twoFactors,
      },
      transaction: true,
    }),
    // The service checks each origin itself before anything is called; this is the second check.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: 200,
    },
    user: {
      additionalFields: { role: { type: [...ROLES], required: true, input: false } },
    },
    // Sessions end on the hour they began with: nobody has to write for each page that is read.
    session: { expiresIn: 12 * HOURS, disableSessionRefresh: true },
    ...hooksOf(db, now),
    plugins: [twoFactor({ issuer: 'Tri-State Acupuncture Directory' })],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/*': { window: 60, max: 10 },
        '/two-factor/*': { window: 60, max: 10 },
      },
      customStorage: { consume: (key, rule) => consumeLimit(db, `auth ${key}`, rule, now()) },
    },
    advanced: {
      cookiePrefix: 'desk',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    // A failure is ours to report: its own report prints what was sent.
    onAPIError: { throw: true },
    logger: {
      level: 'warn',
      // Its details may hold what was sent.
      log: (level, message) =>
        log({ level: level === 'debug' ? 'info' : level, event: 'auth', message }),
    },
  })
}

/** Which of the calls change what one signs in with, as the audit log names it. */
const CHANGES: Record<string, string> = {
  '/change-password': 'change-password',
  '/two-factor/verify-totp': 'turn-on-second-factor',
  '/two-factor/disable': 'turn-off-second-factor',
  '/two-factor/generate-backup-codes': 'renew-backup-codes',
}

/**
 * Limits tries of passwords, and writes what people change of their own account to the audit log: that
 * it was changed, and nothing of what it was or is. better-auth tells it after its transaction, in
 * which nobody else can write.
 */
function hooksOf(db: Db, now: () => Date) {
  const note = async (path: string | undefined, userId: string, second?: boolean) => {
    const action = CHANGES[path ?? '']
    if (!action) return
    const factor = (isOn: boolean) => ({ secondFactor: isOn })
    await db.transaction((tx) =>
      appendAudit(
        tx,
        {
          actor: `user:${userId}`,
          action,
          subject: { type: 'user', id: userId },
          why: '',
          before: second === undefined ? null : factor(!second),
          after: second === undefined ? null : factor(second),
        },
        now(),
      ),
    )
  }
  const tries = limitTries(db, now, CLIENT_ADDRESS_HEADER)
  return {
    databaseHooks: {
      account: { update: { after: ({ userId }, context) => note(context?.path, userId) } },
      user: {
        update: {
          after: ({ id, twoFactorEnabled }, context) =>
            note(context?.path, id, twoFactorEnabled === true),
        },
      },
    },
    hooks: {
      before: tries.before,
      after: createAuthMiddleware(async (context) => {
        const { path } = context
        const { session, returned } = context.context
        await tries.after(context, returned)
        // New codes are no change of a row that the database's hooks are told of.
        if (path !== '/two-factor/generate-backup-codes' || returned instanceof APIError) return
        if (session) await note(path, session.user.id)
      }),
    },
  } satisfies Pick<BetterAuthOptions, 'databaseHooks' | 'hooks'>
}

/** How often a password may be guessed, whichever way leads to better-auth: a form or a call. */
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type { Db } from '#db/client.ts'
import { sha256 } from './audit.ts'
import { consumeLimit, type LimitRule, returnTry } from './consume-limit.ts'

const HOUR = 3600
/** One account from one address. */
const FROM_AN_ADDRESS = { window: HOUR, max: 20 }
/** One account from all addresses: more than a single stranger has, who cannot lock its owner out. */
const FROM_EVERYWHERE = { window: HOUR, max: 100 }
/** One's own password: whoever finds an open desk must not guess it. */
const AT_AN_OPEN_DESK = { window: 600, max: 20 }

const ASK_FOR_ONES_PASSWORD = new Set([
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
])

type AuthContext = Parameters<typeof getSessionFromCtx>[0]

/** What a call is a try at, the narrowest first; nothing for a call that asks for no password. */
async function triesOf(
  context: AuthContext,
  addressHeader: string,
): Promise<{ key: string; rule: LimitRule }[]> {
  const { path, body, headers } = context
  if (path === '/sign-in/email') {
    const email = typeof body?.email === 'string' ? body.email : ''
    const account = sha256(email.trim().toLowerCase())
    const address = headers?.get(addressHeader) ?? 'unknown'
    return [
      { key: `account ${account} from ${address}`, rule: FROM_AN_ADDRESS },
      { key: `account ${account}`, rule: FROM_EVERYWHERE },
    ]
  }
  if (!ASK_FOR_ONES_PASSWORD.has(path ?? '')) return []
  const session = await getSessionFromCtx(context)
  return session ? [{ key: `password ${session.user.id}`, rule: AT_AN_OPEN_DESK }] : []
}

/**
 * Hooks for better-auth. A try counts before its password is looked at, so that many at once are all
 * counted, and one that succeeds is returned. `addressHeader` says who asks.
 */
export const limitTries = (db: Db, now: () => Date, addressHeader: string) => ({
  before: createAuthMiddleware(async (context) => {
    for (const { key, rule } of await triesOf(context, addressHeader)) {
      const { retryAfter } = await consumeLimit(db, key, rule, now())
      if (retryAfter === null) continue
      const message = 'Too many tries. Try again later.'
      throw new APIError('TOO_MANY_REQUESTS', { message }, { 'X-Retry-After': String(retryAfter) })
    }
  }),
  after: async (context: AuthContext, returned: unknown) => {
    if (returned instanceof APIError) return
    for (const { key } of await triesOf(context, addressHeader)) await returnTry(db, key)
  },
})

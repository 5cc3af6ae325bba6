/** Who asks: a person with a session, a program with a key, or nobody; and whether they may. */
import type { Context, MiddlewareHandler } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { mayAct, type Role } from '#src/core/roles.ts'
import { useKey } from '#src/services/api-keys.ts'
import { AUTH_PATH, CLIENT_ADDRESS_HEADER, SESSION_COOKIE } from '#src/services/auth.ts'
import { findSession } from '#src/services/find-session.ts'
import { ForbiddenError, UnauthorizedError } from './desk-errors.ts'
import type { Site } from './deps.ts'
import { type Desk, type DeskSite, neededRole } from './desk.ts'

export interface Identity {
  /** As the audit log names them: `user:<id>` or `key:<id>`. */
  actor: string
  name: string
  role: Role
  via: 'session' | 'key'
  /** Whose checks and watches these are. */
  account: string
}

declare module 'hono' {
  interface ContextVariableMap {
    identity: Identity | null
  }
}

/** Lets through whom the address is for; sets `identity`. */
export const guard = (site: DeskSite): MiddlewareHandler =>
  async function guard(c, next) {
    const identity = await findIdentity(site, c)
    c.set('identity', identity)
    const needed = neededRole(c.req.method, c.req.path)
    if (needed !== 'visitor') {
      if (!identity) throw new UnauthorizedError('Sign in, or send a key.')
      if (!mayAct(identity.role, needed)) throw new ForbiddenError(`This needs the role ${needed}.`)
    }
    await next()
  }

const BEARER = /^Bearer +(\S+)$/i

/** A key that is given and not good is an error, not nobody. */
async function findIdentity(site: DeskSite, c: Context): Promise<Identity | null> {
  const authorization = c.req.header('Authorization')
  if (authorization !== undefined) {
    const key = BEARER.exec(authorization)?.[1]
    const found = key ? await useKey(site.database(c), key, site.now()) : null
    if (!found) throw new UnauthorizedError('This key is unknown, expired or revoked.')
    const actor = `key:${found.id}`
    const { name, role, account } = found
    return { actor, name, role, via: 'key', account: account ?? actor }
  }
  if (!c.req.header('Cookie')) return null
  const { auth, secret } = site.desk
  const isSecure = auth.options.advanced.useSecureCookies
  const token = await getSignedCookie(c, secret, SESSION_COOKIE, isSecure ? 'secure' : undefined)
  const user = token ? await findSession(site.database(c), token, site.now()) : null
  if (!user) return null
  const actor = `user:${user.id}`
  return { actor, name: user.name, role: user.role, via: 'session', account: actor }
}

const READS = ['GET', 'HEAD', 'OPTIONS']

/** Refuses what another site's page sends: a browser says where a request comes from. */
export const sameOrigin = (site: Site): MiddlewareHandler =>
  async function sameOrigin(c, next) {
    if (!READS.includes(c.req.method) && isForeign(c, site.publicUrl)) {
      throw new ForbiddenError('This request comes from another site.')
    }
    await next()
  }

/** A program sends neither header and no cookie; a browser that writes sends at least one. */
function isForeign(c: Context, publicUrl: string | null): boolean {
  const origin = c.req.header('Origin')
  const site = c.req.header('Sec-Fetch-Site')
  if (origin !== undefined) return !ownHosts(c, publicUrl).includes(hostOf(origin))
  if (site !== undefined) return site !== 'same-origin'
  return c.req.header('Cookie') !== undefined
}

const ownHosts = (c: Context, publicUrl: string | null): string[] => [
  new URL(c.req.url).host,
  ...(publicUrl ? [new URL(publicUrl).host] : []),
]

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : 'null')

const PASSED_ON = ['Cookie', 'Origin', 'User-Agent', 'Sec-Fetch-Site', 'Sec-Fetch-Mode']

/** Hands a request to better-auth, which limits and checks it; the client cannot name its address. */
export function callAuth(
  { auth, addressOf }: Desk,
  c: Context,
  path: string,
  body: Record<string, unknown>,
): Promise<Response> {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  for (const name of PASSED_ON) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const address = addressOf(c)
  if (address) headers.set(CLIENT_ADDRESS_HEADER, address)
  const url = new URL(`${AUTH_PATH}${path}`, c.req.url)
  return auth.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

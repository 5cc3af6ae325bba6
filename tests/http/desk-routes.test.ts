/**
 * Who may reach what. Every address with a handler has to be classified in the table; one that is not fails.
 * Then each that is not for everybody is tried by everybody who may not.
 */
import { count, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiKeys, auditEntries, sessions } from '#db/schema/index.ts'
import { createKey, revokeKey } from '#src/services/api-keys.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { CLASSIFIED, type Needed, patternOf } from './desk-route-table.ts'

interface Route {
  method: string
  path: string
  needed: Needed | null
}

let database: TestDatabase
let desk: DeskApp
let routes: Route[] = []
let admin = { cookie: '', actor: '' }
let clinic = { cookie: '', actor: '' }
/** What each who may not come in sends. */
let strangers: Record<string, Record<string, string>> = {}
const keys = { admin: '', clinic: '', expired: '', revoked: '' }

beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
  routes = desk.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => {
      const pattern = patternOf(path)
      return { method, path, needed: CLASSIFIED.get(`${method} ${pattern}`) ?? null }
    })
  admin = await desk.signIn('ada@example.org')
  clinic = await desk.signIn('clio@example.org', 'clinic')
  keys.admin = await desk.key('admin')
  keys.clinic = await desk.key('clinic')
  keys.expired = await spoiltKey('expired')
  keys.revoked = await spoiltKey('revoked')
  strangers = {
    'a visitor': {},
    'an expired key': bearer(keys.expired),
    'a revoked key': bearer(keys.revoked),
    'an unknown key': bearer(`tad_${'x'.repeat(43)}`),
    'no key at all': { Authorization: 'Basic YWRhOmFkYQ==' },
    'a session that is over': { Cookie: await endedSession(), Origin: ORIGIN },
    'a cookie that nobody signed': { Cookie: 'desk.session_token=abc.def', Origin: ORIGIN },
  }
})
afterAll(() => database.close())

async function spoiltKey(how: 'expired' | 'revoked'): Promise<string> {
  const { id, key } = await createKey(desk.ctx, { name: how, role: 'admin', by: 'cli:tests' })
  if (how === 'revoked') await revokeKey(desk.ctx, { id, by: 'cli:tests', why: 'lost' })
  else {
    const expiresAt = new Date(Date.now() - 1000)
    await database.db.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, id))
  }
  return key
}

async function endedSession(): Promise<string> {
  const { cookie, actor } = await desk.signIn('ed@example.org')
  await database.db
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(sessions.userId, actor.replace('user:', '')))
  return cookie
}

const addressOf = ({ path }: Route): string => path.replaceAll(/:\w+(\{[^/]+\})?/g, '1')

const ask = (route: Route, headers: Record<string, string>): Promise<Response> =>
  Promise.resolve(
    desk.app.request(ORIGIN + addressOf(route), {
      method: route.method,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      ...(route.method === 'GET' ? {} : { body: 'note=x' }),
    }),
  )

/** `sign in`, `forbidden`, or how else it was answered. */
async function outcome(route: Route, headers: Record<string, string>): Promise<string> {
  const { status, headers: said } = await ask(route, headers)
  if (status === 303 && said.get('Location')?.startsWith('/admin/sign-in')) return 'sign in'
  if (status === 401) return 'sign in'
  return status === 403 ? 'forbidden' : String(status)
}

/** The routes for which `headers` do not lead to the wanted outcome. */
async function exceptions(
  tried: Route[],
  headers: Record<string, string>,
  wanted: string,
): Promise<string[]> {
  const found: string[] = []
  for (const route of tried) {
    const got = await outcome(route, headers)
    if (got !== wanted) found.push(`${route.method} ${route.path}: ${got}`)
  }
  return found
}

const entries = async (): Promise<number> =>
  (await database.db.select({ count: count() }).from(auditEntries))[0]?.count ?? 0

const guarded = () => routes.filter(({ needed }) => needed !== 'visitor')
const forAdmins = () => routes.filter(({ needed }) => needed === 'admin' || needed === null)
const writes = () => routes.filter(({ method }) => method !== 'GET')

describe('every address', () => {
  it('is classified, and nothing is classified that does not exist', () => {
    const existing = new Set(routes.map(({ method, path }) => `${method} ${patternOf(path)}`))
    const unclassified = [...existing].filter((route) => !CLASSIFIED.has(route))
    const gone = [...CLASSIFIED.keys()].filter((route) => !existing.has(route))
    expect({ unclassified, gone }).toEqual({ unclassified: [], gone: [] })
  })

  it('that writes comes under a path with a rule of its own, or is for admins', () => {
    const open = writes().filter(({ needed }) => needed === 'visitor')
    expect(open.map(({ path }) => path).filter((path) => !OPEN_WRITES.test(path))).toEqual([])
  })
})

const OPEN_WRITES =
  /^\/api\/auth\/|^\/admin\/(sign-in|welcome)|^(\/api\/v1)?\/(practitioners\/[^/]+\/(correction|training)|checks?$|receipts\/verify$)/

describe('an address that is not for everybody', () => {
  it('sends away whoever is nobody, and nothing is noted as decided', async () => {
    const before = await entries()
    const found: Record<string, string[]> = {}
    for (const [who, headers] of Object.entries(strangers)) {
      found[who] = await exceptions(guarded(), headers, 'sign in')
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(strangers).map((who) => [who, []])))
    expect(await entries()).toBe(before)
  })

  it('refuses a clinic where it is for admins', async () => {
    const session = { Cookie: clinic.cookie, Origin: ORIGIN }
    expect(await exceptions(forAdmins(), session, 'forbidden')).toEqual([])
    expect(await exceptions(forAdmins(), bearer(keys.clinic), 'forbidden')).toEqual([])
  })

  it('lets an admin in, by session and by key, and reads without an error', async () => {
    const reads = guarded().filter(
      ({ method, path }) => method === 'GET' && !path.endsWith('/events'),
    )
    for (const headers of [{ Cookie: admin.cookie }, bearer(keys.admin)]) {
      for (const route of reads) {
        const got = await outcome(route, headers)
        const isAccount = route.path === '/admin/account' && 'Authorization' in headers
        // A key is no person and has no account.
        const wanted = isAccount ? /: forbidden$/ : /: (200|400|404)$/
        expect(`${route.path}: ${got}`).toMatch(wanted)
      }
    }
  })

  it('is found under no other spelling of its path', async () => {
    for (const route of forAdmins().filter(({ method }) => method === 'GET')) {
      const path = addressOf(route)
      const spellings = [
        `/${path}`,
        `${path}/`,
        path.toUpperCase(),
        path.replace('/a', '/%61'),
        path.replace('/', '/./'),
        `${path}%0A`,
        `${path}?x=/practitioners`,
      ]
      for (const spelling of spellings) {
        expect(`${spelling}: ${(await desk.get(spelling)).status}`).not.toMatch(/: 200$/)
      }
      const head = await desk.app.request(ORIGIN + path, { method: 'HEAD' })
      expect(head.status).not.toBe(200)
    }
  })
})

describe('an address that writes', () => {
  it.each([
    ['an origin of another site', { Origin: 'https://evil.example' }],
    ['an origin without a name', { Origin: 'null' }],
    ['a scheme that only looks like ours', { Origin: 'http://localhost.evil.example' }],
    ['a browser that says another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a browser that says a sibling', { 'Sec-Fetch-Site': 'same-site' }],
    ['a cookie and no origin', {}],
  ])('refuses %s, also with an admin’s session or key', async (_, headers) => {
    const before = await entries()
    const session = { Cookie: admin.cookie, ...headers }
    expect(await exceptions(writes(), session, 'forbidden')).toEqual([])
    if (Object.keys(headers).length > 0) {
      const withKey = { ...bearer(keys.admin), ...headers }
      expect(await exceptions(writes(), withKey, 'forbidden')).toEqual([])
    }
    expect(await entries()).toBe(before)
  })

  it('without a session gets nothing from better-auth', async () => {
    const calls = writes().filter(({ path }) => path.startsWith('/api/auth/'))
    for (const { path, method } of calls) {
      const answer = await desk.send(method, path, { password: 'x', newPassword: 'y', code: '1' })
      const cookies = answer.headers.getSetCookie().filter((cookie) => !/Max-Age=0/i.test(cookie))
      expect(cookies).toEqual([])
      expect(`${path}: ${answer.status}`).toMatch(/: (4\d\d|200)$/)
      if (answer.status === 200) expect(path).toBe('/api/auth/sign-out')
    }
  })
})

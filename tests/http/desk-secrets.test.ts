/**
 * Passwords, keys, tokens and connection strings never reach a log, also not when a statement fails
 * that has them in it: each table is taken away in turn while somebody signs in and works.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { rowsOf } from '#db/client.ts'
import { openPostgres } from '#db/postgres.ts'
import { twoFactors, users } from '#db/schema/index.ts'
import { createAuth } from '#src/services/auth.ts'
import { invite } from '#src/services/users.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import {
  bearer,
  cookieOf,
  createDeskApp,
  type DeskApp,
  ORIGIN,
  PASSWORD,
} from '#tests/helpers/desk-app.ts'

/** Everything that a request of somebody at the desk reads or writes. */
const TABLES = [
  'users',
  'sessions',
  'accounts',
  'verifications',
  'two_factors',
  'rate_limits',
  'invitations',
  'api_keys',
  'audit_entries',
  'watch_lists',
  'checks',
]
/** Whoever has one of these in an address may read what is there. */
const FEED_TOKEN = 'f'.repeat(43)
const CHECK_ID = 'c'.repeat(26)
/** What an app for codes is shown, once. */
const SHOWN = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
const NEW_PASSWORD = 'another one, long enough'
const WRONG_PASSWORD = 'wrong, and still a secret'

let database: TestDatabase
let desk: DeskApp
/** What must not be found, by what it is. */
const secrets = new Map<string, string>([
  ['a password', PASSWORD],
  ['a new password', NEW_PASSWORD],
  ['a wrong password', WRONG_PASSWORD],
  ['a feed', FEED_TOKEN],
  ['a check', CHECK_ID],
])

beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database, { now: laterEachTime() })
})
afterAll(() => database.close())

/** Two minutes go by between any two looks at the clock, so that no limit is ever reached. */
function laterEachTime(): () => Date {
  let at = Date.now()
  return () => new Date((at += 120_000))
}

/** All that the tables hold and nobody else may know; and what was given to whoever it is for. */
async function noteSecrets(): Promise<void> {
  const columns = {
    'a password hash': 'select password as it from accounts',
    'a session token': 'select token as it from sessions',
    'a hash of a link': 'select token_hash as it from invitations',
    'a hash of a key': 'select key_hash as it from api_keys',
    'a second factor': 'select secret as it from two_factors',
    'backup codes': 'select backup_codes as it from two_factors',
    'the secret of the service': 'select value as it from service_secrets',
  }
  for (const [name, query] of Object.entries(columns)) {
    const rows = await rowsOf<{ it: string }>(database.db, sql.raw(query))
    for (const [index, { it }] of rows.entries()) secrets.set(`${name} (${index})`, it)
  }
  secrets.set('what signs cookies', desk.desk.secret)
}

/** Whatever came of each request: statuses differ with what is broken. */
async function work(who: { cookie: string }, key: string, token: string): Promise<string[]> {
  const cookie = { Cookie: who.cookie, Origin: ORIGIN }
  const credentials = { email: 'ada@example.org', password: PASSWORD }
  const factor = { password: PASSWORD, code: '123456' }
  const passwords = { current: WRONG_PASSWORD, next: NEW_PASSWORD, again: NEW_PASSWORD }
  const change = { currentPassword: WRONG_PASSWORD, newPassword: NEW_PASSWORD }
  const account = { token, name: 'Bo', email: 'bo@example.org', password: NEW_PASSWORD }
  const invitation = { email: 'c@example.org', role: 'clinic' }
  const asks = [
    () => desk.get(`/admin/welcome?token=${token}`),
    () => desk.post('/admin/welcome', account),
    () => desk.post('/admin/sign-in', credentials),
    () => desk.post('/admin/sign-in', { ...credentials, password: WRONG_PASSWORD }),
    () => desk.post('/admin/sign-in/code', { code: 'abcde-fghij' }, cookie),
    () => desk.send('POST', '/api/auth/sign-in/email', credentials),
    () => desk.get('/api/auth/get-session', cookie),
    () => desk.send('POST', '/api/auth/change-password', change, cookie),
    () => desk.send('POST', '/api/auth/two-factor/enable', factor, cookie),
    () => desk.send('POST', '/api/auth/two-factor/verify-totp', factor, cookie),
    () => desk.send('POST', '/api/auth/two-factor/verify-backup-code', factor, cookie),
    () => desk.get('/admin/account', cookie),
    () => desk.post('/admin/account/password', passwords, cookie),
    () => desk.post('/admin/account/second-factor', factor, cookie),
    () => desk.get('/admin/keys', cookie),
    () => desk.get('/api/v1/keys', bearer(key)),
    () => desk.get('/api/v1/users', bearer(key)),
    () => desk.send('POST', '/api/v1/invitations', invitation, bearer(key)),
    () => desk.get(`/watches/feed/${FEED_TOKEN}.atom`),
    () => desk.get(`/watches/feed/${FEED_TOKEN}.ics`),
    () => desk.get(`/receipts/${CHECK_ID}`, cookie),
    () => desk.get(`/api/v1/checks/${CHECK_ID}.pdf`, bearer(key)),
    () => desk.send('DELETE', `/api/v1/checks/${CHECK_ID}`, {}, bearer(key)),
  ]
  const bodies: string[] = []
  for (const ask of asks) {
    const answer = await ask()
    if (answer.status >= 500) bodies.push(await answer.text())
  }
  return bodies
}

/** Which secrets stand in a text, by what they are. */
const leaksIn = (text: string): string[] =>
  [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name)

describe('while a table is gone', () => {
  let who = { cookie: '', actor: '' }
  let key = ''

  beforeAll(async () => {
    who = await desk.signIn('ada@example.org')
    const factor = { password: PASSWORD }
    const cookie = { Cookie: who.cookie, Origin: ORIGIN }
    const enabled = await desk.send('POST', '/api/auth/two-factor/enable', factor, cookie)
    expect(enabled.status).toBe(200)
    const shown = SHOWN.parse(await enabled.json())
    secrets.set('the secret of an app', /secret=(\w+)/.exec(shown.totpURI)?.[1] ?? 'none')
    for (const code of shown.backupCodes) secrets.set(`a backup code (${code})`, code)
    // From here on a sign-in is half a sign-in, and what of it is kept has a table of its own.
    await database.db.update(users).set({ twoFactorEnabled: true })
    await database.db.update(twoFactors).set({ verified: true })
    key = await desk.key('admin')
    secrets.set('a key', key)
    secrets.set('a cookie', who.cookie.split('=')[1] ?? 'none')
  })

  it.each(TABLES)('%s: what is logged and answered names no secret', async (table) => {
    const token = await invite(desk.ctx, { email: null, role: 'admin', by: 'cli:tests' })
    secrets.set('a link', token)
    await noteSecrets()
    const printed = [
      vi.spyOn(console, 'error'),
      vi.spyOn(console, 'warn'),
      vi.spyOn(console, 'log'),
    ]
    desk.logged.length = 0
    await database.db.execute(sql.raw(`alter table ${table} rename to gone`))
    let bodies: string[] = []
    try {
      bodies = await work(who, key, token)
    } finally {
      await database.db.execute(sql.raw(`alter table gone rename to ${table}`))
    }
    const calls = printed.flatMap((spy) => spy.mock.calls)
    for (const spy of printed) spy.mockClear()
    const log = desk.logged.map((entry) => JSON.stringify(entry))
    expect(log.length).toBeGreaterThan(0)
    expect(log.join('\n')).toContain('Failed query')
    expect(log.flatMap(leaksIn)).toEqual([])
    expect(calls.map(String).flatMap(leaksIn)).toEqual([])
    // A problem names the address that was asked, to whoever asked.
    expect(bodies.flatMap(leaksIn).filter((name) => name !== 'a check')).toEqual([])
    expect(bodies.join('\n')).not.toContain('Failed query')
  })

  it('what works is logged without them too, and each would be found', async () => {
    desk.logged.length = 0
    const token = await invite(desk.ctx, { email: null, role: 'admin', by: 'cli:tests' })
    await work(who, key, token)
    expect(desk.logged.map((entry) => JSON.stringify(entry)).flatMap(leaksIn)).toEqual([])
    expect(secrets.size).toBeGreaterThan(15)
    expect(leaksIn(`x${PASSWORD}x ${key}`)).toEqual(['a password', 'a key'])
  })
})

describe('the audit log', () => {
  it('holds none of them', async () => {
    await noteSecrets()
    const rows = await rowsOf<{ it: string }>(
      database.db,
      sql`select concat_ws(' ', actor, action, subject_id, why, before, after) as it
          from audit_entries`,
    )
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.map(({ it: text }) => text).flatMap(leaksIn)).toEqual([])
  })
})

const DATABASE_PASSWORD = 'hunter2-of-the-database'
/** Nothing listens there. */
const UNREACHABLE = `postgres://directory:${DATABASE_PASSWORD}@127.0.0.1:9/directory`

describe('a connection string', () => {
  it('stays out of the log of a service whose database is out of reach', async () => {
    const away = openPostgres(UNREACHABLE, { connect_timeout: 2 })
    const log: object[] = []
    const note = (entry: object) => void log.push(entry)
    const auth = createAuth({
      db: away.db,
      secret: 'long enough for a secret of tests, it is',
      publicUrl: null,
      now: () => new Date(),
      log: note,
    })
    const ctx = { ...desk.ctx, db: away.db, log: note }
    const cut = await createDeskApp({ ...database, db: away.db }, { desk: { auth, ctx } })
    const fields = { email: 'ada@example.org', password: PASSWORD }
    const answers = [
      await cut.post('/admin/sign-in', fields),
      await cut.send('POST', '/api/auth/sign-in/email', fields),
      await cut.get('/api/v1/keys', bearer(`tad_${'x'.repeat(43)}`)),
    ]
    await away.close()
    expect(answers.map(({ status }) => status >= 500)).toEqual([true, true, true])
    const said = [...log, ...cut.logged].map((entry) => JSON.stringify(entry))
    said.push(...(await Promise.all(answers.map((answer) => answer.text()))))
    expect(said.join('\n')).toContain('ECONNREFUSED')
    for (const line of said) {
      expect(line).not.toContain(DATABASE_PASSWORD)
      expect(line).not.toContain(PASSWORD)
    }
  })
})

it('cookies of sessions cannot be read by a script and are not sent along from elsewhere', async () => {
  const fields = { email: 'eve@example.org', password: PASSWORD }
  await desk.signIn(fields.email)
  const answer = await desk.post('/admin/sign-in', fields)
  expect(cookieOf(answer)).toContain('desk.session_token=')
  for (const cookie of answer.headers.getSetCookie()) {
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/i)
  }
})

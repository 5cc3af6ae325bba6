/** One's own account, through the pages, as a browser without JavaScript sends its forms. */
import { and, asc, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries } from '#db/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, cookieOf, createDeskApp, type DeskApp, PASSWORD } from '#tests/helpers/desk-app.ts'
import { codeOf } from '#tests/helpers/totp.ts'

const NEW_PASSWORD = 'another long password'

let database: TestDatabase
let desk: DeskApp
/** Of now: each test has an hour of its own, so that none is stopped by the tries of another. */
let hours = 0
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database, { now: () => new Date(Date.now() + hours * 3_600_000) })
})
afterAll(() => database.close())

const see = async (cookie: string, path = '/admin/account') => {
  const answer = await desk.get(path, { Cookie: cookie })
  return { status: answer.status, text: await answer.text() }
}
const signInWith = (email: string, password: string) =>
  desk.post('/admin/sign-in', { email, password })

/** What the log says that somebody did to their own account, in order. */
async function audited(actor: string) {
  const rows = await database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.actor, actor), ne(auditEntries.action, 'accept-invitation')))
    .orderBy(asc(auditEntries.seq))
  return rows.map(({ action, subjectType, subjectId, before, after }) => {
    expect(`${subjectType}:${subjectId}`).toBe(actor)
    return [action, before, after]
  })
}
const FACTOR_ON = '{"secondFactor":true}'
const FACTOR_OFF = '{"secondFactor":false}'

describe('the account', () => {
  it('is shown to whoever is signed in, a clinic too, and to no key', async () => {
    const { cookie } = await desk.signIn('ann@example.org', 'clinic')
    const { status, text } = await see(cookie)
    expect(status).toBe(200)
    expect(text).toContain('ann@example.org')
    expect(text).not.toContain('/admin/people')
    const key = await desk.key('admin')
    expect((await desk.get('/admin/account', bearer(key))).status).toBe(403)
    expect((await desk.get('/admin/account')).status).toBe(303)
  })

  it('changes the password and ends all other sessions', async () => {
    const first = await desk.signIn('bea@example.org')
    const second = cookieOf(await signInWith('bea@example.org', PASSWORD))
    expect((await see(second)).text).toContain('one other place')
    const change = (fields: Record<string, string>) =>
      desk.post('/admin/account/password', fields, { Cookie: second })
    const good = { current: PASSWORD, next: NEW_PASSWORD, again: NEW_PASSWORD }
    for (const bad of [
      { ...good, current: 'not the password' },
      { ...good, again: 'not the same at all' },
      { ...good, next: 'short', again: 'short' },
    ]) {
      expect((await change(bad)).status).toBe(400)
    }
    const changed = await change(good)
    expect(changed.headers.get('Location')).toBe('/admin/account?done=password')
    expect((await see(first.cookie)).status).toBe(303)
    expect((await see(cookieOf(changed))).text).toContain('Only here.')
    expect((await signInWith('bea@example.org', PASSWORD)).status).toBe(401)
    expect((await signInWith('bea@example.org', NEW_PASSWORD)).status).toBe(303)
    expect(await audited(first.actor)).toEqual([['change-password', null, null]])
  })

  it('ends the other sessions and keeps this one', async () => {
    const first = await desk.signIn('cat@example.org')
    const second = cookieOf(await signInWith('cat@example.org', PASSWORD))
    const ended = await desk.post('/admin/account/sessions/end', {}, { Cookie: second })
    expect(ended.headers.get('Location')).toBe('/admin/account?done=sessions')
    expect((await see(first.cookie)).status).toBe(303)
    expect((await see(second)).status).toBe(200)
  })

  it('stops whoever guesses the password at an open desk', async () => {
    hours += 1
    const { cookie } = await desk.signIn('dee@example.org')
    const statuses: number[] = []
    for (let tries = 0; tries < 21; tries += 1) {
      const fields = { current: 'a wrong guess', next: NEW_PASSWORD, again: NEW_PASSWORD }
      statuses.push((await desk.post('/admin/account/password', fields, { Cookie: cookie })).status)
    }
    expect(statuses.slice(0, 3)).toEqual([400, 400, 400])
    expect(statuses.at(-1)).toBe(429)
  })
})

/** What the page of the second factor shows once. */
function read(text: string) {
  const uri = /href="(otpauth:[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const codes = [...text.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code)
  return { secret, codes, shown: text.replaceAll(' ', '').includes(secret) }
}

describe('the second factor', () => {
  it('counts only after a code, and then signing in asks for one', async () => {
    hours += 1
    const email = 'eve@example.org'
    const { cookie, actor } = await desk.signIn(email)
    const post = (path: string, fields: Record<string, string>, as = cookie) =>
      desk.post(`/admin/account${path}`, fields, { Cookie: as })
    expect((await post('/second-factor', { password: 'wrong' })).status).toBe(400)

    const made = read(await (await post('/second-factor', { password: PASSWORD })).text())
    expect([made.shown, made.codes.length]).toEqual([true, 10])
    expect((await signInWith(email, PASSWORD)).headers.get('Location')).toBe('/admin')
    expect((await post('/second-factor/confirm', { code: '000000' })).status).toBe(400)

    const on = await post('/second-factor/confirm', { code: codeOf(made.secret) })
    expect(on.headers.get('Location')).toBe('/admin/account?done=factor-on')
    const page = await see(cookieOf(on), '/admin/account?done=factor-on')
    expect(page.text).toContain('The second factor is on.')
    expect(page.text).not.toContain(made.secret)

    const half = await signInWith(email, PASSWORD)
    expect(half.headers.get('Location')).toContain('/admin/sign-in/code')
    expect((await see(cookieOf(half))).status).toBe(303)
    const code = codeOf(made.secret)
    const whole = await desk.post('/admin/sign-in/code', { code }, { Cookie: cookieOf(half) })
    expect((await see(cookieOf(whole))).status).toBe(200)
    expect(await audited(actor)).toEqual([['turn-on-second-factor', FACTOR_OFF, FACTOR_ON]])
  })

  it('has backup codes that work once, which can be replaced, and can be turned off', async () => {
    hours += 1
    const email = 'fay@example.org'
    const { cookie, actor } = await desk.signIn(email)
    const post = (path: string, fields: Record<string, string>, as: string) =>
      desk.post(`/admin/account${path}`, fields, { Cookie: as })
    const password = PASSWORD
    const made = read(await (await post('/second-factor', { password }, cookie)).text())
    const code = codeOf(made.secret)
    const now = cookieOf(await post('/second-factor/confirm', { code }, cookie))

    const signInWithCode = async (backupCode: string) => {
      const half = cookieOf(await signInWith(email, PASSWORD))
      const answer = await desk.post('/admin/sign-in/code', { code: backupCode }, { Cookie: half })
      return answer.status
    }
    expect(await signInWithCode(made.codes[0] ?? '')).toBe(303)
    expect(await signInWithCode(made.codes[0] ?? '')).toBe(401)

    expect((await post('/backup-codes', { password: 'wrong' }, now)).status).toBe(400)
    const fresh = await (await post('/backup-codes', { password }, now)).text()
    const [, newCode = ''] = /<li><code>([^<]+)<\/code>/.exec(fresh) ?? []
    expect(await signInWithCode(made.codes[1] ?? '')).toBe(401)
    expect(await signInWithCode(newCode)).toBe(303)

    expect((await post('/second-factor/off', { password: 'wrong' }, now)).status).toBe(400)
    const off = await post('/second-factor/off', { password }, now)
    expect(off.headers.get('Location')).toBe('/admin/account?done=factor-off')
    expect((await signInWith(email, PASSWORD)).headers.get('Location')).toBe('/admin')
    expect(await audited(actor)).toEqual([
      ['turn-on-second-factor', FACTOR_OFF, FACTOR_ON],
      ['renew-backup-codes', null, null],
      ['turn-off-second-factor', FACTOR_ON, FACTOR_OFF],
    ])
  })

  it('writes no secret to the log', () => {
    const logged = JSON.stringify(desk.logged)
    expect(logged).not.toContain(PASSWORD)
    expect(logged).not.toContain('otpauth')
  })
})

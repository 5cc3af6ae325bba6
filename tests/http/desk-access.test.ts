/** People and keys: through the pages and through the API, which are the same decisions. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries } from '#db/schema/index.ts'
import { createKey } from '#src/services/api-keys.ts'
import { RefusedError } from '#src/services/errors.ts'
import { removeUser } from '#src/services/remove-user.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, cookieOf, createDeskApp, type DeskApp, PASSWORD } from '#tests/helpers/desk-app.ts'

const DAY_MS = 86_400_000

let database: TestDatabase
let desk: DeskApp
let boss: { cookie: string; actor: string }
let days = 0
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database, { now: () => new Date(Date.now() + days * DAY_MS) })
  boss = await desk.signIn('boss@example.org')
})
afterAll(() => database.close())

const asBoss = () => ({ Cookie: boss.cookie })
const idOf = (actor: string) => actor.replace(/^\w+:/, '')
const audited = (action: string, id: string) =>
  database.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id)))
const post = (path: string, fields: Record<string, string>) => desk.post(path, fields, asBoss())
const linkIn = (text: string) => /\/admin\/welcome\?token=([\w-]{43})/.exec(text)?.[1] ?? ''
const welcomeStatus = async (token: string) =>
  (await desk.get(`/admin/welcome?token=${token}`)).status

describe('inviting', () => {
  it('shows a link once that makes an account with the role, for that address only', async () => {
    const made = await post('/admin/people/invite', { email: 'Ida@Example.org', role: 'clinic' })
    expect(made.headers.get('Cache-Control')).toBe('no-store')
    const token = linkIn(await made.text())
    const list = await (await desk.get('/admin/people', asBoss())).text()
    expect(list).toContain('ida@example.org')
    expect(list).toContain('Invited by boss')
    expect(list).not.toContain(token)
    const fields = { token, name: 'Ida', email: 'other@example.org', password: PASSWORD }
    const welcomed = await desk.post('/admin/welcome', fields)
    expect(welcomed.headers.get('Location')).toBe('/admin/account')
    const account = await desk.get('/admin/account', { Cookie: cookieOf(welcomed) })
    expect(await account.text()).toContain('ida@example.org')
  })

  it('refuses an address that has an account, and one that is none', async () => {
    const again = await post('/admin/people/invite', { email: 'boss@example.org', role: 'admin' })
    expect([again.status, await again.text()]).toEqual([
      400,
      expect.stringContaining('has an account already'),
    ])
    expect((await post('/admin/people/invite', { email: 'x', role: 'admin' })).status).toBe(400)
    expect((await post('/admin/people/invite', { email: 'a@b.org', role: 'king' })).status).toBe(
      400,
    )
  })

  it('spends the older link of an address, and a withdrawn one', async () => {
    const make = async () => {
      const body = { email: 'jo@example.org', role: 'admin' }
      const answer = await desk.send('POST', '/api/v1/invitations', body, bearer(await adminKey()))
      expect(answer.status).toBe(201)
      return linkIn(await answer.text())
    }
    const [older, newer] = [await make(), await make()]
    expect([await welcomeStatus(older), await welcomeStatus(newer)]).toEqual([404, 200])
    const { items } = await list('/api/v1/invitations')
    const { id } = items.find(({ email }) => email === 'jo@example.org') ?? {}
    const withdraw = `/admin/people/invitations/${id}/withdraw`
    expect((await post(withdraw, {})).status).toBe(303)
    expect(await welcomeStatus(newer)).toBe(404)
    const late = await post(withdraw, {})
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('withdrawn already, by boss'),
    ])
    expect((await post('/admin/people/invitations/none/withdraw', {})).status).toBe(404)
  })
})

let key: string | null = null
const adminKey = async () => (key ??= await desk.key('admin'))

async function list(path: string) {
  const answer = await desk.get(path, bearer(await adminKey()))
  expect(answer.status).toBe(200)
  const body: { items: Record<string, string>[]; next_cursor: string | null } = JSON.parse(
    await answer.text(),
  )
  return body
}

describe('removing', () => {
  it('ends sessions, keys and invitations of the account at once', async () => {
    const kim = await desk.signIn('kim@example.org')
    const made = await createKey(desk.ctx, { name: 'of Kim', role: 'admin', by: kim.actor })
    const second = await createKey(desk.ctx, {
      name: 'of the key of Kim',
      role: 'admin',
      by: `key:${made.id}`,
    })
    const invited = await desk.post(
      '/admin/people/invite',
      { email: 'spare@example.org', role: 'admin' },
      { Cookie: kim.cookie },
    )
    const token = linkIn(await invited.text())
    const page = `/admin/people/${idOf(kim.actor)}`
    expect(await (await desk.get(page, asBoss())).text()).toContain('of the key of Kim')
    expect((await post(`${page}/remove`, { why: ' ' })).status).toBe(400)

    const removed = await post(`${page}/remove`, { why: 'left us' })
    expect(removed.headers.get('Location')).toBe('/admin/people?done=removed')
    expect((await desk.get('/admin/people', { Cookie: kim.cookie })).status).toBe(303)
    for (const { key } of [made, second]) {
      expect((await desk.get('/api/v1/users', bearer(key))).status).toBe(401)
    }
    expect(await welcomeStatus(token)).toBe(404)
    expect((await desk.get(page, asBoss())).status).toBe(404)
    const [entry] = await audited('remove-user', idOf(kim.actor))
    expect(entry).toMatchObject({ actor: boss.actor, why: 'left us', after: null })
    expect(entry?.before).toContain('kim@example.org')

    const late = await post(`${page}/remove`, { why: 'left us' })
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('removed already, by boss'),
    ])
    expect((await post('/admin/people/nobody/remove', { why: 'x' })).status).toBe(404)
  })

  it('never takes the last admin, also when two remove each other at once', async () => {
    const lea = await desk.signIn('lea@example.org')
    const remove = (who: string, by: string) =>
      removeUser(desk.ctx, { id: idOf(who), by, why: 'a quarrel' })
    const both = await Promise.allSettled([
      remove(lea.actor, boss.actor),
      remove(boss.actor, lea.actor),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((result) => result.status === 'rejected')
    expect(lost?.reason).toBeInstanceOf(RefusedError)
    const { items } = await list('/api/v1/users')
    const admins = items.filter(({ role }) => role === 'admin')
    expect(admins).toHaveLength(1)
    boss = both[0]?.status === 'fulfilled' ? boss : lea
    const last = await post(`/admin/people/${admins[0]?.id}/remove`, { why: 'tired' })
    expect([last.status, await last.text()]).toEqual([400, expect.stringContaining('last admin')])
    const body = { why: 'tired' }
    const path = `/api/v1/users/${admins[0]?.id}/remove`
    expect((await desk.send('POST', path, body, bearer(await adminKey()))).status).toBe(409)
  })
})

describe('keys', () => {
  const fields = { id: 'formid0001', name: 'An <export>', role: 'clinic', days: '30' }

  it('are shown once; a form that is sent twice makes one', async () => {
    const made = await post('/admin/keys', fields)
    const secret = /tad_[\w-]{43}/.exec(await made.text())?.[0] ?? ''
    expect(made.headers.get('Cache-Control')).toBe('no-store')
    expect((await post('/admin/keys', fields)).status).toBe(409)
    const shown = await (await desk.get('/admin/keys', asBoss())).text()
    expect(shown).toContain(`${secret.slice(0, 12)}…`)
    expect(shown).not.toContain(secret)
    expect(shown).toContain('An &lt;export&gt;')
    expect(shown).toContain('Never')
    // A clinic may not read the list of people.
    expect((await desk.get('/api/v1/users', bearer(secret))).status).toBe(403)
    expect(await (await desk.get('/admin/keys/formid0001', asBoss())).text()).not.toContain('Never')
    days += 31
    expect((await desk.get('/api/v1/practitioners', bearer(secret))).status).toBe(401)
    days -= 31
  })

  it.each([
    { ...fields, days: '0' },
    { ...fields, days: '4000' },
    { ...fields, role: 'king' },
    { ...fields, name: ' ' },
    { ...fields, name: 'a\0b' },
    { ...fields, id: '../x' },
  ])('are not made of %o', async (bad) => {
    expect((await post('/admin/keys', bad)).status).toBe(400)
  })

  it('are revoked at once, with a reason, by the first who does', async () => {
    const { id, key: secret } = await createKey(desk.ctx, {
      name: 'doomed',
      role: 'admin',
      by: boss.actor,
    })
    expect((await post(`/admin/keys/${id}/revoke`, { why: '' })).status).toBe(400)
    const path = `/api/v1/keys/${id}/revoke`
    const both = await Promise.all([
      post(`/admin/keys/${id}/revoke`, { why: 'it leaked' }),
      desk.send('POST', path, { why: 'it leaked' }, bearer(await adminKey())),
    ])
    const statuses = both.map(({ status }) => status)
    expect([
      [303, 409],
      [409, 200],
    ]).toContainEqual(statuses)
    expect(await both[statuses.indexOf(409)]?.text()).toMatch(
      /revoked already, by (boss|lea|an? admin)\./,
    )
    expect((await desk.get('/api/v1/keys', bearer(secret))).status).toBe(401)
    expect(await audited('revoke-key', id)).toMatchObject([{ why: 'it leaked' }])
    expect(await (await desk.get(`/admin/keys/${id}`, asBoss())).text()).toContain('Revoked')
    expect((await desk.get('/admin/keys/none', asBoss())).status).toBe(404)
    expect((await post('/admin/keys/none/revoke', { why: 'x' })).status).toBe(404)
  })

  it('are made through the API, and listed a page at a time', async () => {
    const auth = bearer(await adminKey())
    const answer = await desk.send('POST', '/api/v1/keys', { name: 'n', role: 'clinic' }, auth)
    expect(answer.status).toBe(201)
    const names: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(`/api/v1/keys?limit=2${cursor}`)
      names.push(...page.items.map(({ id = '' }) => id))
      cursor = page.next_cursor === null ? null : `&cursor=${page.next_cursor}`
    }
    const whole = await list('/api/v1/keys')
    expect(names).toEqual(whole.items.map(({ id }) => id))
    expect(JSON.stringify(whole)).not.toMatch(/tad_[\w-]{20}/)
    const bad = await desk.send('POST', '/api/v1/keys', { name: '', role: 'clinic' }, auth)
    expect(bad.status).toBe(400)
  })

  it('people are listed a page at a time too', async () => {
    const first = await list('/api/v1/users?limit=1')
    const second = await list(`/api/v1/users?limit=1&cursor=${first.next_cursor}`)
    const [one, two] = [first.items[0]?.email ?? '', second.items[0]?.email ?? '']
    expect(one < two).toBe(true)
  })
})

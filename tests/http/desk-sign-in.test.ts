import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inviteFirstAdmin } from '#src/services/users.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, cookieOf, createDeskApp, type DeskApp, PASSWORD } from '#tests/helpers/desk-app.ts'

let database: TestDatabase
let desk: DeskApp
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
})
afterAll(() => database.close())

describe('signing in', () => {
  it('makes the first admin through a link, once', async () => {
    const token = await inviteFirstAdmin(desk.ctx)
    expect(await (await desk.get(`/admin/welcome?token=${token}`)).text()).toContain('Make my')
    const account = {
      token: token ?? '',
      name: 'Ada',
      email: 'ada@example.org',
      password: PASSWORD,
    }
    const both = await Promise.all([
      desk.post('/admin/welcome', account),
      desk.post('/admin/welcome', { ...account, email: 'eve@example.org' }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404])
    const cookie = cookieOf(both.find(({ status }) => status === 303) ?? new Response())
    expect((await desk.get('/admin/nothing', { Cookie: cookie })).status).toBe(404)
    expect(await inviteFirstAdmin(desk.ctx)).toBeNull()
  })

  it('leads a visitor to the form and back, and nowhere else', async () => {
    const asked = await desk.get('/admin/runs?page=2')
    expect(asked.status).toBe(303)
    expect(asked.headers.get('Location')).toBe('/admin/sign-in?next=%2Fadmin%2Fruns%3Fpage%3D2')
    await desk.signIn('bo@example.org')
    const fields = { email: 'bo@example.org', password: PASSWORD }
    const back = await desk.post('/admin/sign-in', { ...fields, next: '/admin/runs?page=2' })
    expect(back.headers.get('Location')).toBe('/admin/runs?page=2')
    const away = await desk.post('/admin/sign-in', { ...fields, next: '//evil.example' })
    expect(away.headers.get('Location')).toBe('/admin')
  })

  it('refuses a wrong password in the same words as an unknown address', async () => {
    const say = async (email: string) =>
      (await desk.post('/admin/sign-in', { email, password: 'wrong wrong wrong' })).text()
    expect(await say('bo@example.org')).toBe(await say('nobody@example.org'))
  })

  it('ends a session', async () => {
    const { cookie } = await desk.signIn('cy@example.org')
    expect((await desk.get('/admin/nothing', { Cookie: cookie })).status).toBe(404)
    await desk.post('/admin/sign-out', {}, { Cookie: cookie })
    expect((await desk.get('/admin/nothing', { Cookie: cookie })).status).toBe(303)
  })

  it('keeps a foreign page, a bad key and a clinic out, and leads that to its checks', async () => {
    const { cookie } = await desk.signIn('di@example.org', 'clinic')
    expect((await desk.get('/admin/runs', { Cookie: cookie })).status).toBe(403)
    const fields = { email: 'di@example.org', password: PASSWORD }
    const start = await desk.post('/admin/sign-in', fields)
    expect(start.headers.get('Location')).toBe('/checks')
    const admin = await desk.signIn('el@example.org')
    const foreign = { Cookie: admin.cookie, Origin: 'https://evil.example' }
    expect((await desk.post('/admin/sign-out', {}, foreign)).status).toBe(403)
    expect((await desk.get('/api/v1/audit', bearer(`tad_${'x'.repeat(43)}`))).status).toBe(401)
    expect((await desk.get('/api/v1/audit', bearer(await desk.key('clinic')))).status).toBe(403)
  })

  it('stops whoever tries too often', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1) {
      const fields = { email: 'fay@example.org', password: 'wrong wrong wrong' }
      statuses.push((await desk.post('/admin/sign-in', fields)).status)
    }
    expect(statuses.at(-1)).toBe(429)
  })
})

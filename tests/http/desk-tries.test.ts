/** How often a password can be guessed: the same count for the forms and for the calls. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createDeskApp, type DeskApp, ORIGIN, PASSWORD } from '#tests/helpers/desk-app.ts'

const WRONG = 'wrong wrong wrong'
const TRIES = 20

let database: TestDatabase
let desk: DeskApp
let seconds = 0
let address = '192.0.2.7'
beforeAll(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database, {
    now: () => new Date(Date.now() + seconds * 1000),
    desk: { addressOf: () => address },
  })
})
afterAll(() => database.close())

/** Slowly enough for the limits of better-auth itself, which are by address and minute. */
async function slowly(ask: () => Response | Promise<Response>): Promise<number> {
  seconds += 11
  return (await ask()).status
}

const byForm = (email: string, password: string) => () =>
  desk.post('/admin/sign-in', { email, password })
const byCall = (email: string, password: string) => () =>
  desk.send('POST', '/api/auth/sign-in/email', { email, password })

describe('signing in', () => {
  it('is tried so often from an address, by form and by call together, and still from others', async () => {
    const email = 'ann@example.org'
    await desk.signIn(email)
    const statuses = new Set<number>()
    for (let tries = 0; tries < TRIES; tries += 2) {
      statuses.add(await slowly(byForm(email, WRONG)))
      statuses.add(await slowly(byCall(email.toUpperCase(), WRONG)))
    }
    expect([...statuses]).toEqual([401])
    expect(await slowly(byCall(email, PASSWORD))).toBe(429)
    const form = await desk.post('/admin/sign-in', { email, password: PASSWORD })
    expect([form.status, Number(form.headers.get('Retry-After')) > 1000]).toEqual([429, true])
    address = '198.51.100.1'
    expect(await slowly(byForm(email, PASSWORD))).toBe(303)
  })

  it('counts no success', async () => {
    const email = 'bob@example.org'
    await desk.signIn(email)
    for (let times = 0; times <= TRIES; times += 1) {
      expect(await slowly(byCall(email, PASSWORD))).toBe(200)
    }
  })

  it('counts tries that come at once', async () => {
    const email = 'cyd@example.org'
    for (let tries = 0; tries < TRIES - 2; tries += 1) await slowly(byCall(email, WRONG))
    seconds += 61
    const all = await Promise.all(
      [1, 2, 3, 4].map(async () => (await byCall(email, WRONG)()).status),
    )
    expect(all.toSorted((a, b) => a - b)).toEqual([401, 401, 429, 429])
  })

  it('is tried so often from all addresses together', async () => {
    // No address of anybody: it is refused before a password is hashed, which takes long.
    const email = 'nobody'
    for (let from = 1; from <= 5; from += 1) {
      address = `203.0.113.${from}`
      for (let tries = 0; tries < TRIES; tries += 1) {
        seconds += 7
        expect((await byCall(email, WRONG)()).status).toBe(400)
      }
    }
    address = '203.0.113.9'
    expect(await slowly(byCall(email, WRONG))).toBe(429)
  })
})

describe('one’s own password', () => {
  it('is guessed at an open desk so often, by form and by call together', async () => {
    const { cookie } = await desk.signIn('dee@example.org')
    const as = { Cookie: cookie, Origin: ORIGIN }
    const off = (password: string) => () =>
      desk.send('POST', '/api/auth/two-factor/disable', { password }, as)
    const codes = (password: string) => () =>
      desk.post('/admin/account/backup-codes', { password }, as)
    const statuses = new Set<number>()
    for (let tries = 0; tries < TRIES; tries += 2) {
      statuses.add(await slowly(off(WRONG)))
      statuses.add(await slowly(codes(WRONG)))
    }
    expect([...statuses]).toEqual([400])
    const change = { currentPassword: PASSWORD, newPassword: 'another long password' }
    const ways = [
      off(PASSWORD),
      codes(PASSWORD),
      () => desk.send('POST', '/api/auth/two-factor/enable', { password: PASSWORD }, as),
      () => desk.send('POST', '/api/auth/change-password', change, as),
    ]
    for (const way of ways) expect(await slowly(way)).toBe(429)
    seconds += 600
    expect(await slowly(() => desk.send('POST', '/api/auth/change-password', change, as))).toBe(200)
  })
})

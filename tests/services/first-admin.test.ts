/** The link that the service prints while there is no admin makes the first one, and nobody else. */
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { users } from '#db/schema/index.ts'
import { acceptInvitation, findInvitation, invite, inviteFirstAdmin } from '#src/services/users.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { createDeskApp, type DeskApp, PASSWORD } from '#tests/helpers/desk-app.ts'

let database: TestDatabase
let desk: DeskApp
beforeEach(async () => {
  database = await openTestDatabase()
  desk = await createDeskApp(database)
})
afterEach(() => database.close())

const accept = (token: string, name: string) =>
  acceptInvitation(desk.ctx, desk.desk.auth, {
    token,
    name,
    email: `${name}@example.org`,
    password: PASSWORD,
  })
const find = (token: string) => findInvitation(database.db, token, desk.ctx.now())
const admins = () => database.db.select().from(users).where(eq(users.role, 'admin'))
const printed = async () => (await inviteFirstAdmin(desk.ctx)) ?? ''

it('ends when an admin comes by another link', async () => {
  const link = await printed()
  const email = 'ann@example.org'
  const other = await invite(desk.ctx, { email, role: 'admin', by: 'cli:ops' })
  await accept(other, 'ann')
  expect(await find(link)).toBeNull()
  await expect(accept(link, 'eve')).rejects.toThrow('used already or has expired')
  expect(await inviteFirstAdmin(desk.ctx)).toBeNull()
  expect(await admins()).toHaveLength(1)
})

it('outlives a clinic, which is no admin', async () => {
  const link = await printed()
  const email = 'cleo@example.org'
  await accept(await invite(desk.ctx, { email, role: 'clinic', by: 'cli:ops' }), 'cleo')
  expect(await find(link)).toMatchObject({ role: 'admin' })
})

it('is one, however many processes start and print theirs', async () => {
  const links = await Promise.all([printed(), printed(), printed()])
  const found = await Promise.all(links.map(find))
  expect(found.filter((link) => link !== null)).toHaveLength(1)
})

it('makes one admin where two links are used at once', async () => {
  const make = () => invite(desk.ctx, { email: null, role: 'admin', by: 'service' })
  const links = [await make(), await make()]
  const both = await Promise.allSettled(links.map((link, at) => accept(link, `admin${at}`)))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await admins()).toHaveLength(1)
})

/** What ends with a key that is revoked and with an account that is removed, and what does not. */
import { and, count, eq, inArray } from 'drizzle-orm'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import * as t from '#db/schema/index.ts'
import { createKey } from '#src/services/api-keys.ts'
import { evaluateWatches } from '#src/services/evaluate-watches.ts'
import { invite } from '#src/services/users.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'
import { bearer, createDeskApp, type DeskApp, ORIGIN } from '#tests/helpers/desk-app.ts'
import { fillSampleDirectory, SAMPLE_REGISTRIES } from '#tests/helpers/sample-directory.ts'

type Headers = Record<string, string>

let database: TestDatabase
let desk: DeskApp
let boss: { cookie: string; actor: string }
let practitioners: string[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  practitioners = [...(await fillSampleDirectory(database.db)).keys()]
  desk = await createDeskApp(database, { registries: SAMPLE_REGISTRIES })
  boss = await desk.signIn('boss@example.org')
})
afterAll(() => database.close())

const asBoss = () => ({ Cookie: boss.cookie })
const make = (name: string, by: string) => createKey(desk.ctx, { name, role: 'admin', by })
const status = async (path: string, headers: Headers = {}) => (await desk.get(path, headers)).status
const works = (key: string) => status('/api/v1/keys', bearer(key))
const auditOf = async (action: string, id: string): Promise<unknown> => {
  const [entry] = await database.db
    .select({ after: t.auditEntries.after, before: t.auditEntries.before })
    .from(t.auditEntries)
    .where(and(eq(t.auditEntries.action, action), eq(t.auditEntries.subjectId, id)))
  return JSON.parse(entry?.after ?? entry?.before ?? 'null')
}

/** Sets up all that an account can be told by; returns the path of its feed and of its list. */
async function beTold(as: Headers): Promise<{ feed: string; list: string }> {
  const send = async (path: string, body: unknown, wanted: number) => {
    const answer = await desk.send('POST', `/api/v1${path}`, body, as)
    expect([path, answer.status]).toEqual([path, wanted])
    return answer
  }
  const [practitioner = ''] = practitioners
  await send('/watches', { practitioner_id: practitioner, label: 'ours' }, 201)
  await send('/webhooks', { url: 'https://hooks.example/tad' }, 201)
  const addresses = await (await send('/watches/feed-address', {}, 201)).text()
  const list = await send('/check-batches', { people: [{ name: 'Jordan Levine' }] }, 202)
  return {
    feed: /\/watches\/feed\/[\w-]+\.atom/.exec(addresses)?.[0] ?? 'none',
    list: (list.headers.get('Location') ?? '').split('/').at(-1) ?? 'none',
  }
}

/** How much is left that tells these accounts something. */
async function leftOf(accounts: string[]) {
  const tables = [t.watches, t.watchLists, t.webhookEndpoints] as const
  const counts = tables.map(async (table) => {
    const [row] = await database.db
      .select({ count: count() })
      .from(table)
      .where(inArray(table.account, accounts))
    return row?.count
  })
  const lists = await database.db
    .select({ status: t.checkBatches.status })
    .from(t.checkBatches)
    .where(inArray(t.checkBatches.account, accounts))
  return [await Promise.all(counts), ...new Set(lists.map((list) => list.status))]
}

describe('a revoked key', () => {
  it('takes the keys along that it made, and theirs, and its open invitations', async () => {
    const leaked = await make('leaked', boss.actor)
    const second = await make('of the leaked', `key:${leaked.id}`)
    const third = await make('of that one', `key:${second.id}`)
    const other = await make('of nobody else', boss.actor)
    const by = `key:${second.id}`
    const links = [
      await invite(desk.ctx, { email: 'eve@example.org', role: 'admin', by: `key:${leaked.id}` }),
      await invite(desk.ctx, { email: 'mal@example.org', role: 'admin', by }),
    ]
    const kept = await invite(desk.ctx, { email: 'ida@example.org', role: 'admin', by: boss.actor })
    const page = await (await desk.get(`/admin/keys/${leaked.id}`, asBoss())).text()
    expect(page).toContain('of the leaked')
    expect(page).toContain('of that one')
    expect(page).toContain('that nobody has used no longer work')
    expect(page).not.toContain('of nobody else')

    const path = `/admin/keys/${leaked.id}/revoke`
    expect((await desk.post(path, { why: 'it leaked' }, asBoss())).status).toBe(303)
    for (const { key } of [leaked, second, third]) expect(await works(key)).toBe(401)
    expect(await works(other.key)).toBe(200)
    for (const link of links) expect(await status(`/admin/welcome?token=${link}`)).toBe(404)
    expect(await status(`/admin/welcome?token=${kept}`)).toBe(200)
    expect(await auditOf('revoke-key', leaked.id)).toEqual({
      keys: expect.toSatisfy((ids: string[]) => ids.length === 2 && ids.includes(third.id)),
      invitations: [expect.any(String), expect.any(String)],
    })
    await expect(make('one more', by)).rejects.toThrow('has just been ended')
    await expect(invite(desk.ctx, { email: 'eve@example.org', role: 'admin', by })).rejects.toThrow(
      'has just been ended',
    )
  })

  it('is told nothing any more, and neither are the keys that end with it', async () => {
    const leaked = await make('watching', boss.actor)
    const second = await make('of the watching', `key:${leaked.id}`)
    const other = await make('watching too', boss.actor)
    const told = [await beTold(bearer(leaked.key)), await beTold(bearer(second.key))]
    const others = await beTold(bearer(other.key))
    const accounts = [`key:${leaked.id}`, `key:${second.id}`]
    expect(await leftOf(accounts)).toEqual([[2, 2, 2], 'running'])
    for (const { feed } of [...told, others]) expect(await status(feed)).toBe(200)

    const path = `/api/v1/keys/${leaked.id}/revoke`
    const revoked = await desk.send('POST', path, { why: 'it leaked' }, bearer(other.key))
    expect(revoked.status).toBe(200)
    expect(await leftOf(accounts)).toEqual([[0, 0, 0], 'cancelled'])
    for (const { feed } of told) expect(await status(feed)).toBe(404)
    expect(await leftOf([`key:${other.id}`])).toEqual([[1, 1, 1], 'running'])
    expect(await status(others.feed)).toBe(200)
    await evaluateWatches(desk.ctx)
    const events = await database.db
      .select()
      .from(t.watchEvents)
      .where(inArray(t.watchEvents.account, accounts))
    expect(events).toEqual([])
  })
})

describe('a removed account', () => {
  it('is told nothing any more, and its page says so before', async () => {
    const kim = await desk.signIn('kim@example.org', 'clinic')
    const { feed } = await beTold({ Cookie: kim.cookie, Origin: ORIGIN })
    expect(await leftOf([kim.actor])).toEqual([[1, 1, 1], 'running'])
    const id = kim.actor.slice('user:'.length)
    const page = await (await desk.get(`/admin/people/${id}`, asBoss())).text()
    expect(page).toContain('watches, feeds and webhooks are deleted')

    const path = `/admin/people/${id}/remove`
    expect((await desk.post(path, { why: 'left us' }, asBoss())).status).toBe(303)
    expect(await leftOf([kim.actor])).toEqual([[0, 0, 0], 'cancelled'])
    expect(await status(feed)).toBe(404)
    expect(await auditOf('remove-user', id)).toMatchObject({ email: 'kim@example.org', keys: [] })
  })
})

it('a key that is making another while it is revoked takes that along', async () => {
  for (let round = 0; round < 5; round += 1) {
    const racing = await make(`racing ${round}`, boss.actor)
    const path = `/api/v1/keys/${racing.id}/revoke`
    const [made] = await Promise.allSettled([
      make(`made in time ${round}`, `key:${racing.id}`),
      desk.send('POST', path, { why: 'it leaked' }, bearer(racing.key)),
    ])
    if (made.status === 'fulfilled') expect(await works(made.value.key)).toBe(401)
  }
})

import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { webhookDeliveries, webhookEndpoints } from '#db/schema/index.ts'
import { createPostWebhook } from '#src/cli/post-webhook.ts'
import { createSender } from '#src/services/send-deliveries.ts'
import { addEndpoint } from '#src/services/webhook-endpoints.ts'
import { writeWatchEvents } from '#src/services/write-watch-events.ts'
import { openTestDatabase, type TestDatabase } from '#tests/helpers/database.ts'

const SECRET = 'a secret of the tests that is long enough'
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

it('lets no webhook that does not answer hold up another', async () => {
  const { db } = database
  let made = 0
  const ctx = {
    db,
    now: () => new Date(),
    newId: () => `id${(made += 1)}`,
    registries: [],
    log: () => {},
  }
  let waiting = 0
  const server = createServer((request, response) => {
    if (request.url === '/silent') waiting += 1
    else response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The receiver has no port.')
  for (const [account, count] of [
    ['silent', 60],
    ['prompt', 30],
  ] as const) {
    const { id } = await addEndpoint(ctx, SECRET, { account, url: `https://clinic.example/` })
    await db
      .update(webhookEndpoints)
      .set({ url: `http://127.0.0.1:${address.port}/${account}` })
      .where(eq(webhookEndpoints.id, id))
    const events = Array.from({ length: count }, (_, index) => ({
      account,
      watchId: account,
      practitionerId: 1,
      type: 'credential.expiring',
      key: String(index),
      data: {},
    }))
    await writeWatchEvents(ctx, db, events)
  }
  const sender = createSender(ctx, {
    owner: 'test',
    secret: SECRET,
    post: createPostWebhook({ allowPrivate: true, timeoutMs: 30_000 }),
    random: () => 0,
  })
  const delivered = () => db.$count(webhookDeliveries, sql`state = 'delivered'`)
  while ((await delivered()) < 30) {
    if ((await sender.startDue()) === 0) await Promise.race([sleep(20), sender.whenFree()])
  }
  expect(waiting).toBe(4)
  server.closeAllConnections()
  await sender.whenAllEnd()
  server.close()
})

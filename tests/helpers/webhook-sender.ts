/**
 * A sender as a process of its own, to be killed: sends what waits in a folder of PGlite or on a
 * server until nothing does. Arguments: the database, and the secret of the service.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { createPostWebhook } from '#src/cli/post-webhook.ts'
import { afterTry } from '#src/core/watches/schedule.ts'
import { releaseDeliveries } from '#src/services/claim-deliveries.ts'
import { createSender } from '#src/services/send-deliveries.ts'

const [where = '', secret = ''] = process.argv.slice(2)
const isServer = where.startsWith('postgres')
const database = isServer ? openPostgres(where, { max: 2 }) : await openPglite({ folder: where })
const { db } = database
if (!isServer) await releaseDeliveries(db)
const ctx = {
  db,
  now: () => new Date(),
  newId: () => '',
  registries: [],
  log: () => {},
}
const options = {
  owner: `sender-${process.pid}`,
  secret,
  post: createPostWebhook({ allowPrivate: true, timeoutMs: 1000 }),
  random: Math.random,
  leaseMs: 3000,
  next: (...args: Parameters<typeof afterTry>) => {
    const next = afterTry(...args)
    return next.state === 'waiting' ? { ...next, waitSeconds: 0.05 } : next
  },
}
const sender = createSender(ctx, options)
for (;;) {
  if ((await sender.startDue()) > 0) continue
  const [left] = await rowsOf<{ waiting: number }>(
    db,
    sql`select count(*)::int as waiting from webhook_deliveries where state = 'waiting'`,
  )
  if (left?.waiting === 0) break
  await Promise.race([sleep(20), sender.whenFree()])
}
await sender.whenAllEnd()
await database.close()

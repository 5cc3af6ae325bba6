/** A process of its own that answers checks and works on lists, with the floors beside it. */
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { catchUp } from '#db/queries/search.ts'
import { listen } from '#src/cli/listen.ts'
import { startBatchLoop } from '#src/cli/work-batches.ts'
import { openSigner } from '#src/services/signing.ts'
import { createDeskApp } from '#tests/helpers/desk-app.ts'

const [kind = '', place = ''] = process.argv.slice(2)
const isPostgres = kind === 'postgres'
const database = isPostgres ? openPostgres(place) : await openPglite({ folder: place })
const { db } = database
const signer = openSigner(db, null, new Date())
const { app, desk, directory, key } = await createDeskApp(
  { ...database, url: isPostgres ? place : null },
  { desk: { signer: () => signer } },
)
await catchUp(db, directory)
const loop = startBatchLoop({ desk, directory, isAlone: true })

/** Milliseconds for so many rows read one after the other, each by its key. */
async function readRows(count: number): Promise<number> {
  const ids = await rowsOf<{ id: number }>(
    db,
    sql`select practitioner_id::int as id from search_rows order by md5(public_id) limit ${count}`,
  )
  const startedAt = performance.now()
  for (let at = 0; at < count; at += 1) {
    const id = ids[at % ids.length]?.id ?? 0
    await rowsOf(db, sql`select view from search_rows where practitioner_id = ${id}::bigint`)
  }
  return performance.now() - startedAt
}

const floors = new Hono()
  .get('/floor', async (c) => c.json(await rowsOf(db, sql`select 1 as one`)))
  .get('/floor/rows/:count', async (c) => c.json(await readRows(Number(c.req.param('count')))))
  .get('/floor/memory', (c) => {
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    return c.json({ rss, heapUsed })
  })
const { port } = await listen(
  {
    fetch: (request, env) =>
      new URL(request.url).pathname.startsWith('/floor')
        ? floors.fetch(request)
        : app.fetch(request, env),
  },
  0,
  '127.0.0.1',
)
process.on('disconnect', () => {
  void loop
    .stop()
    .then(() => database.close())
    .finally(() => process.exit(0))
})
process.send?.({ port, key: await key('clinic') })

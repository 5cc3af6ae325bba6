/** A process of its own that answers checks of an invented directory, with the floors beside it. */
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { listen } from '#src/cli/listen.ts'
import { openSigner } from '#src/services/signing.ts'
import { createDeskApp } from '#tests/helpers/desk-app.ts'
import { createPipeline, SIMULATED } from '#tests/helpers/pipeline.ts'

const [size = '640'] = process.argv.slice(2)
const database = { ...(await openPglite({})), url: null }
const people = createPopulation({ size: Number(size) })
const pipeline = await createPipeline(database, people)
for (const id of SIMULATED) await pipeline.refresh(id)
await pipeline.close()

const now = pipeline.ctx.now()
const signer = openSigner(database.db, null, now)
const { app, key } = await createDeskApp(database, {
  now: () => now,
  desk: { signer: () => signer },
})
const rowCount = Number(size)
const floors = new Hono()
  .get('/floor', async (c) => c.json(await rowsOf(database.db, sql`select 1 as one`)))
  .get('/row/:id', async (c) => {
    const id = (Number(c.req.param('id')) % rowCount) + 1
    return c.json(
      await rowsOf(database.db, sql`select view from search_rows where practitioner_id = ${id}`),
    )
  })
  .get('/memory', (c) => {
    globalThis.gc?.()
    return c.text(String(process.memoryUsage().rss / 2 ** 20))
  })
const isFloor = (path: string): boolean => /^\/(floor|row|memory)/.test(path)
const { port } = await listen(
  {
    fetch: (request, env) =>
      isFloor(new URL(request.url).pathname) ? floors.fetch(request) : app.fetch(request, env),
  },
  0,
  '127.0.0.1',
)
process.on('disconnect', () => {
  void database.close().finally(() => process.exit(0))
})
process.send?.({ port, key: await key('clinic') })

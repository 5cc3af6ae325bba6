/** A process of its own that serves the application as the service does, with the floor beside it. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { catchUp, createDirectory } from '#db/queries/search.ts'
import { registries } from '#scrapers/index.ts'
import { createApp } from '#src/app.ts'
import { listen } from '#src/cli/listen.ts'

const [kind = '', place = ''] = process.argv.slice(2)
const database = kind === 'postgres' ? openPostgres(place) : await openPglite({ folder: place })

/** So many are read ahead at most, and somewhat fewer are enough. */
const AHEAD_MAX = 39_000

const directory = createDirectory(true)
await catchUp(database.db, directory)
// As it is measured it has run for a while: what is read ahead has been read.
const { size } = directory.people
while (directory.shown.size < Math.min(size, AHEAD_MAX)) await sleep(100)

const asset = (name: string): string => readFileSync(`src/http/public/${name}`, 'utf8')
const app = createApp({
  database: () => database.db,
  directory,
  now: () => new Date('2026-11-22T17:00:00Z'),
  registries,
  assets: { css: asset('app.css'), js: asset('app.js') },
  notice: null,
  desk: null,
  publicUrl: null,
  log: (entry) => {
    if (entry.level === 'error') console.error(JSON.stringify(entry))
  },
})
const floor = new Hono().get('/floor', async (c) =>
  c.json(await rowsOf(database.db, sql`select 1 as one`)),
)

const { port } = await listen(
  {
    fetch: (request) =>
      request.url.endsWith('/floor') ? floor.fetch(request) : app.fetch(request),
  },
  0,
  '127.0.0.1',
)
process.on('disconnect', () => {
  void database.close().finally(() => process.exit(0))
})
process.send?.({ port })

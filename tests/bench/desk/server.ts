/** A process of its own that serves the directory with its desk, with the floor beside it. */
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { catchUp, createDirectory } from '#db/queries/search.ts'
import { registries } from '#scrapers/index.ts'
import { createApp } from '#src/app.ts'
import { listen } from '#src/cli/listen.ts'
import { createAuth } from '#src/services/auth.ts'
import { openSigner } from '#src/services/signing.ts'
import { acceptInvitation, invite } from '#src/services/users.ts'

const [kind = '', place = ''] = process.argv.slice(2)
const database = kind === 'postgres' ? openPostgres(place) : await openPglite({ folder: place })
const { db } = database

const directory = createDirectory(true)
await catchUp(db, directory)

const asset = (name: string): string => readFileSync(`src/http/public/${name}`, 'utf8')
const log = (entry: object): void => {
  if ('level' in entry && entry.level === 'error') console.error(JSON.stringify(entry))
}
let ids = 0
const ctx = { db, now: () => new Date(), newId: () => `bench-id-${(ids += 1)}`, registries, log }
const secret = 'a secret of the benchmark that is long enough'
const auth = createAuth({ db, secret, publicUrl: null, now: ctx.now, log })
const app = createApp({
  database: () => db,
  directory,
  now: ctx.now,
  registries,
  assets: { css: asset('app.css'), js: asset('app.js') },
  notice: null,
  publicUrl: null,
  desk: {
    auth,
    secret,
    ctx,
    enqueue: async () => {},
    missingSettings: () => [],
    addressOf: () => '127.0.0.1',
    askLive: null,
    signer: () => openSigner(db, null, ctx.now()),
    softwareVersion: '0.0.0-bench',
    assets: {
      css: asset('desk.css'),
      js: asset('desk.js'),
      font: readFileSync('node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    },
  },
  log,
})

async function signIn(): Promise<string> {
  const account = {
    name: 'Ada',
    email: `ada-${process.pid}@example.org`,
    password: 'long enough it is',
  }
  const token = await invite(ctx, { email: account.email, role: 'admin', by: 'cli:bench' })
  await acceptInvitation(ctx, auth, { ...account, token })
  const answer = await app.request('http://localhost/admin/sign-in', {
    method: 'POST',
    body: new URLSearchParams(account),
    headers: { Origin: 'http://localhost' },
  })
  const cookies = answer.headers.getSetCookie()
  if (cookies.length === 0) throw new Error('Signing in did not work.')
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

const floor = new Hono().get('/floor', async (c) => c.json(await rowsOf(db, sql`select 1 as one`)))
const cookie = await signIn()
const { port } = await listen(
  {
    fetch: (request) =>
      request.url.endsWith('/floor') ? floor.fetch(request) : app.fetch(request),
  },
  0,
  '127.0.0.1',
)
const routes = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
process.on('disconnect', () => {
  void database.close().finally(() => process.exit(0))
})
process.send?.({ port, cookie, routes })

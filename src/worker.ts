/**
 * The directory on Cloudflare Workers: pages and API from a Postgres behind Hyperdrive. It reads
 * only; collecting and migrating are done by Node on the same database.
 */
import type { ExecutionContext, Hyperdrive } from '@cloudflare/workers-types'
import type { Context } from 'hono'
import type { OpenDatabase } from '#db/client.ts'
import { openPostgres } from '#db/postgres.ts'
import { createDirectory } from '#db/queries/search.ts'
import { registries } from '#scrapers/index.ts'
import { createApp } from './app.ts'
import css from './http/public/app.css'
import js from './http/public/app.js'

interface Env {
  HYPERDRIVE: Hyperdrive
  PUBLIC_URL?: string
}

/** A Worker may not carry a connection from one request into the next. */
interface RequestEnv extends Env {
  database: OpenDatabase
}

type App = ReturnType<typeof createApp>
let app: App | null = null

const worker = {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    app ??= createWorkerApp(env)
    const database = openPostgres(env.HYPERDRIVE.connectionString, {
      // Six connections may be open at once in one request.
      max: 5,
      // Saves a round trip; Drizzle reads the array columns itself.
      fetch_types: false,
      // What Hyperdrive caches are prepared statements.
      prepare: true,
    })
    try {
      const requestEnv: RequestEnv = { ...env, database }
      return await app.fetch(request, requestEnv, ctx)
    } finally {
      ctx.waitUntil(database.close())
    }
  },
}
export default worker

function createWorkerApp(env: Env): App {
  return createApp({
    database: (c: Context<{ Bindings: RequestEnv }>) => c.env.database.db,
    directory: createDirectory(false),
    now: () => new Date(),
    registries,
    assets: { css, js },
    notice: null,
    desk: null,
    publicUrl: env.PUBLIC_URL || null,
    // oxlint-disable-next-line no-console -- the platform's log
    log: (entry) => console.log(JSON.stringify(entry)),
  })
}

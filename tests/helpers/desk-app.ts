/** The application with its desk over a test database, and ways to ask it as somebody. */
import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { createDirectory } from '#db/queries/search.ts'
import { registries } from '#scrapers/index.ts'
import type { Registry } from '#scrapers/source.ts'
import { createApp } from '#src/app.ts'
import type { Role } from '#src/core/roles.ts'
import type { Desk } from '#src/http/desk.ts'
import { createKey } from '#src/services/api-keys.ts'
import { createAuth } from '#src/services/auth.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { openSigner } from '#src/services/signing.ts'
import { acceptInvitation, invite } from '#src/services/users.ts'
import type { TestDatabase } from './database.ts'

const asset = (name: string) => readFileSync(`src/http/public/${name}`, 'utf8')
export const ORIGIN = 'http://localhost'
export const PASSWORD = 'a long enough password'

export interface DeskOptions {
  now?: () => Date
  registries?: Registry[]
  desk?: Partial<Desk>
}

export type DeskApp = Awaited<ReturnType<typeof createDeskApp>>

/** What is queued is only noted in `enqueued`; whatever is logged goes to `logged`. */
export async function createDeskApp(database: TestDatabase, options: DeskOptions = {}) {
  const logged: object[] = []
  const enqueued: string[] = []
  const log = (entry: object) => void logged.push(entry)
  const ctx: ServiceContext = {
    db: database.db,
    now: options.now ?? (() => new Date()),
    newId: () => randomBytes(8).toString('hex'),
    registries: options.registries ?? registries,
    log,
  }
  const secret = 'a secret of the tests that is long enough'
  const auth = createAuth({ db: ctx.db, secret, publicUrl: null, now: ctx.now, log })
  const desk: Desk = {
    auth,
    secret,
    ctx,
    enqueue: async (runId) => void enqueued.push(runId),
    missingSettings: () => [],
    addressOf: () => '192.0.2.7',
    assets: {
      css: asset('desk.css'),
      js: asset('desk.js'),
      font: readFileSync('node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    },
    signer: () => openSigner(ctx.db, null, ctx.now()),
    softwareVersion: '0.0.0-test',
    askLive: null,
    ...options.desk,
  }
  const directory = createDirectory(true)
  const app = createApp({
    database: () => ctx.db,
    directory,
    now: ctx.now,
    registries: ctx.registries,
    assets: { css: asset('app.css'), js: asset('app.js') },
    notice: null,
    publicUrl: null,
    desk,
    log,
  })
  /** Makes a user and returns the cookie of a session, and the actor that the audit log names. */
  async function signIn(email: string, role: Role = 'admin') {
    const token = await invite(ctx, { email, role, by: 'cli:tests' })
    const input = { token, name: email.split('@')[0] ?? email, email, password: PASSWORD }
    const user = await acceptInvitation(ctx, auth, input)
    const answer = await app.request(`${ORIGIN}/admin/sign-in`, form({ email, password: PASSWORD }))
    return { cookie: cookieOf(answer), actor: `user:${user.id}` }
  }
  return {
    app,
    ctx,
    desk,
    directory,
    logged,
    enqueued,
    signIn,
    key: async (role: Role) =>
      (await createKey(ctx, { name: `a ${role}`, role, by: 'cli:tests' })).key,
    get: (path: string, headers: Record<string, string> = {}) =>
      app.request(ORIGIN + path, { headers }),
    /** Sends a form as a browser does. */
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
      const init = form(fields)
      return app.request(ORIGIN + path, { ...init, headers: { ...init.headers, ...headers } })
    },
    /** Sends JSON as a program does. */
    send: (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
      app.request(ORIGIN + path, {
        method,
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
  }
}

export const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN },
})

export const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')

export const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { type OpenDatabase, rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { createRandom } from '#scrapers/population/random.ts'
import { addEndpoint } from '#src/services/webhook-endpoints.ts'
import { writeWatchEvents } from '#src/services/write-watch-events.ts'
import { openTestDatabase, testKind } from '#tests/helpers/database.ts'

const EVENTS = 1000
const KILLS = 2
/** Five starts of an embedded database are most of it. */
const TIMEOUT_MS = 240_000
const SECRET = 'a secret of the tests that is long enough'

/** Fails a quarter of the time, and now and then takes an event and does not say so. */
function createReceiver(secretOf: () => string) {
  const random = createRandom(7)
  const taken = new Map<string, string>()
  const counts = { posts: 0, forged: 0, altered: 0 }
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    counts.posts += 1
    const id = String(request.headers['webhook-id'])
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    try {
      new Webhook(secretOf()).verify(body, headers)
    } catch {
      counts.forged += 1
    }
    const roll = random.int(0, 99)
    if (roll < 15) return void response.writeHead(500).end('not now')
    if (roll < 25) return void request.socket.destroy()
    if ((taken.get(id) ?? body) !== body) counts.altered += 1
    taken.set(id, body)
    if (roll < 30) return void request.socket.destroy()
    response.writeHead(204).end()
  }
  const server = createServer((request, response) => {
    // What a killed sender broke off is sent again.
    receive(request, response).catch(() => {})
  })
  return { server, taken, counts }
}

async function fill({ db }: OpenDatabase, url: string): Promise<string> {
  let made = 0
  const now = () => new Date()
  const ctx = { db, now, newId: () => `id${(made += 1)}` }
  const account = 'user:clinic'
  const { secret } = await addEndpoint(ctx, SECRET, { account, url: 'https://clinic.example/' })
  await db.execute(sql`update webhook_endpoints set url = ${url}`)
  const events = Array.from({ length: EVENTS }, (_, index) => ({
    account,
    watchId: 'w',
    practitionerId: 1,
    type: 'credential.expiring',
    key: String(index),
    data: { summary: `Nguyễn, number ${index}`, days_left: index },
  }))
  await writeWatchEvents(ctx, db, events)
  return secret
}

/** Senders side by side; each that is killed is replaced. */
async function sendAll(where: string, senders: number, taken: ReadonlyMap<string, string>) {
  const alive = new Set<ChildProcess>()
  let kills = 0
  const trouble: string[] = []
  const start = () => {
    const args = ['--import', 'tsx', 'tests/helpers/webhook-sender.ts', where, SECRET]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (piece) => trouble.push(String(piece)))
    alive.add(child)
    child.once('exit', (_code, signal) => {
      alive.delete(child)
      if (signal === 'SIGKILL') start()
    })
  }
  for (let index = 0; index < senders; index += 1) start()
  while (alive.size > 0) {
    const [victim] = alive
    if (kills < KILLS && taken.size >= 250 * (kills + 1) && victim) {
      kills += 1
      victim.kill('SIGKILL')
      await once(victim, 'exit')
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  expect(trouble.join('')).toBe('')
  return kills
}

it(
  'webhooks arrive, each once by its id, though the sender is killed twice',
  async () => {
    let secret = ''
    const { server, taken, counts } = createReceiver(() => secret)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('The receiver has no port.')
    const folder = mkdtempSync(join(tmpdir(), 'tad-webhooks-'))
    const onServer = testKind() === 'postgres' ? await openTestDatabase('postgres') : null
    const reach = async <T>(use: (database: OpenDatabase) => Promise<T>): Promise<T> => {
      if (onServer) return use(onServer)
      const database = await openPglite({ folder })
      try {
        return await use(database)
      } finally {
        await database.close()
      }
    }
    try {
      secret = await reach((database) => fill(database, `http://127.0.0.1:${address.port}/hooks`))
      const kills = await sendAll(onServer?.url ?? folder, onServer ? 2 : 1, taken)
      const states = await reach(({ db }) =>
        rowsOf(db, sql`select state, count(*)::int from webhook_deliveries group by state`),
      )
      expect({ kills, states }).toEqual({
        kills: KILLS,
        states: [{ state: 'delivered', count: EVENTS }],
      })
      expect(taken.size).toBe(EVENTS)
      expect({ ...counts, posts: counts.posts > EVENTS }).toEqual({
        posts: true,
        forged: 0,
        altered: 0,
      })
    } finally {
      server.close()
      server.closeAllConnections()
      await onServer?.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
  TIMEOUT_MS,
)

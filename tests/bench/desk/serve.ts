/** Starts the serving process, and asks it over a connection that stays open, signed in. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, type RequestOptions } from 'node:http'
import { z } from 'zod'

export interface Answer {
  status: number
  bytes: number
  ms: number
}

export interface ServedDesk {
  ask: (path: string) => Promise<Answer>
  /** Patterns of all addresses that can be read. */
  routes: string[]
  close: () => Promise<void>
}

const READY = z.object({ port: z.number(), cookie: z.string(), routes: z.array(z.string()) })

/** As the service runs: see `start` in package.json. */
const LIMITS = ['--max-old-space-size=400', '--max-semi-space-size=16']

/** `place` is the address of a Postgres or the folder of a PGlite. */
export async function serveDesk(kind: 'postgres' | 'pglite', place: string): Promise<ServedDesk> {
  const child = fork('tests/bench/desk/server.ts', [kind, place], {
    execArgv: [...process.execArgv, ...LIMITS],
  })
  const ended = once(child, 'exit')
  const [message]: unknown[] = await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The server under measurement ended at once.')
    }),
  ])
  const { port, cookie, routes } = READY.parse(message)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: (path) => ask({ agent, host: '127.0.0.1', port, path, headers: { cookie } }),
    routes,
    async close() {
      agent.destroy()
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

function ask(options: RequestOptions): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const request = get(options, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, bytes, ms: performance.now() - startedAt })
      })
    })
    request.on('error', reject)
  })
}

/** Starts the serving process and asks it with a key, over one connection that stays open. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { z } from 'zod'

export interface ServedChecks {
  /** Throws for an answer that is no success. */
  get: (path: string) => Promise<Buffer>
  post: (path: string, body: object) => Promise<Buffer>
  close: () => Promise<void>
}

const READY = z.object({ port: z.number(), key: z.string() })

/** As the service runs: see `start` in package.json. */
const LIMITS = ['--max-old-space-size=400', '--max-semi-space-size=16', '--expose-gc']

/** `place` is the address of a Postgres or the folder of a PGlite. */
export async function serveChecks(kind: string, place: string): Promise<ServedChecks> {
  const child = fork('tests/bench/checks/server.ts', [kind, place], {
    execArgv: [...process.execArgv, ...LIMITS],
  })
  const ended = once(child, 'exit')
  const [message]: unknown[] = await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The server under measurement ended at once.')
    }),
  ])
  const { port, key } = READY.parse(message)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (method: string, path: string, body?: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
      const asked = request(
        { agent, host: '127.0.0.1', port, path, method, headers },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            const answer = Buffer.concat(parts)
            if ((response.statusCode ?? 500) < 300) resolve(answer)
            else reject(new Error(`${path} was answered with ${answer.toString().slice(0, 300)}`))
          })
        },
      )
      asked.on('error', reject)
      asked.end(body)
    })
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, JSON.stringify(body)),
    async close() {
      agent.destroy()
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

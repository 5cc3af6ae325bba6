/** Starts the serving process, and asks it over connections that stay open. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'

export interface Answer {
  status: number
  body: string
  ms: number
}

export interface Served {
  ask: (path: string) => Promise<Answer>
  close: () => Promise<void>
}

/** As the service runs (see `start` in package.json), with more where a million people are in it. */
const limitsOf = (people: number): string[] => [
  `--max-old-space-size=${people > 100_000 ? 2500 : 400}`,
  '--max-semi-space-size=16',
]

/** `place` is the address of a Postgres or the folder of a PGlite. */
export async function serve(
  kind: 'postgres' | 'pglite',
  place: string,
  people: number,
): Promise<Served> {
  const child = fork('tests/bench/search/server.ts', [kind, place], {
    execArgv: [...process.execArgv, ...limitsOf(people)],
  })
  const ended = once(child, 'exit')
  const [message]: unknown[] = await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The server under measurement ended at once.')
    }),
  ])
  const port = typeof message === 'object' && message && 'port' in message ? message.port : null
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    ask: (path) => ask(agent, Number(port), path),
    async close() {
      agent.destroy()
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

function ask(agent: Agent, port: number, path: string): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const request = get({ agent, host: '127.0.0.1', port, path }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, body, ms: performance.now() - startedAt })
      })
    })
    request.on('error', reject)
  })
}

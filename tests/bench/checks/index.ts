/**
 * Checks beside the floor of the same server in the same run: one PGlite in memory, so no commit
 * waits for a disk. Each check is a request with a key, and is signed and kept.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createPopulation } from '#scrapers/population/index.ts'
import { createRandom } from '#scrapers/population/random.ts'
import { type Latency, round, toLatency } from '../search/figures.ts'

const SIZE = 640
const ROUNDS = 400
const WARM_UP = 60
const PDFS = 20
const GOALS = { number: 4, name: 8 }

interface Server {
  base: string
  headers: Record<string, string>
  close: () => Promise<void>
}

async function start(): Promise<Server> {
  const child = fork('tests/bench/checks/server.ts', [String(SIZE)], {
    execArgv: [...process.execArgv, '--expose-gc'],
  })
  const ended = once(child, 'exit')
  const [message]: { port: number; key: string }[] = await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The server under measurement ended at once.')
    }),
  ])
  if (!message) throw new Error('The server under measurement said nothing.')
  return {
    base: `http://127.0.0.1:${message.port}`,
    headers: { Authorization: `Bearer ${message.key}`, 'Content-Type': 'application/json' },
    async close() {
      child.disconnect()
      await ended
    },
  }
}

const KINDS = ['floor', 'row', 'number', 'name'] as const
type Kind = (typeof KINDS)[number]

/** All kinds in turn, so that whatever else the machine does falls on each. */
async function measure({ base, headers }: Server) {
  const random = createRandom(7)
  const licensed = createPopulation({ size: SIZE }).filter(({ licenses }) => licenses.length > 0)
  const check = (question: object) =>
    fetch(`${base}/api/v1/checks`, { method: 'POST', headers, body: JSON.stringify(question) })
  const askers: Record<Kind, () => Promise<Response>> = {
    floor: () => fetch(`${base}/floor`),
    row: () => fetch(`${base}/row/${random.int(1, SIZE)}`),
    number: () => {
      const license = random.pick(pick().licenses)
      return check({ license_number: license.number, state: license.state })
    },
    name: () => {
      const { name, licenses } = pick()
      return check({ name: `${name.given} ${name.family}`, state: licenses[0]?.state })
    },
  }
  function pick() {
    const person = licensed[random.int(0, licensed.length - 1)]
    if (!person) throw new Error('Nobody has a license.')
    return person
  }
  const sample: Record<Kind, number[]> = { floor: [], row: [], number: [], name: [] }
  for (let turn = -WARM_UP; turn < ROUNDS; turn += 1) {
    for (const kind of KINDS) {
      const startedAt = performance.now()
      const answer = await askers[kind]()
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${kind} was answered with ${answer.status}: ${text}`)
      if (turn >= 0) sample[kind].push(performance.now() - startedAt)
    }
  }
  return {
    floor: toLatency(sample.floor),
    row: toLatency(sample.row),
    number: toLatency(sample.number),
    name: toLatency(sample.name),
  }
}

async function measurePdf({ base, headers }: Server): Promise<{ first: number } & Latency> {
  const body = JSON.stringify({ name: 'Wei Chen', state: 'NY' })
  const made = await fetch(`${base}/api/v1/checks`, { method: 'POST', headers, body })
  const address = made.headers.get('location') ?? ''
  const sample: number[] = []
  for (let count = 0; count <= PDFS; count += 1) {
    const startedAt = performance.now()
    const answer = await fetch(new URL(`${address}.pdf`, base), { headers })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`The PDF was answered with ${answer.status}.`)
    sample.push(performance.now() - startedAt)
  }
  const [first = 0, ...warm] = sample
  return { first: round(first), ...toLatency(warm) }
}

async function memoryOf({ base }: Server): Promise<number> {
  return round(Number(await (await fetch(`${base}/memory`)).text()), 0)
}

export async function benchChecks(): Promise<object> {
  const server = await start()
  try {
    const speed = await measure(server)
    const before = await memoryOf(server)
    const again = await measure(server)
    const memory = { before, after: await memoryOf(server) }
    const times = {
      number: round(again.number.p95 / again.floor.p95),
      name: round(again.name.p95 / again.floor.p95),
    }
    const pdf = await measurePdf(server)
    console.log(
      `  floor p95 ${again.floor.p95} ms; by number ${times.number}×, by name ${times.name}×`,
    )
    const isMet = times.number <= GOALS.number && times.name <= GOALS.name
    console.log(`  ${isMet ? 'both goals met' : `not met: ${GOALS.number}× and ${GOALS.name}×`}`)
    console.log(
      `  a PDF ${pdf.p50} ms (the first ${pdf.first}); memory ${memory.before} → ${memory.after} MB`,
    )
    return { size: SIZE, cold: speed, warm: again, times, pdf, memory }
  } finally {
    await server.close()
  }
}

/**
 * Each peer runs in a process of its own: so its memory is its own, and it can be ended in time. Two
 * make their indexes at once; asked is one after the other, with the machine to itself.
 */
import { fork } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../figures.ts'
import type { BenchTown } from '../people.ts'
import type { Question } from '../questions.ts'

export const PEERS = ['MiniSearch', 'Orama', 'FlexSearch', 'SQLite FTS5'] as const
export type PeerName = (typeof PEERS)[number]

export interface PeerJob {
  peer: PeerName
  size: number
  towns: BenchTown[]
  questions: Question[]
  /** For each kind of question. */
  budgetMs: number
}

const HEAP_MB = 10_000
const AT_ONCE = 2

/** A peer that is not ready, or not through, within `limitMs` is ended, and says so. */
export async function runPeers(job: Omit<PeerJob, 'peer'>, limitMs: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let first = 0; first < PEERS.length; first += AT_ONCE) {
    const running = PEERS.slice(first, first + AT_ONCE).map((peer) =>
      startPeer({ ...job, peer }, limitMs),
    )
    await Promise.all(running.map(({ ready }) => ready))
    for (const peer of running) outcomes.push(await peer.ask())
  }
  return outcomes
}

function startPeer(job: PeerJob, limitMs: number) {
  const path = join(tmpdir(), `acupuncture-peer-${process.pid}-${PEERS.indexOf(job.peer)}.json`)
  writeFileSync(path, JSON.stringify(job))
  const outcome = emptyOutcome(job.peer, `nothing indexed within ${limitMs / 1000} s`)
  const child = fork('tests/bench/search/peers/worker.ts', [path], {
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = new Promise<void>((resolve) =>
    child.once('exit', (code) => {
      if (code) outcome.failure = `ended by itself; ${outcome.failure ?? ''}`
      rmSync(path, { force: true })
      resolve()
    }),
  )
  const within = async (limited: Promise<void>): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    await Promise.race([limited, ended])
    clearTimeout(timer)
  }
  const indexed = new Promise<void>((resolve) =>
    child.on('message', (message: object) => {
      Object.assign(outcome, 'indexed' in message ? {} : message)
      outcome.failure = 'indexed' in message ? notReady(job, message.indexed, limitMs) : null
      if ('readySeconds' in message) resolve()
    }),
  )
  return {
    ready: within(indexed),
    async ask(): Promise<Outcome> {
      if (outcome.readySeconds === null) return outcome
      outcome.failure = `ready, but not through within ${limitMs / 1000} s`
      child.send('ask')
      await within(ended)
      return outcome
    },
  }
}

const notReady = ({ size }: PeerJob, indexed: unknown, limitMs: number): string =>
  `not ready within ${limitMs / 1000} s: ${String(indexed)} of ${size} indexed`

const emptyOutcome = (name: string, failure: string): Outcome => ({
  name,
  recall: {},
  ms: null,
  readySeconds: null,
  memoryMb: null,
  failure,
})

/** Each peer runs in a process of its own: so its memory is its own, and it can be ended in time. */
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

/** A peer that is not through within `limitMs` is ended, and says so in its outcome. */
export async function runPeer(job: PeerJob, limitMs: number): Promise<Outcome> {
  const path = join(tmpdir(), `acupuncture-peer-${process.pid}.json`)
  writeFileSync(path, JSON.stringify(job))
  const outcome: Outcome = {
    name: job.peer,
    recall: {},
    ms: null,
    readySeconds: null,
    memoryMb: null,
    failure: `not ready within ${limitMs / 1000} s`,
  }
  const child = fork('tests/bench/search/peers/worker.ts', [path], {
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  child.on('message', (message: object) => {
    const within = `within ${limitMs / 1000} s`
    if ('indexed' in message) {
      outcome.failure = `not ready ${within}: ${String(message.indexed)} of ${job.size} indexed`
      return
    }
    const isDone = 'recall' in message
    Object.assign(outcome, message, { failure: isDone ? null : `ready, but not through ${within}` })
  })
  await new Promise<void>((resolve) =>
    child.once('exit', (code) => {
      if (code) outcome.failure = 'ended by itself: it needs more memory than there is'
      resolve()
    }),
  )
  clearTimeout(timer)
  rmSync(path, { force: true })
  return outcome
}

/** Everything that is measured of a directory of one size. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { copyToPglite } from './copy-to-pglite.ts'
import { type Outcome, round } from './figures.ts'
import { createDirectory, fillDirectory, loadTowns } from './fill.ts'
import { type HostileFigure, measureHostile } from './hostile.ts'
import { measureSpeed, measureThroughput, recallOverHttp, type Speed } from './measure-http.ts'
import { runPeers } from './peers/run-peer.ts'
import { runPlainTrigrams } from './peers/plain-trigrams.ts'
import { createPeople } from './people.ts'
import { printHostile, printOutcomes, printSpeed } from './print.ts'
import { createQuestions, type Question } from './questions.ts'
import { serve } from './serve.ts'

/** Enough to see of what kind they are. */
const MISSED_SHOWN = 5

/** Milliseconds: what is not through by then is measured by what is. */
export interface Budget {
  /** Of each kind of question, for each engine. */
  kind: number
  speed: number
  throughput: number
  copy: number
  peer: number
}

export interface DatabaseFigures {
  outcome: Outcome
  speed: Speed
  throughput: { floor: number; name: number; ratio: number }
  hostile: HostileFigure[]
}

export interface SizeFigures {
  size: number
  fillSeconds: number
  /** On Postgres, then on PGlite. */
  ours: DatabaseFigures[]
  peers: Outcome[]
}

export async function measureSize(
  serverUrl: string,
  size: number,
  budget: Budget,
): Promise<SizeFigures> {
  const directory = await createDirectory(serverUrl, size)
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-search-'))
  try {
    const startedAt = performance.now()
    const towns = await loadTowns(directory.db)
    const personOf = createPeople(towns)
    await fillDirectory(directory.db, size, personOf)
    const fillSeconds = round((performance.now() - startedAt) / 1000, 1)
    const questions = createQuestions(size, personOf)
    console.log(
      `search: ${size} practitioners, ${questions.length} questions, filled in ${fillSeconds} s`,
    )
    const memoryMb = await sizeMb(directory.db)
    const ours = [await measureOurs('postgres', directory.url, size, questions, budget)]
    Object.assign(ours[0]?.outcome ?? {}, { readySeconds: fillSeconds, memoryMb })
    const plain = await runPlainTrigrams(directory.db, questions, budget.kind)
    const copied = await copyToPglite(directory.url, folder, budget.copy)
    if (copied.isWhole) ours.push(await measureOurs('pglite', folder, size, questions, budget))
    else {
      const seconds = budget.copy / 1000
      console.log(`  PGlite left out: not filled within ${seconds} s, ${copied.mb} MB copied`)
    }
    const job = { size, towns, questions, budgetMs: budget.kind }
    const peers = [plain, ...(await runPeers(job, budget.peer))]
    printOutcomes(size, [...ours.map(({ outcome }) => outcome), ...peers])
    return { size, fillSeconds, ours, peers }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await directory.close()
  }
}

/** Of the database: what is on the disk, which is more than a search touches. */
async function sizeMb(db: Db): Promise<number> {
  const [row] = await rowsOf<{ mb: number }>(
    db,
    sql`select (pg_database_size(current_database()) / 1048576)::int as mb`,
  )
  return row?.mb ?? 0
}

async function measureOurs(
  kind: 'postgres' | 'pglite',
  place: string,
  size: number,
  questions: Question[],
  budget: Budget,
): Promise<DatabaseFigures> {
  const name = `ours on ${kind === 'postgres' ? 'Postgres' : 'PGlite'}`
  const served = await serve(kind, place, size)
  try {
    const speed = await measureSpeed(served, questions, budget.speed)
    printSpeed(name, speed)
    const { missed, ...found } = await recallOverHttp(served, questions, budget.kind)
    for (const one of missed.slice(0, MISSED_SHOWN)) console.log(`    missed ${one}`)
    const throughput = await measureThroughput(served, questions, budget.throughput / 1000)
    console.log(
      `  ${name}, 32 connections: ${throughput.name} a second, floor ${throughput.floor}, ratio ${throughput.ratio}`,
    )
    const hostile = await measureHostile(served)
    printHostile(name, hostile)
    const outcome = { name, ...found, readySeconds: null, memoryMb: null, failure: null }
    return { outcome, speed, throughput, hostile }
  } finally {
    await served.close()
  }
}

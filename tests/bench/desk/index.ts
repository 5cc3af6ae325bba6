/**
 * Every page of the desk beside the floor, `select 1` answered by the same server from the same
 * database: in turn, over one connection that stays open.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migratePostgres } from '#db/migrate.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import { startEmbeddedPostgres } from '#tests/helpers/embedded-postgres.ts'
import { administer, databaseUrl } from '#tests/helpers/postgres-server.ts'
import { type Latency, toLatency } from '../search/figures.ts'
import { fillDesk, SIZES } from './fill.ts'
import { PAGES, unmeasured, withoutShape } from './pages.ts'
import { serveDesk, type ServedDesk } from './serve.ts'

const GOAL = 6
const WARM_UPS = 15
const ROUNDS = 80

interface PageFigures {
  path: string
  ms: Latency
  /** Of its 95th percentile to that of the floor. */
  ratio: number
  kilobytes: number
}

interface Figures {
  floor: Latency
  pages: PageFigures[]
}

export async function benchDesk(): Promise<object> {
  console.log(`desk: ${JSON.stringify(SIZES)}`)
  return { goal: GOAL, pglite: await onPglite(), postgres: await onPostgres() }
}

async function onPglite(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-desk-'))
  try {
    const database = await openPglite({ folder })
    await fillDesk(database.db)
    await database.close()
    return await measure('pglite', folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onPostgres(): Promise<Figures> {
  const postgres = await startEmbeddedPostgres()
  try {
    await administer(postgres.url, 'create database desk')
    const url = databaseUrl(postgres.url, 'desk')
    await migratePostgres(url)
    const database = openPostgres(url)
    await fillDesk(database.db)
    await database.close()
    return await measure('postgres', url)
  } finally {
    await postgres.stop()
  }
}

async function measure(kind: 'pglite' | 'postgres', place: string): Promise<Figures> {
  const served = await serveDesk(kind, place)
  try {
    const left = unmeasured(served.routes)
    if (left.length > 0) throw new Error(`Not measured: ${left.join(', ')}`)
    const existing = new Set(served.routes.map(withoutShape))
    const paths = Object.entries(PAGES)
      .filter(([route]) => existing.has(route))
      .flatMap(([, asked]) => asked)
    return print(kind, await inTurn(served, paths))
  } finally {
    await served.close()
  }
}

/** Round by round the floor and then a page, so that whatever slows the machine slows both. */
async function inTurn({ ask }: ServedDesk, paths: string[]): Promise<Figures> {
  const floor: number[] = []
  const samples = new Map(paths.map((path) => [path, [] as number[]]))
  const sizes = new Map<string, number>()
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    for (const [path, sample] of samples) {
      const beside = await ask('/floor')
      const answer = await ask(path)
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}.`)
      if (round < 0) continue
      floor.push(beside.ms)
      sample.push(answer.ms)
      sizes.set(path, answer.bytes)
    }
  }
  const base = toLatency(floor)
  const pages = [...samples].map(([path, sample]) => {
    const ms = toLatency(sample)
    const kilobytes = Math.round((sizes.get(path) ?? 0) / 1024)
    return { path, ms, ratio: Number((ms.p95 / base.p95).toFixed(1)), kilobytes }
  })
  return { floor: base, pages: pages.toSorted((a, b) => b.ratio - a.ratio) }
}

function print(kind: string, figures: Figures): Figures {
  const { floor, pages } = figures
  console.log(`  ${kind}: floor p50 ${floor.p50} ms, p95 ${floor.p95} ms`)
  for (const { path, ms, ratio, kilobytes } of pages) {
    const verdict = ratio <= GOAL ? '' : '  MISSED'
    console.log(
      `    ${path.padEnd(48)} p50 ${ms.p50} p95 ${ms.p95} ms, ${ratio} x, ${kilobytes} KB${verdict}`,
    )
  }
  const met = pages.filter(({ ratio }) => ratio <= GOAL).length
  console.log(`  ${kind}: ${met} of ${pages.length} pages within ${GOAL} x the floor`)
  return figures
}

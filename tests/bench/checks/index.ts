/**
 * Checks beside the floor of the same server in the same run, on both databases: one check by number
 * and by name, a list of 10,000 beside as many rows read by their key, the cost of a PDF, memory.
 * Each check is a request with a key, and is signed and kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migratePostgres } from '#db/migrate.ts'
import { openPglite } from '#db/pglite.ts'
import { openPostgres } from '#db/postgres.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import { startEmbeddedPostgres } from '#tests/helpers/embedded-postgres.ts'
import { administer, databaseUrl } from '#tests/helpers/postgres-server.ts'
import { fillDirectory, inventPeople, SIZE } from './fill.ts'
import { measureList } from './measure-list.ts'
import { measurePdf, measureSingle } from './measure-single.ts'
import { type ServedChecks, serveChecks } from './serve.ts'

const GOALS = { number: 4, name: 8, list: 0.25 }

export async function benchChecks(): Promise<object> {
  console.log(`checks: ${SIZE} practitioners in the registries`)
  const people = inventPeople()
  return { goals: GOALS, pglite: await onPglite(people), postgres: await onPostgres(people) }
}

async function onPglite(people: InventedPerson[]): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-checks-'))
  try {
    const database = await openPglite({ folder })
    await fillDirectory(database, people)
    await database.close()
    return await measure('pglite', folder, people)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onPostgres(people: InventedPerson[]): Promise<object> {
  const postgres = await startEmbeddedPostgres()
  try {
    await administer(postgres.url, 'create database checks')
    const url = databaseUrl(postgres.url, 'checks')
    await migratePostgres(url)
    const database = openPostgres(url)
    await fillDirectory(database, people)
    await database.close()
    return await measure('postgres', url, people)
  } finally {
    await postgres.stop()
  }
}

async function measure(kind: string, place: string, people: InventedPerson[]): Promise<object> {
  const served = await serveChecks(kind, place)
  try {
    return await measureServed(kind, served, people)
  } finally {
    await served.close()
  }
}

async function measureServed(
  kind: string,
  served: ServedChecks,
  people: InventedPerson[],
): Promise<object> {
  const single = await measureSingle(served, people)
  const { floor } = single
  console.log(`  ${kind}: floor p50 ${floor.p50} ms, p95 ${floor.p95} ms`)
  for (const asked of ['number', 'name'] as const) {
    const { p50, p95 } = single[asked]
    const ratio = p95 / floor.p95
    console.log(
      `    by ${asked}: p50 ${p50} p95 ${p95} ms, ${ratio.toFixed(1)} x (goal ${GOALS[asked]})` +
        (ratio > GOALS[asked] ? '  MISSED' : ''),
    )
  }
  const pdf = await measurePdf(served)
  console.log(`    a PDF: the first ${pdf.first} ms, then p50 ${pdf.p50} p95 ${pdf.p95} ms`)
  const list = await measureList(served, people)
  console.log(
    `    a list of ${list.rows}: ${list.seconds.join(', ')} s; ${list.ratio} of the rate of as many ` +
      `single rows (goal ${GOALS.list})${list.ratio < GOALS.list ? '  MISSED' : ''}`,
  )
  console.log(
    `    memory behind each list: heap ${list.heap.join(', ')}; all ${list.rss.join(', ')} MB`,
  )
  return { ...single, pdf, list }
}

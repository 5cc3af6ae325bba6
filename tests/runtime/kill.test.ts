/** A process killed at any page, and started again, ends where one that was never killed ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Db, rowsOf } from '#db/client.ts'
import { openPglite } from '#db/pglite.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { createSimulator } from '#scrapers/nppes/simulator.ts'
import { cli, jsonLines, until } from '#tests/helpers/cli-process.ts'
import { openTestDatabase } from '#tests/helpers/database.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'

/** Slow enough for several pages to be saved one by one. */
const ANSWER_MS = 260
const simulator = createSimulator(createPopulation({ size: 2_600 }))
const slow = new Hono()
slow.all('*', async (c) => {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
  return simulator.app.fetch(c.req.raw)
})

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-kill-'))
  folders.push(folder)
  return folder
}

/** All that a reader, an admin or a later run could notice, without ids and times. */
async function stateOf(db: Db): Promise<object> {
  const query = (text: string) => rowsOf(db, sql.raw(text))
  return {
    records: await query(`
      select r.registry, r.key, r.scope, r.misses, r.delisted_at, v.content, c.url
      from records r join record_versions v on v.record_id = r.id and v.replaced_at is null
      join captures c on c.id = r.last_capture_id order by 1, 2`),
    clusters: await query(`
      select string_agg(r.key, ' ' order by r.key) as members, min(l.method) as method
      from links l join records r on r.id = l.record_id where l.superseded_at is null
      group by l.practitioner_id order by 1`),
    search: await query(`
      select name, name_tokens, states, (view->'locations')::text as locations from search_rows
      order by name_key, (view->>'npi')`),
    changes: await query(`select kind, count(*)::int from changes group by kind order by kind`),
    captures: await query(
      `select url, sha256, count(*)::int from captures group by 1, 2 order by 1, 2`,
    ),
    leftovers: await query(`select run_id from staged_records`),
    runs: await query(`select status, seen, new, changed, unchanged, not_seen, problems
                       from refresh_runs order by created_at`),
  }
}

describe('killed with SIGKILL', () => {
  let server: Loopback
  let expected: object

  const refresh = (settings: Record<string, string>) =>
    cli(['refresh', 'nppes', '--wait', '--json'], {
      ...settings,
      REGISTRY_NPPES_URL: server.baseUrl,
      LOG_LEVEL: 'error',
    })

  beforeAll(async () => {
    server = await listen(slow)
    const folder = newFolder()
    const { status, stdout } = await refresh({ DATA_DIR: folder }).ended
    expect(status).toBe(0)
    expect(jsonLines(stdout).at(-1)).toMatchObject({ status: 'published' })
    const database = await openPglite({ folder })
    expected = await stateOf(database.db)
    await database.close()
  })
  afterAll(async () => {
    await server.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  /** Starts, waits for so many more requests, and kills. */
  async function killAfter(requests: number, settings: Record<string, string>): Promise<void> {
    const target = simulator.controls.requests.length + requests
    const running = refresh(settings)
    await until(() => simulator.controls.requests.length >= target, running)
    running.child.kill('SIGKILL')
    const { signal } = await running.ended
    if (signal !== 'SIGKILL') throw new Error('It ended before it could be killed.')
  }

  test('in a PGlite folder, at page after page', async () => {
    const settings = { DATA_DIR: newFolder() }
    for (const requests of [3, 5, 3, 4]) await killAfter(requests, settings)
    const { status, stderr } = await refresh(settings).ended
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const database = await openPglite({ folder: settings.DATA_DIR })
    expect(await stateOf(database.db)).toEqual(expected)
    await database.close()
  })

  test('on a Postgres server, where another process takes over once the lease is out', async () => {
    const database = await openTestDatabase('postgres')
    const settings = { DATABASE_URL: database.url ?? '' }
    await killAfter(6, settings)
    const { status } = await refresh(settings).ended
    expect(status).toBe(0)
    expect(await stateOf(database.db)).toEqual(expected)
    await database.close()
  })
})

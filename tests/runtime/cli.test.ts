/** The command line as a stranger uses it: exit status, JSON, wrong words. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPglite } from '#db/pglite.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { createSimulator } from '#scrapers/ct-elicense/simulator.ts'
import { renderSavedPages } from '#scrapers/ncbahm/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { cli, type Ended, jsonLines } from '#tests/helpers/cli-process.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'

const people = createPopulation({ size: 300 })
const simulator = createSimulator(people)
let server: Loopback
let folder = ''

beforeAll(async () => {
  server = await listen(simulator.app)
  folder = mkdtempSync(join(tmpdir(), 'acupuncture-cli-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (...args: string[]): Promise<Ended> =>
  cli(args, {
    DATA_DIR: join(folder, 'data'),
    REGISTRY_CT_ELICENSE_URL: server.baseUrl,
    LOG_LEVEL: 'error',
  }).ended

describe('wrong use ends with status 2 and says what is right', () => {
  test.each([
    [['refresh'], /Usage: refresh/],
    [['refresh', 'atlantis'], /There is no registry atlantis\. There are: .*ct-elicense.*, all/],
    [['refresh', 'ncbahm'], /keeps programs out: npm run cli -- import-pages ncbahm/],
    [['refresh', 'ct-elicense', '--fast'], /--fast/],
    [['frobnicate'], /There is no command frobnicate[\s\S]*import-pages/],
    [['import-pages', 'ncbahm', 'no/such/folder'], /There is no folder no\/such\/folder/],
    [['release', 'some-run'], /Usage: release/],
  ])('%j', async (args, sentence) => {
    const { status, stderr } = await run(...args)
    expect(stderr).toMatch(sentence)
    expect(status).toBe(2)
  })
})

test('refresh, held, released, seen in runs', async () => {
  const first = await run('refresh', 'ct-elicense', '--wait', '--json')
  const [summary] = jsonLines(first.stdout)
  expect(summary).toMatchObject({ registry: 'ct-elicense', status: 'published', reasons: [] })
  expect(summary?.counts).toMatchObject({ changed: 0, problems: 0 })

  simulator.controls.fault = 'fewer'
  const second = await run('refresh', 'ct-elicense', '--wait')
  simulator.controls.fault = null
  expect(second.status).toBe(1)
  expect(second.stdout).toMatch(/held \(run (\w+)\)[\s\S]*fewer[\s\S]*Nothing of it is shown/)

  const runId = /held \(run (\w+)\)/.exec(second.stdout)?.[1] ?? ''
  const released = await run('release', runId, 'the', 'state', 'confirmed', 'it')
  expect(released.stdout).toContain('published')
  expect(released.status).toBe(0)
  const again = await run('release', runId, 'twice')
  expect(again.stderr).toContain('is published and cannot be released')
  expect(again.status).toBe(1)
  expect((await run('runs')).stdout).toMatch(/An admin released it\./)
})

test('import-pages takes what it can read, names what it cannot; a badge is attached once', async () => {
  const pages = join(folder, 'pages')
  mkdirSync(pages)
  for (const { fileName, html } of renderSavedPages(people)) {
    writeFileSync(join(pages, fileName), html)
  }
  writeFileSync(join(pages, 'holiday.html'), '<html><body>A photograph of the sea</body></html>')
  const { status, stdout } = await run('import-pages', 'ncbahm', pages, '--json')
  expect(status).toBe(0)
  const lines = jsonLines(stdout)
  expect(lines[0]).toMatchObject({ file: 'holiday.html' })
  expect(lines.at(-1)).toMatchObject({ registry: 'ncbahm', status: 'published' })

  const database = await openPglite({ folder: join(folder, 'data') })
  const [person] = await database.db.query.searchRows.findMany({ limit: 1 })
  const publicId = person?.publicId ?? ''
  expect(await findIdentity(database.db, publicId)).not.toBeNull()
  await database.close()

  const badge = 'https://digitalbadge.ncbahm.org/DiplomateBadgeProfile/aW52ZW50ZWQ='
  expect((await run('attach-badge', publicId, badge)).stdout).toContain('now stands beside')
  expect((await run('attach-badge', publicId, badge)).stdout).toContain('already')
  const elsewhere = await run('attach-badge', publicId, 'https://badges.example/x')
  expect(elsewhere.stderr).toContain('no badge link')
  expect(elsewhere.status).toBe(2)
})

/** `check --live` as an operator calls it, with Connecticut simulated. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator } from '#scrapers/ct-elicense/simulator.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { cli } from '#tests/helpers/cli-process.ts'
import { listen, type Loopback } from '#tests/helpers/loopback.ts'

const people = createPopulation({ size: 120 })
const [license] = people
  .flatMap(({ licenses }) => licenses)
  .filter(({ state, status }) => state === 'CT' && status === 'active')
const ct = createSimulator(people)
const folder = mkdtempSync(join(tmpdir(), 'acupuncture-check-live-'))
let server: Loopback

const run = (args: string[], more: Record<string, string> = {}) =>
  cli(args, { REGISTRY_CT_ELICENSE_URL: server.baseUrl, DATA_DIR: folder, ...more }).ended

beforeAll(async () => {
  server = await listen(ct.app)
  expect((await run(['refresh', 'ct-elicense', '--wait'])).status).toBe(0)
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const check = (...args: string[]) =>
  run(['check', '--license', license?.number ?? '', '--state', 'CT', '--live', ...args])

test('the answer is of now and says so, and the command ends', async () => {
  if (license) license.status = 'suspended'
  const { status, stdout } = await check()
  expect(status).toBe(1)
  const lines = stdout.split('\n')
  const lineOf = (title: string) => lines.find((line) => line.startsWith(title))
  expect(lineOf('License')).toMatch(/suspended.*Asked now, at \d{4}-\d\d-\d\dT/)
  expect(lineOf('Exclusion')).not.toContain('Asked now')
})

test('a past day cannot be asked about live, nor does a build ask', async () => {
  const past = await check('--as-of', '2026-01-01')
  expect([past.status, past.stderr]).toEqual([2, expect.stringContaining('past day')])
  const build = await run(['check', '--name', 'Jordan Levine', '--live'], { CI: 'true' })
  expect([build.status, build.stderr]).toEqual([2, expect.stringContaining('CI is set')])
})

/**
 * `npm run demo`: registries simulated on loopback over invented people, the real scrapers, and the
 * directory on PORT. The same people, ids and pages at every start; nothing is kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registries } from '#scrapers/index.ts'
import { baseUrlSetting } from '#scrapers/lib/base-url.ts'
import { createPopulation } from '#scrapers/population/index.ts'
import { createRandom } from '#scrapers/population/random.ts'
import { readSettings } from '#src/config.ts'
import { describeError } from '#src/services/errors.ts'
import { importPages } from '#src/services/import-pages.ts'
import { startRun } from '#src/services/start-run.ts'
import { printFirstAdminLink } from './first-admin.ts'
import { newId } from './new-id.ts'
import { open, type Opened } from './open.ts'
import { createProgressBars } from './progress-bars.ts'
import { type RefreshQueue, startQueue, waitForRun } from './queue.ts'
import { serveApp } from './serve.ts'
import { type Simulators, startSimulators } from './simulators.ts'
import { summarize } from './summary.ts'
import { untilStopped } from './until-stopped.ts'
import { print } from './usage.ts'
import { startBatchLoop } from './work-batches.ts'
import { startWatchWork } from './work-watches.ts'

const NOTICE =
  'This is a demonstration. Every person, license and telephone number in it is invented.'

async function demo(): Promise<void> {
  const people = createPopulation()
  const simulators = await startSimulators(people)
  const folder = mkdtempSync(join(tmpdir(), 'acupuncture-demo-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const environment = {
    ...process.env,
    ...Object.fromEntries(
      Object.entries(simulators.baseUrls).map(([id, url]) => [baseUrlSetting(id), url]),
    ),
    // Simulators take any key.
    ...Object.fromEntries(
      registries.flatMap(({ info }) => info.requiredSettings.map((name) => [name, 'a-demo-key'])),
    ),
    DATABASE_URL: undefined,
    DATA_DIR: folder,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
  }
  print(`Making an empty directory for ${people.length} invented people …`)
  const opened = withFixedIds(await open(readSettings(environment, registries)))
  const bars = createProgressBars(true)
  const queue = await startQueue(opened, { schedules: true, onProgress: bars.update })
  const serving = await serveApp(opened, NOTICE, (runId) => queue.enqueue(runId))
  const batches = startBatchLoop({ ...serving, isAlone: true })
  const watches = await startWatchWork({ desk: serving.desk, isAlone: true })
  // One after the other, so that every start gives the same ids.
  for (const { info, sweep } of registries) {
    if (!sweep) continue
    const request = { registry: info.id, mode: 'sweep', requestedBy: 'demo' } as const
    const { run } = await startRun(opened.ctx, request)
    await queue.enqueue(run.id)
    print(summarize(await waitForRun(opened.ctx, queue, run.id)))
  }
  bars.stop()
  for (const [registry, files] of Object.entries(simulators.savedPages)) {
    const { run } = await importPages(opened.ctx, { registry, files, owner: 'demo' })
    print(summarize(run))
  }
  print(`\nThe demonstration is on ${serving.url}. Stop it with Ctrl-C.`)
  await printFirstAdminLink(opened, serving.url)
  await showAnOutage(opened, queue, simulators)
  await untilStopped(async () => {
    await serving.close()
    await batches.stop()
    await watches.stop()
    await queue.stop()
    await opened.database.close()
    await simulators.close()
  })
}

/** One registry stops answering, so that /registries shows what that looks like. */
async function showAnOutage(
  { ctx }: Opened,
  queue: RefreshQueue,
  { controls }: Simulators,
): Promise<void> {
  const registry = registries.findLast(({ info }) => info.role === 'membership')?.info.id
  const simulator = registry && controls[registry]
  if (!registry || !simulator) return
  simulator.fault = 'unavailable'
  const { run } = await startRun(ctx, { registry, mode: 'sweep', requestedBy: 'demo' })
  await queue.enqueue(run.id)
}

function withFixedIds(opened: Opened): Opened {
  const random = createRandom(1)
  return {
    ...opened,
    ctx: { ...opened.ctx, newId: () => newId((below) => random.int(0, below - 1)) },
  }
}

try {
  await demo()
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`)
  process.exitCode = 1
}

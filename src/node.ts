/** The service: `npm start`. Real registries, PGlite in DATA_DIR or any Postgres in DATABASE_URL. */
import { missingSettings } from '#src/config.ts'
import { describeError } from '#src/services/errors.ts'
import { baseUrlFor } from './cli/capture-context.ts'
import { printFirstAdminLink } from './cli/first-admin.ts'
import { open } from './cli/open.ts'
import { startQueue } from './cli/queue.ts'
import { serveApp } from './cli/serve.ts'
import { untilStopped } from './cli/until-stopped.ts'
import { startBatchLoop } from './cli/work-batches.ts'
import { startWatchWork } from './cli/work-watches.ts'

try {
  const opened = await open()
  const { ctx, database, settings } = opened
  const queue = await startQueue(opened, { schedules: true })
  const serving = await serveApp(opened, null, (runId) => queue.enqueue(runId))
  const batches = startBatchLoop({ ...serving, isAlone: database.kind === 'pglite' })
  const watches = await startWatchWork({ desk: serving.desk, isAlone: database.kind === 'pglite' })
  process.stdout.write(`The directory is on ${serving.url}. Stop it with Ctrl-C.\n`)
  await printFirstAdminLink(opened, serving.url)
  for (const registry of ctx.registries) {
    const { id } = registry.info
    const missing = missingSettings(settings, registry.info)
    if (!registry.sweep) {
      process.stdout.write(`  ${id}: by hand, npm run cli -- import-pages ${id} <folder>\n`)
    } else if (missing.length > 0) {
      process.stdout.write(`  ${id}: off, ${missing.join(', ')} is not set\n`)
    } else process.stdout.write(`  ${id}: from ${baseUrlFor(settings, registry)}\n`)
  }
  process.stdout.write('To see it with invented people instead: npm run demo\n')
  await queue.tick()
  await untilStopped(async () => {
    await serving.close()
    await batches.stop()
    await watches.stop()
    await queue.stop()
    await database.close()
  })
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`)
  process.exitCode = 1
}

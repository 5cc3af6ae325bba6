import { parseArgs } from 'node:util'
import type { RefreshRunRow } from '#db/schema/index.ts'
import { registries } from '#scrapers/index.ts'
import { missingSettings, readSettings, type Settings } from '#src/config.ts'
import { requestRefresh } from '#src/services/request-refresh.ts'
import { open, type Opened } from './open.ts'
import { operator } from './operator.ts'
import { createProgressBars } from './progress-bars.ts'
import { startQueue, waitForRun } from './queue.ts'
import { summarize, toRefreshJson } from './summary.ts'
import { type Command, print, printJson, UsageError } from './usage.ts'

export const refreshCommand: Command = {
  usage: 'refresh <registry|all> [--wait] [--json]   ask a registry anew',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { wait: { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const [target, ...rest] = positionals
    if (!target || rest.length > 0) throw new UsageError(`Usage: ${refreshCommand.usage}`)
    const settings = readSettings(process.env, registries)
    const ids = choose(settings, target)
    const opened = await open(settings)
    try {
      return await refresh(opened, ids, { wait: values.wait ?? false, json: values.json ?? false })
    } finally {
      await opened.database.close()
    }
  },
}

/** The registries that a word names. Throws `UsageError` for one that cannot be asked, saying why. */
function choose(settings: Settings, target: string): string[] {
  const known = registries.map(({ info }) => info.id)
  if (target !== 'all' && !known.includes(target)) {
    throw new UsageError(`There is no registry ${target}. There are: ${known.join(', ')}, all.`)
  }
  const reasons: string[] = []
  const ids = registries.flatMap(({ info, sweep }) => {
    if (target !== 'all' && info.id !== target) return []
    const missing = missingSettings(settings, info)
    if (!sweep) {
      reasons.push(`${info.id} keeps programs out: npm run cli -- import-pages ${info.id} <folder>`)
    } else if (missing.length > 0)
      reasons.push(`${info.id} is off: ${missing.join(', ')} is not set.`)
    else return [info.id]
    return []
  })
  if (ids.length === 0) throw new UsageError(reasons.join('\n'))
  for (const reason of reasons) process.stderr.write(`${reason}\n`)
  return ids
}

async function refresh(
  opened: Opened,
  ids: string[],
  options: { wait: boolean; json: boolean },
): Promise<number> {
  const bars = createProgressBars(options.wait && !options.json)
  const queue = await startQueue(opened, { schedules: false, onProgress: bars.update })
  try {
    const runs: RefreshRunRow[] = []
    for (const registry of ids) {
      const { run } = await requestRefresh(opened.ctx, {
        registry,
        by: operator(),
        missingSettings: [],
      })
      runs.push(run)
    }
    if (!options.wait) {
      for (const run of runs) report(run, options.json)
      if (!options.json) print('Queued. A running `npm start` works on it; --wait does it here.')
      return 0
    }
    for (const run of runs) await queue.enqueue(run.id)
    const ended = await Promise.all(runs.map((run) => waitForRun(opened.ctx, queue, run.id)))
    bars.stop()
    for (const run of ended) report(run, options.json)
    if (options.json && ended.length > 1) printJson(toTotals(ended))
    return ended.every(({ status }) => status === 'published') ? 0 : 1
  } finally {
    bars.stop()
    await queue.stop()
  }
}

const report = (run: RefreshRunRow, json: boolean): void =>
  json ? printJson(toRefreshJson(run)) : print(summarize(run))

const toTotals = (runs: RefreshRunRow[]): object => ({
  registry: 'all',
  runs: runs.map(({ id, registry, status }) => ({ id, registry, status })),
})

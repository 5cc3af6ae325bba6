/**
 * `npm run live -- <registry>`: asks the real registry as little as possible and says what of its
 * answer no longer fits. Exit status: 0 fits, 1 does not, 2 wrong use.
 */
import { parseArgs } from 'node:util'
import { registries } from '#scrapers/index.ts'
import { readSettings, SettingsError } from '#src/config.ts'
import { describeError } from '#src/services/errors.ts'
import {
  QUERY_OPTIONS,
  QUERY_USAGE,
  refuseInBuilds,
  requireAskable,
  toQuery,
} from './ask-registry.ts'
import { baseUrlFor, captureContextFor } from './capture-context.ts'
import { checkLive } from './check-live.ts'
import { print, UsageError } from './usage.ts'

const USAGE = `npm run live -- <registry> ${QUERY_USAGE}`

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: QUERY_OPTIONS,
  })
  const [id, ...rest] = positionals
  if (!id || rest.length > 0) throw new UsageError(`Usage: ${USAGE}`)
  refuseInBuilds(process.env)
  const settings = readSettings(process.env, registries)
  const registry = requireAskable(settings, id)
  const stop = new AbortController()
  const context = captureContextFor(settings, null, registry, stop.signal)
  print(`Asking ${registry.info.title} at ${new URL(baseUrlFor(settings, registry)).host}.`)
  const { figures, misfits } = await checkLive(registry, context, toQuery(values))
  if (figures) print(figures)
  for (const misfit of misfits) print(`  ${misfit}`)
  print(misfits.length === 0 ? 'It fits.' : `${id} does not fit; see scrapers/${id}/README.md.`)
  return misfits.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isWrongUse =
    error instanceof UsageError ||
    error instanceof SettingsError ||
    (error instanceof TypeError &&
      'code' in error &&
      String(error.code).startsWith('ERR_PARSE_ARGS'))
  process.stderr.write(
    `${isWrongUse && error instanceof Error ? error.message : describeError(error)}\n`,
  )
  process.exitCode = isWrongUse ? 2 : 1
}

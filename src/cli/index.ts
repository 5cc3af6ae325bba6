/** The command line: `npm run cli -- <command>`. Exit status: 0 done, 1 failed or held, 2 wrong use. */
import { FolderInUseError } from '#db/lock.ts'
import { SettingsError } from '#src/config.ts'
import { describeError } from '#src/services/errors.ts'
import { attachBadgeCommand } from './attach-badge.ts'
import { captureCommand } from './capture.ts'
import { compareNamesCommand } from './compare-names.ts'
import { checkCommand } from './check.ts'
import { rotateKeyCommand } from './rotate-key.ts'
import { createAdminCommand } from './create-admin.ts'
import { createKeyCommand } from './create-key.ts'
import { exportAuditCommand } from './export-audit.ts'
import { verifyAuditCommand } from './verify-audit.ts'
import { importPagesCommand } from './import-pages.ts'
import { importTrainingCommand } from './import-training.ts'
import { linkCommand } from './link.ts'
import { mergeCommand, relinkCommand, splitCommand, undoCommand } from './judge.ts'
import { migrateCommand } from './migrate.ts'
import { refreshCommand } from './refresh.ts'
import { cancelCommand, rejectCommand, releaseCommand, runsCommand } from './runs.ts'
import { type Command, UsageError } from './usage.ts'

const COMMANDS: Record<string, Command> = {
  refresh: refreshCommand,
  runs: runsCommand,
  release: releaseCommand,
  reject: rejectCommand,
  cancel: cancelCommand,
  'import-pages': importPagesCommand,
  'import-training': importTrainingCommand,
  'attach-badge': attachBadgeCommand,
  merge: mergeCommand,
  split: splitCommand,
  undo: undoCommand,
  relink: relinkCommand,
  'create-admin': createAdminCommand,
  'create-key': createKeyCommand,
  check: checkCommand,
  'rotate-key': rotateKeyCommand,
  'verify-audit': verifyAuditCommand,
  'export-audit': exportAuditCommand,
  capture: captureCommand,
  link: linkCommand,
  'compare-names': compareNamesCommand,
  migrate: migrateCommand,
}

const overview = (): string =>
  ['Commands:', ...Object.values(COMMANDS).map(({ usage }) => `  ${usage}`)].join('\n')

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${overview()}\n`)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(`There is no command ${name}.\n${overview()}`)
  return command.run(args)
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
  const isExpected = isWrongUse || error instanceof FolderInUseError
  process.stderr.write(
    `${isExpected && error instanceof Error ? error.message : describeError(error)}\n`,
  )
  process.exitCode = isWrongUse ? 2 : 1
}

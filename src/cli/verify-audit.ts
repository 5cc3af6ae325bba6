import { parseArgs } from 'node:util'
import { recordVerification } from '#src/services/verify-audit.ts'
import { operator } from './operator.ts'
import { open } from './open.ts'
import { type Command, print, UsageError } from './usage.ts'

const USAGE = 'verify-audit [--head <hash>]'

export const verifyAuditCommand: Command = {
  usage: `${USAGE}  says whether an entry of the audit log was altered; --head: one noted earlier`,
  async run(args) {
    const { values } = parseArgs({ args, options: { head: { type: 'string' } } })
    const head = values.head?.toLowerCase() ?? null
    if (head !== null && !/^[0-9a-f]{64}$/.test(head)) throw new UsageError(`Usage: ${USAGE}`)
    const { ctx, database } = await open()
    try {
      const verdict = await recordVerification(ctx, { by: operator(), notedHead: head })
      if (verdict.broken) {
        print(`The audit log does not fit together. ${verdict.broken.problem}`)
        print(`The ${verdict.entries} before it do.`)
        return 1
      }
      print(`All ${verdict.entries} entries fit together. Note the hash of the last one:`)
      print(verdict.head)
      return 0
    } finally {
      await database.close()
    }
  },
}

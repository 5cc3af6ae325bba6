import { once } from 'node:events'
import { auditLines } from '#src/http/audit-lines.ts'
import { open } from './open.ts'
import { type Command, requireWords } from './usage.ts'

export const exportAuditCommand: Command = {
  usage: 'export-audit  prints the audit log as JSON lines; the last one is the head of the chain',
  async run(args) {
    requireWords(args, [], exportAuditCommand)
    const { ctx, database } = await open()
    try {
      for await (const lines of auditLines(ctx.db)) {
        if (!process.stdout.write(lines)) await once(process.stdout, 'drain')
      }
      return 0
    } finally {
      await database.close()
    }
  },
}

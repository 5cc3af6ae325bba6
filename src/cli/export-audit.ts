import { type Command, requireWords } from './usage.ts'

export const exportAuditCommand: Command = {
  usage: 'export-audit',
  async run(args) {
    requireWords(args, [], exportAuditCommand)
    return 0
  },
}

import { type Command, requireWords } from './usage.ts'

export const verifyAuditCommand: Command = {
  usage: 'verify-audit',
  async run(args) {
    requireWords(args, [], verifyAuditCommand)
    return 0
  },
}

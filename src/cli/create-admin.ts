import { parseArgs } from 'node:util'
import { invite, welcomeAddress } from '#src/services/users.ts'
import { operator } from './operator.ts'
import { open } from './open.ts'
import { type Command, print, UsageError } from './usage.ts'

export const createAdminCommand: Command = {
  usage: 'create-admin --email <address>   prints a one-time link that makes an admin',
  async run(args) {
    const { values } = parseArgs({ args, options: { email: { type: 'string' } } })
    if (!values.email || !/^\S+@\S+\.\S+$/.test(values.email)) {
      throw new UsageError('Say whom the link is for: create-admin --email <address>')
    }
    const { ctx, database, settings } = await open()
    try {
      const token = await invite(ctx, { email: values.email, role: 'admin', by: operator() })
      const origin = settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`
      print(welcomeAddress(origin, token))
      return 0
    } finally {
      await database.close()
    }
  },
}

import { parseArgs } from 'node:util'
import { ROLES } from '#src/core/roles.ts'
import { createKey, KEY_DAYS, KEY_DAYS_MAX } from '#src/services/api-keys.ts'
import { operator } from './operator.ts'
import { open } from './open.ts'
import { type Command, print, UsageError } from './usage.ts'

const USAGE = `create-key --role <${ROLES.join('|')}> --name <name> [--days <days>]`

export const createKeyCommand: Command = {
  usage: `${USAGE}   prints a new API key, once`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { role: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' } },
    })
    const role = ROLES.find((known) => known === values.role)
    const days = Number(values.days ?? KEY_DAYS)
    const isUsable = role && values.name?.trim() && Number.isInteger(days) && days >= 1
    if (!isUsable || days > KEY_DAYS_MAX) throw new UsageError(USAGE)
    const { ctx, database } = await open()
    try {
      const name = values.name?.trim() ?? ''
      const { key } = await createKey(ctx, { name, role, by: operator(), days })
      print('Keep this key: it is not shown again.')
      print(key)
      return 0
    } finally {
      await database.close()
    }
  },
}

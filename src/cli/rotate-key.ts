import { parseArgs } from 'node:util'
import { revokeSigningKey, rotateSigningKey } from '#src/services/signing.ts'
import { operator } from './operator.ts'
import { open } from './open.ts'
import { type Command, print, UsageError } from './usage.ts'

const USAGE = 'rotate-key [--revoke <kid> --why <sentence>]'

export const rotateKeyCommand: Command = {
  usage: `${USAGE}   signs receipts with a new key`,
  async run(args) {
    const options = { revoke: { type: 'string' }, why: { type: 'string' } } as const
    const { revoke, why } = parseArgs({ args, options }).values
    if ((revoke === undefined) !== (why === undefined)) throw new UsageError(`Usage: ${USAGE}`)
    const { ctx, database, settings } = await open()
    try {
      if (revoke !== undefined && why !== undefined) {
        await revokeSigningKey(ctx, { kid: revoke, why, by: operator() })
      }
      if (settings.SIGNING_KEY !== undefined) {
        if (revoke === undefined) {
          throw new UsageError('The key is the one in SIGNING_KEY: put another one there.')
        }
        print('Revoked. Put another key into SIGNING_KEY, if it is this one.')
        return 0
      }
      print(await rotateSigningKey(ctx, operator()))
      return 0
    } finally {
      await database.close()
    }
  },
}

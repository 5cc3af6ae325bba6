import { attachBadge } from '#src/services/attach-badge.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { type Command, print, requireWords, UsageError } from './usage.ts'

export const attachBadgeCommand: Command = {
  usage: 'attach-badge <practitioner> <url>  put a digital badge beside a certification',
  async run(args) {
    const [publicId = '', url = ''] = requireWords(
      args,
      ['practitioner', 'url'],
      attachBadgeCommand,
    )
    const { ctx, database } = await open()
    try {
      const readers = ctx.registries.flatMap(({ readBadge }) => readBadge ?? [])
      const badge = readers.map((read) => read(url)).find((found) => found !== null)
      if (!badge) throw new UsageError(`"${url}" is no badge link of a registry that gives badges.`)
      const { isNew } = await attachBadge(ctx, {
        publicId,
        url: badge.url,
        by: operator(),
      })
      print(isNew ? `The badge now stands beside ${publicId}.` : 'It stands there already.')
      return 0
    } finally {
      await database.close()
    }
  },
}

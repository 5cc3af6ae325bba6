/** A person's word on who is who: merge, split, undo, and everything linked anew. */
import { parseArgs } from 'node:util'
import type { ServiceContext } from '#src/services/context.ts'
import { mergePractitioners } from '#src/services/merge-practitioners.ts'
import { rebuildLinks } from '#src/services/rebuild-links.ts'
import { splitPractitioner } from '#src/services/split-practitioner.ts'
import { undoJudgement } from '#src/services/undo-judgement.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { type Command, print, requireWords, UsageError } from './usage.ts'

interface Given {
  words: string[]
  by: string
  note: string
}

/** A command of these words that does one thing and says what, with `--by` and `--note`. */
function judgeCommand(
  usage: string,
  names: string[],
  judge: (ctx: ServiceContext, given: Given) => Promise<string[]>,
): Command {
  const command: Command = {
    usage,
    async run(args) {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { by: { type: 'string' }, note: { type: 'string' } },
      })
      const words = requireWords(positionals, names, command)
      const named = values.by?.trim()
      if (named === '') throw new UsageError('--by wants the name of who decides.')
      const by = named === undefined ? operator() : `cli:${named}`
      const { ctx, database } = await open()
      try {
        for (const line of await judge(ctx, { words, by, note: values.note ?? '' })) print(line)
        return 0
      } finally {
        await database.close()
      }
    },
  }
  return command
}

const undoHint = (judgement: string): string => `To take it back: undo ${judgement}`

export const mergeCommand = judgeCommand(
  'merge <practitioner> <practitioner> [--by <name>] [--note <text>]  make two practitioners one',
  ['practitioner', 'practitioner'],
  async (ctx, { words: [one = '', other = ''], by, note }) => {
    const merged = await mergePractitioners(ctx, { practitioners: [one, other], by, note })
    return [`${one} and ${other} are now ${merged.practitioner}.`, undoHint(merged.judgement)]
  },
)

export const splitCommand = judgeCommand(
  'split <practitioner> <registry> <key> [--by <name>] [--note <text>]  take a record away',
  ['practitioner', 'registry', 'key'],
  async (ctx, { words: [practitioner = '', registry = '', key = ''], by, note }) => {
    const records = [{ registry, key }]
    const split = await splitPractitioner(ctx, { practitioner, records, by, note })
    const [stays, left] = split.practitioners
    return [
      `Record ${registry} ${key} is now ${left}’s; the others are ${stays}’s.`,
      undoHint(split.judgement),
    ]
  },
)

export const undoCommand = judgeCommand(
  'undo <judgement> [--by <name>] [--note <text>]  take a merge or a split back',
  ['judgement'],
  async (ctx, { words: [judgement = ''], by, note }) => {
    const { pairs } = await undoJudgement(ctx, { judgement, by, note })
    const what = pairs.length === 1 ? '1 pair' : `${pairs.length} pairs`
    return [`Judgement ${judgement} on ${what} is taken back.`]
  },
)

export const relinkCommand = judgeCommand(
  'relink [--by <name>] [--note <text>]  decide anew who is who, from all records',
  [],
  async (ctx, { by, note }) => {
    const { records, practitioners, changed } = await rebuildLinks(ctx, { by, note })
    return [
      `${records} records, ${practitioners} practitioners; ${changed} are others than before.`,
    ]
  },
)

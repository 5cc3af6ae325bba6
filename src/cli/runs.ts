import { desc } from 'drizzle-orm'
import { refreshRuns, type RefreshRunRow } from '#db/schema/index.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { cancelRun, type Decision, rejectRun, releaseRun } from '#src/services/decide-run.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { summarize } from './summary.ts'
import { type Command, print, requireWords, UsageError } from './usage.ts'

const SHOWN = 20

export const runsCommand: Command = {
  usage: 'runs                               the latest runs and what became of them',
  async run(args) {
    requireWords(args, [], runsCommand)
    const { ctx, database } = await open()
    try {
      const runs = await ctx.db
        .select()
        .from(refreshRuns)
        .orderBy(desc(refreshRuns.createdAt))
        .limit(SHOWN)
      for (const run of runs) print(`${run.createdAt.toISOString()} ${summarize(run)}`)
      if (runs.length === 0) print('There has been no run yet: npm run cli -- refresh all --wait')
      return 0
    } finally {
      await database.close()
    }
  },
}

type Decide = (ctx: ServiceContext, decision: Decision) => Promise<RefreshRunRow>

function decisionCommand(usage: string, decide: Decide): Command {
  return {
    usage,
    async run([runId, ...note]) {
      if (!runId || note.length === 0) throw new UsageError(`Usage: ${usage}`)
      const { ctx, database } = await open()
      try {
        print(summarize(await decide(ctx, { runId, by: operator(), note: note.join(' ') })))
        return 0
      } finally {
        await database.close()
      }
    },
  }
}

export const releaseCommand = decisionCommand(
  'release <run> <note>               publish a held run after all',
  releaseRun,
)
export const rejectCommand = decisionCommand(
  'reject <run> <note>                drop what a held run has read',
  rejectRun,
)
export const cancelCommand = decisionCommand(
  'cancel <run> <note>                stop a run under way',
  cancelRun,
)

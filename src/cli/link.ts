import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { LinkJob, LinkSummary } from './link-files.ts'
import type { LinkAnswer } from './link-thread.ts'
import { type Command, printJson, requireWords, UsageError } from './usage.ts'
import { requireOut } from './write-csv.ts'

/** A million records against a million need most of it. */
const HEAP_MB = 2500

export const linkCommand: Command = {
  usage:
    'link <left csv> <right csv> --out <csv> [--json]  finds who of two files of people is the same person',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean' } },
    })
    const [left = '', right = ''] = requireWords(positionals, ['left', 'right'], linkCommand)
    const out = requireOut(values.out, [left, right], linkCommand)
    const summary = await runJob({ left, right, out })
    if (values.json) printJson(summary)
    else process.stderr.write(`${toSentence(summary)}\n`)
    return 0
  },
}

/**
 * Scripts bound the heap for a service that runs for months. The bound counts when a thread begins,
 * for this thread and for later ones, and is stronger than the limits that a `Worker` is given.
 */
async function runJob(job: LinkJob): Promise<LinkSummary> {
  setFlagsFromString(`--max-old-space-size=${HEAP_MB}`)
  const thread = new Worker(new URL('link-thread.ts', import.meta.url), { workerData: job })
  const [answer]: LinkAnswer[] = await once(thread, 'message')
  if (answer && 'summary' in answer) return answer.summary
  throw new UsageError(answer?.wrongUse ?? 'The files could not be linked.')
}

const toSentence = (summary: LinkSummary): string =>
  `${summary.left_records} and ${summary.right_records} records, ${summary.compared} pairs compared: ` +
  `${summary.match} match, ${summary.review} to review, ${summary.no_match} likely different ` +
  `(model ${summary.model}, ${summary.seconds} s).`

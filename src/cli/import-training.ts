import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importTraining, type TrainingOutcome } from '#src/services/import-training.ts'
import { readTrainingCsv, TrainingFileError } from '#src/services/read-training-csv.ts'
import { open } from './open.ts'
import { operator } from './operator.ts'
import { type Command, print, printJson, requireWords, UsageError } from './usage.ts'

/** How the page names who gave the evidence, unless `--by` says otherwise. */
const GIVEN_BY = 'the office of this directory'

export const importTrainingCommand: Command = {
  usage:
    'import-training <csv> [--by <name shown>] [--json]  take a list of people trained in trigger points',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, by: { type: 'string' } },
    })
    const [path = ''] = requireWords(positionals, ['csv'], importTrainingCommand)
    const givenBy = (values.by ?? GIVEN_BY).trim()
    if (givenBy === '') throw new UsageError('--by wants the name that the page shows.')
    const { rows, ignored } = readList(path)
    if (ignored.length > 0) {
      process.stderr.write(`Not read, for nobody knows these columns: ${ignored.join(', ')}.\n`)
    }
    const { ctx, database } = await open()
    try {
      const outcomes = await importTraining(ctx, { rows, givenBy, actor: operator() })
      report(outcomes, values.json ?? false)
      const isRefused = outcomes.every(({ outcome }) => outcome === 'refused')
      return isRefused ? 1 : 0
    } finally {
      await database.close()
    }
  },
}

function readList(path: string): ReturnType<typeof readTrainingCsv> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`There is no file ${path}.`)
  }
  try {
    return readTrainingCsv(new Uint8Array(readFileSync(path)))
  } catch (error) {
    throw error instanceof TrainingFileError ? new UsageError(error.message) : error
  }
}

const KINDS = [
  ['accepted', 'accepted'],
  ['known', 'already known'],
  ['doubtful', 'doubtful'],
  ['refused', 'refused'],
] as const

function report(outcomes: TrainingOutcome[], json: boolean): void {
  const lines = (kind: TrainingOutcome['outcome']): number[] =>
    outcomes.filter(({ outcome }) => outcome === kind).map(({ line }) => line)
  if (json) {
    for (const outcome of outcomes) printJson(toJson(outcome))
    const all = KINDS.map(([kind, words]) => [words.replace(' ', '_'), lines(kind)] as const)
    printJson({
      ...Object.fromEntries(all.map(([name, list]) => [name, list.length])),
      lines: Object.fromEntries(all),
    })
    return
  }
  for (const outcome of outcomes) print(toSentence(outcome))
  print(`${KINDS.map(([kind, words]) => `${lines(kind).length} ${words}`).join(', ')}.`)
  if (lines('doubtful').length > 0) print('Doubtful rows are kept for a person to decide on.')
}

function toSentence({ line, name, outcome, reason, practitioner, candidates }: TrainingOutcome) {
  const words = KINDS.find(([kind]) => kind === outcome)?.[1] ?? outcome
  const whom = practitioner ? ` for ${practitioner}` : ''
  const maybe = candidates.length > 0 ? ` Perhaps ${candidates.join(', ')}.` : ''
  return `Line ${line}, ${name ?? 'no name'}: ${words}${whom}: ${reason}${maybe}`
}

const toJson = (outcome: TrainingOutcome): object => ({
  line: outcome.line,
  name: outcome.name,
  outcome: outcome.outcome === 'known' ? 'already_known' : outcome.outcome,
  reason: outcome.reason,
  practitioner: outcome.practitioner,
  candidates: outcome.candidates,
  program: outcome.claim?.program ?? null,
  tier: outcome.claim?.tier ?? null,
  evidence: outcome.claim?.evidence ?? null,
  evidence_url: outcome.claim?.evidenceUrl ?? null,
})

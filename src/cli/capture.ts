import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { registries } from '#scrapers/index.ts'
import type { PersonQuery, Registry } from '#scrapers/source.ts'
import { readSettings, type Settings } from '#src/config.ts'
import { RefusedError } from '#src/services/errors.ts'
import {
  QUERY_OPTIONS,
  QUERY_USAGE,
  refuseInBuilds,
  requireAskable,
  toQuery,
} from './ask-registry.ts'
import { captureContextFor } from './capture-context.ts'
import { examplesFolder, readExamples } from './examples-folder.ts'
import { inventAnswers, type InventedAnswer } from './invent/invent-answers.ts'
import { createVocabulary } from './invent/vocabulary.ts'
import { type Command, print, requireWords, UsageError } from './usage.ts'

export const captureCommand: Command = {
  usage: `capture <registry> ${QUERY_USAGE} --as <name> [--to <folder>]  save an answer as an example, people invented`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...QUERY_OPTIONS, as: { type: 'string' }, to: { type: 'string' } },
    })
    const [id = ''] = requireWords(positionals, ['registry'], captureCommand)
    refuseInBuilds(process.env)
    const settings = readSettings(process.env, registries)
    const registry = requireAskable(settings, id)
    const query = toQuery(values)
    if (!query) throw new UsageError(`Whom to ask about? Usage: ${captureCommand.usage}`)
    const name = requireFileName(values.as)
    const folder = values.to ?? examplesFolder(id)
    if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`)
    const answers = await ask(settings, registry, query)
    save(answers, folder, name)
    return 0
  },
}

function requireFileName(name: string | undefined): string {
  if (name !== undefined && /^[a-z\d]+(-[a-z\d]+)*$/.test(name)) return name
  throw new UsageError('--as wants a name for the example, such as lapsed-license.')
}

async function ask(
  settings: Settings,
  registry: Registry,
  query: PersonQuery,
): Promise<InventedAnswer[]> {
  const { info, lookUp } = registry
  if (!lookUp) throw new UsageError(`${info.id} cannot be asked about one person.`)
  const context = captureContextFor(settings, null, registry, new AbortController().signal)
  const captures = await lookUp(context, query)
  if (captures.length === 0) {
    throw new UsageError(`${info.id} cannot be asked that; try --npi, --license or --name.`)
  }
  return inventAnswers({
    registry,
    captures,
    query,
    settings: settings.registry,
    vocabulary: createVocabulary(readExamples(examplesFolder(info.id))),
    random: Math.random,
  })
}

/** All or none: a name that is taken is found before anything is written. */
function save(answers: InventedAnswer[], folder: string, name: string): void {
  const files = answers.map(({ kind, extension }, index) => {
    const count = answers.slice(0, index).filter((earlier) => earlier.kind === kind).length
    const number = count === 0 ? '' : `-${count + 1}`
    return join(folder, `${name}${number}.${kind}.${extension}`)
  })
  const taken = files.find((file) => existsSync(file))
  if (taken) throw new RefusedError(`There is ${taken} already; choose another name.`)
  for (const [index, answer] of answers.entries()) {
    const file = files[index] ?? ''
    writeFileSync(file, answer.text, { flag: 'wx' })
    print(`${file}: ${answer.records === 1 ? '1 record' : `${answer.records} records`}.`)
  }
  const kept = [...new Set(answers.flatMap((answer) => answer.kept))]
  if (kept.length > 0) print(`Kept as the registry says it: ${kept.join(' | ')}.`)
  print(
    'Read it before it is committed. The tests write the expected JSON beside it: read that too.',
  )
}

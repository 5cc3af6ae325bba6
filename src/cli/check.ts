import { parseArgs } from 'node:util'
import { createDirectory } from '#db/queries/search.ts'
import { type CheckDocument, ELEMENTS } from '#src/core/checks/types.ts'
import {
  ATTENTION_WORDS,
  ELEMENT_TITLES,
  subjectWords,
  verdictWords,
} from '#src/core/checks/words.ts'
import { toReceiptJson } from '#src/http/api/checks/check-json.ts'
import { checkQuestionSchema, readQuestion } from '#src/http/check-question.ts'
import { checkPerson } from '#src/services/check-person.ts'
import { openSigner } from '#src/services/signing.ts'
import packageInfo from '../../package.json' with { type: 'json' }
import { operator } from './operator.ts'
import { open, type Opened } from './open.ts'
import { type Command, print, printJson, UsageError } from './usage.ts'

const USAGE =
  'check [--name <name>] [--state <state>] [--license <number>] [--npi <npi>] [--certification <number>] [--as-of <day>] [--json]'

const text = { type: 'string' } as const

export const checkCommand: Command = {
  usage: `${USAGE}   status 0 where nothing needs attention`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        name: text,
        state: text,
        license: text,
        npi: text,
        certification: text,
        'as-of': text,
        json: { type: 'boolean' },
      },
    })
    const asked = checkQuestionSchema.safeParse({
      name: values.name,
      state: values.state,
      license_number: values.license,
      npi: values.npi,
      certification_number: values.certification,
      as_of: values['as-of'],
    })
    if (!asked.success) throw new UsageError(`${asked.error.issues[0]?.message}\nUsage: ${USAGE}`)
    const opened = await open()
    try {
      const document = await check(opened, asked.data)
      if (values.json) printJson(toReceiptJson(document))
      else printDocument(document)
      return document.attention === 'none' ? 0 : 1
    } finally {
      await opened.database.close()
    }
  },
}

async function check(
  { ctx, settings }: Opened,
  asked: Parameters<typeof readQuestion>[0],
): Promise<CheckDocument> {
  const now = ctx.now()
  const { question, issues } = readQuestion(asked, now)
  if (issues.length > 0) throw new UsageError(issues.map(({ detail }) => detail).join('\n'))
  const context = {
    db: ctx.db,
    directory: createDirectory(true),
    infos: ctx.registries.map(({ info }) => info),
    now,
    newId: ctx.newId,
    signer: await openSigner(ctx.db, settings.SIGNING_KEY ?? null, now),
    softwareVersion: packageInfo.version,
  }
  const finished = await checkPerson(context, { account: operator(), batchId: null }, question)
  return finished.document
}

function printDocument(document: CheckDocument): void {
  print(`Receipt ${document.id}. ${subjectWords(document)}`)
  for (const name of ELEMENTS) {
    const { verdict, reason } = document.elements[name]
    print(`${ELEMENT_TITLES[name]}: ${verdictWords(name, verdict)}. ${reason}`)
  }
  print(`${ATTENTION_WORDS[document.attention]}.`)
}

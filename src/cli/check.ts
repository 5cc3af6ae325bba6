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
import { refuseInBuilds } from './ask-registry.ts'
import { createLiveAsker } from './live-asker.ts'
import { operator } from './operator.ts'
import { open, type Opened } from './open.ts'
import { type Command, print, printJson, UsageError } from './usage.ts'

const USAGE =
  'check [--name <name>] [--state <state>] [--license <number>] [--npi <npi>] [--certification <number>] [--as-of <day> | --live] [--json]'

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
        live: { type: 'boolean' },
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
      live: values.live,
    })
    if (!asked.success) throw new UsageError(`${asked.error.issues[0]?.message}\nUsage: ${USAGE}`)
    if (values.live) refuseInBuilds(process.env)
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
  opened: Opened,
  asked: Parameters<typeof readQuestion>[0],
): Promise<CheckDocument> {
  const { ctx, settings } = opened
  const asking = new AbortController()
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
    askLive: createLiveAsker(opened, asking.signal),
  }
  const asker = { account: operator(), batchId: null }
  try {
    return (await checkPerson(context, asker, question)).document
  } finally {
    asking.abort()
  }
}

function printDocument(document: CheckDocument): void {
  print(`Receipt ${document.id}. ${subjectWords(document)}`)
  for (const name of ELEMENTS) {
    const { verdict, reason, live, source } = document.elements[name]
    const asked = live && source ? ` Asked now, at ${source.fetchedAt}.` : ''
    print(`${ELEMENT_TITLES[name]}: ${verdictWords(name, verdict)}. ${reason}${asked}`)
  }
  print(`${ATTENTION_WORDS[document.attention]}.`)
}

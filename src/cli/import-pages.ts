import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { SavedPage } from '#scrapers/source.ts'
import { importPages, type ImportResult } from '#src/services/import-pages.ts'
import { operator } from './operator.ts'
import { open } from './open.ts'
import { summarize, toRefreshJson } from './summary.ts'
import { type Command, print, printJson, requireWords, UsageError } from './usage.ts'

const PAGE_ENDINGS = /\.(html?|txt)$/i

export const importPagesCommand: Command = {
  usage: 'import-pages <registry> <folder> [--json]  take pages that a person saved',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const [registry = '', folder = ''] = requireWords(
      positionals,
      ['registry', 'folder'],
      importPagesCommand,
    )
    const files = readFolder(folder)
    const { ctx, database } = await open()
    try {
      const result = await importPages(ctx, { registry, files, owner: operator() })
      report(result, values.json ?? false)
      return result.run.status === 'published' ? 0 : 1
    } finally {
      await database.close()
    }
  },
}

function readFolder(folder: string): SavedPage[] {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) throw new UsageError(`There is no folder ${folder}.`)
  const names = readdirSync(folder)
    .filter((name) => PAGE_ENDINGS.test(name))
    .sort()
  if (names.length === 0) {
    throw new UsageError(`The folder ${folder} holds no saved page (.html, .htm or .txt).`)
  }
  return names.map((fileName) => {
    const path = join(folder, fileName)
    return {
      fileName,
      body: new Uint8Array(readFileSync(path)),
      savedAt: statSync(path).mtime,
      savedBy: operator(),
    }
  })
}

function report({ run, rejected }: ImportResult, json: boolean): void {
  if (json) {
    for (const { fileName, reason } of rejected) printJson({ file: fileName, problem: reason })
    printJson(toRefreshJson(run))
    return
  }
  for (const { fileName, reason } of rejected) print(`Not read: ${fileName}: ${reason}`)
  print(summarize(run))
}

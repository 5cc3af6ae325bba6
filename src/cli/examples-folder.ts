/** Saved answers beside a registry's parser, in the convention of the scrapers' README. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Form } from './invent/leaves.ts'

export const examplesFolder = (registry: string): string =>
  fileURLToPath(new URL(`../../scrapers/${registry}/examples/`, import.meta.url))

const FORMS: Record<string, Form> = {
  '.json': 'json',
  '.html': 'html',
  '.csv': 'table',
  '.txt': 'table',
}

/** The bodies of all examples; what is no text is left out. */
export const readExamples = (folder: string): { text: string; form: Form }[] =>
  listFolder(folder)
    .filter((file) => !file.endsWith('.expected.json'))
    .flatMap((file) => {
      const form = FORMS[extname(file)]
      return form ? [{ form, text: readFileSync(join(folder, file), 'utf8') }] : []
    })

export interface Expected {
  records: unknown[]
  filled: Record<string, number>
}

/** What the parser makes of each example. */
export const readExpected = (folder: string): Expected[] =>
  listFolder(folder)
    .filter((file) => file.endsWith('.expected.json'))
    .map((file): Expected => JSON.parse(readFileSync(join(folder, file), 'utf8')))

const listFolder = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).sort() : []

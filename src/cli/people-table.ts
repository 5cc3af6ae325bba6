/** A file of people as a table for linking, read here or in a thread beside this one. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { TableParts } from '#src/core/linkage/merge-tables.ts'
import { type LinkTable, TableBuilder } from '#src/core/linkage/table.ts'
import { readPeople } from './people-csv.ts'
import { openPoints } from './points.ts'
import { UsageError } from './usage.ts'

/** Throws `UsageError` for a file that is malformed. */
export async function readPeopleTable(path: string): Promise<{ ids: string[]; table: LinkTable }> {
  const builder = new TableBuilder()
  const findPoint = openPoints()
  const ids = await readPeople(path, findPoint, (person) => builder.add(person))
  return { ids, table: builder.build() }
}

/** What the thread says at its end; an error loses its class between threads. */
export type TableAnswer = { ids: string[]; parts: TableParts } | { wrongUse: string }

/** The same in a thread of its own. */
export async function readPeopleBeside(
  path: string,
): Promise<{ ids: string[]; parts: TableParts }> {
  const thread = new Worker(new URL('people-thread.ts', import.meta.url), { workerData: path })
  const [answer]: TableAnswer[] = await once(thread, 'message')
  if (answer && 'parts' in answer) return answer
  throw new UsageError(answer?.wrongUse ?? `${path} could not be read.`)
}

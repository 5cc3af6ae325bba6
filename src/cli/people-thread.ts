import { parentPort, workerData } from 'node:worker_threads'
import { toParts } from '#src/core/linkage/merge-tables.ts'
import { readPeopleTable, type TableAnswer } from './people-table.ts'
import { UsageError } from './usage.ts'

const path: string = workerData

async function answer(): Promise<TableAnswer> {
  try {
    const { ids, table } = await readPeopleTable(path)
    return { ids, parts: toParts(table) }
  } catch (error) {
    if (error instanceof UsageError) return { wrongUse: error.message }
    throw error
  }
}

const said = await answer()
// Their columns are handed over, not copied.
const columns =
  'parts' in said
    ? Object.values(said.parts).flatMap((one) =>
        ArrayBuffer.isView(one) && one.buffer instanceof ArrayBuffer ? [one.buffer] : [],
      )
    : []
parentPort?.postMessage(said, columns)

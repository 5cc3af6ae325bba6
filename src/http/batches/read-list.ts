/** What somebody sends as a list of people: a file, or JSON. */
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { ColumnMapping } from '#src/core/checks/map-columns.ts'
import { PEOPLE_MAPPING, toPeopleTable } from '#src/core/checks/people-table.ts'
import { CSV_BYTES_MAX } from '#src/core/csv/decode.ts'
import { type CsvTable, readTable } from '#src/core/csv/read-table.ts'
import { parameterError } from '../problem.ts'

export type ListTable = CsvTable & { kind: 'table' }

/** Room for what a form puts around the file. */
const FORM_BYTES = 64 * 1024

/** Refuses more than a list may have before it is read. */
export const listLimit = bodyLimit({
  maxSize: CSV_BYTES_MAX + FORM_BYTES,
  onError() {
    throw new HTTPException(413, { message: 'The list is larger than 10 MB. Send it in parts.' })
  },
})

export interface SentList {
  table: ListTable
  asOf: string | null
  /** Where its fields have their own names, and nobody has to look. */
  mapping: ColumnMapping | null
}

/** Throws `ParameterError` with a sentence for a body of which nothing can be used. */
export async function readSentList(c: Context): Promise<SentList> {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'text/csv') {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return {
      table: usable(readTable(bytes), 'body'),
      asOf: c.req.query('as_of') ?? null,
      mapping: null,
    }
  }
  if (type === 'application/json') return readJson(await c.req.text())
  throw parameterError('Content-Type', 'Send a list as text/csv or as application/json.')
}

function readJson(text: string): SentList {
  const body = parse(text)
  if (typeof body !== 'object' || body === null || !('people' in body)) {
    throw parameterError('people', 'The body must be an object with the list `people`.')
  }
  const { people } = body
  const asOf = 'as_of' in body ? body.as_of : null
  if (!Array.isArray(people)) throw parameterError('people', '`people` must be a list.')
  if (asOf !== null && typeof asOf !== 'string') {
    throw parameterError('as_of', '`as_of` must be a past day such as 2026-03-01.')
  }
  return { table: usable(toPeopleTable(people), 'people'), asOf, mapping: PEOPLE_MAPPING }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw parameterError('body', 'The body is not JSON.')
  }
}

/** Throws `ParameterError` where the table was refused. */
export function usable(table: CsvTable, parameter: string): ListTable {
  if (table.kind === 'refused') throw parameterError(parameter, table.problem)
  return table
}

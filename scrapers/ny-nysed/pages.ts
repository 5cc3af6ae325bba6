/** Pages of the list of names: numbers, names and no status. Everything else is in the details. */
import { decodeJson } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture, ParseProblem } from '../source.ts'
import { findText } from './wire.ts'

export interface ListedLicense {
  profession: string
  /** Six digits. */
  number: string
  name: string
}

export interface NamesPage {
  licenses: ListedLicense[]
  /** Rows received, unreadable ones too. */
  rows: number
  totalPages: number
  /** Not confirmed to be there: null where it is not. */
  totalElements: number | null
  /** Which page the registry says that this is, from 0; null where it does not say. */
  pageNumber: number | null
  problems: ParseProblem[]
}

const NO_PAGE: NamesPage = {
  licenses: [],
  rows: 0,
  totalPages: 0,
  totalElements: null,
  pageNumber: null,
  problems: [],
}

/** Throws `LayoutError` for an answer that is no page, or that has rows of which none can be read. */
export function readNamesPage(capture: Capture): NamesPage {
  // Nobody by such a name, or no such page.
  if (capture.status === 204 || capture.status === 400) return NO_PAGE
  const answer = decodeJson(capture)
  if (!isRow(answer) || !Array.isArray(answer.content)) {
    throw new LayoutError('The list of names has no list "content".')
  }
  const { totalPages } = answer
  if (typeof totalPages !== 'number' || !Number.isInteger(totalPages) || totalPages < 0) {
    throw new LayoutError('The list of names has no whole number "totalPages".')
  }
  const content: unknown[] = answer.content
  const licenses = content.map(findLicense)
  const problems = licenses.flatMap((license, index) => (license ? [] : [problemOf(index)]))
  const [first] = problems
  if (first && problems.length === content.length) {
    throw new LayoutError(`None of ${content.length} names can be read. The first: ${first.detail}`)
  }
  return {
    licenses: licenses.filter((license) => license !== null),
    rows: content.length,
    totalPages,
    totalElements: findNumber(answer.totalElements),
    pageNumber: findNumber(answer.number),
    problems,
  }
}

/** Null for a row without profession, name or a number of six digits. */
function findLicense(row: unknown): ListedLicense | null {
  if (!isRow(row)) return null
  const profession = findText(row.professionCode)
  const number = findText(row.licenseNumber)
  const name = findText(row.name)
  if (profession === null || number === null || name === null) return null
  return /^\d{6}$/.test(number) ? { profession, number, name } : null
}

const problemOf = (index: number): ParseProblem => ({
  level: 'row',
  key: null,
  detail: `Row ${index + 1} of a list of names lacks professionCode, name or a licenseNumber of six digits.`,
})

const findNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null)

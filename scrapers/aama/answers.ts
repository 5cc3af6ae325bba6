/** The directory's answers: the form, whose number a search needs, and pages of members. */
import { decodeJson } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { isRow } from '../lib/fields.ts'
import type { Capture } from '../source.ts'

export type Member = Record<string, unknown>

export interface Page {
  members: Member[]
  /** From 1. */
  number: number
  pages: number
  /** Members on all pages. */
  total: number
  pageSize: number
  /** Names the search on the site's own network: it is sent back, and never asked. */
  dataUrl: string
  /** Parts of the answer that nobody has seen before. */
  strange: string[]
}

/** The number of the directory among those of the site. */
export function readForm(capture: Capture): number {
  const answer = readObject(capture)
  if (answer.status !== 200) {
    throw new LayoutError(`The form of the directory has the status ${String(answer.status)}.`)
  }
  return readNumber(answer, 'directory_search_id')
}

/** A page; one whose own figures contradict it is a `LayoutError`. */
export function readPage(capture: Capture): Page {
  const answer = readObject(capture)
  const { results, data_url: dataUrl } = answer
  if (!Array.isArray(results) || !results.every(isRow)) {
    throw new LayoutError('The answer of the directory has no list "results".')
  }
  if (typeof dataUrl !== 'string' || !URL.canParse(dataUrl)) {
    throw new LayoutError('The answer of the directory has no address "data_url".')
  }
  const count = readNumber(answer, 'count')
  if (count !== results.length) {
    throw new LayoutError(`The answer counts ${count} members and shows ${results.length}.`)
  }
  return {
    members: results,
    number: readNumber(answer, 'current_page'),
    pages: readNumber(answer, 'total_page_count'),
    total: readNumber(answer, 'total_count'),
    pageSize: readNumber(answer, 'page_size'),
    dataUrl,
    strange: Object.keys(answer).filter((name) => !KNOWN.has(name)),
  }
}

/** The number by which a member keeps being known; null where there is none. */
export const idOf = ({ id }: Member): string | null =>
  typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : null

const KNOWN: ReadonlySet<string> = new Set([
  'count',
  'page_size',
  'total_count',
  'total_page_count',
  'current_page',
  'first_page_url',
  'last_page_url',
  'next_page_url',
  'prev_page_url',
  'data_url',
  'search_id',
  'results',
])

function readObject(capture: Capture): Record<string, unknown> {
  const answer = decodeJson(capture)
  if (!isRow(answer)) throw new LayoutError('The answer of the directory is no object.')
  return answer
}

function readNumber(answer: Record<string, unknown>, name: string): number {
  const value = answer[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw new LayoutError(`The answer of the directory has no number "${name}".`)
}

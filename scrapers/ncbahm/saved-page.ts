/** A file that a person saved from a browser, into a capture. Nothing is fetched. */
import { LayoutError } from '../lib/errors.ts'
import { loadHtml } from '../lib/html.ts'
import type { Capture, SavedPage } from '../source.ts'
import { info } from './info.ts'
import { hidden } from './page-facts.ts'
import { findPage, toKind } from './page-kind.ts'

/** Throws `LayoutError` that says what the file looks like when it is no page of the directory. */
export function fromSavedPage(file: SavedPage): Capture {
  const charset = findCharset(file.body)
  const text = new TextDecoder(charset).decode(file.body)
  const { page, form } = nameTheFile(file, () => findPage(text, file.body))
  return {
    registry: info.id,
    kind: toKind(page, form),
    via: 'saved',
    method: 'GET',
    url: findSavedAddress(text) ?? rebuildAddress(text) ?? info.homepage,
    requestBody: null,
    status: 200,
    mediaType: `${form === 'text' ? 'text/plain' : 'text/html'}; charset=${charset}`,
    fetchedAt: file.savedAt,
    body: file.body,
    etag: null,
    lastModified: null,
    savedBy: file.savedBy,
  }
}

function nameTheFile<Result>(file: SavedPage, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error
    throw new LayoutError(`${file.fileName}: ${error.message}`, { cause: error })
  }
}

/** By the byte order mark, else UTF-8 where it fits, else what the page says, else Windows. */
function findCharset(body: Uint8Array): string {
  const [first, second] = body
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (isUtf8(body)) return 'utf-8'
  const head = new TextDecoder('windows-1252').decode(body.subarray(0, 4096))
  const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
  return named && !named.startsWith('utf') && isCharset(named) ? named : 'windows-1252'
}

function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return true
  } catch {
    // The decoder has no other way to say no.
    return false
  }
}

function isCharset(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    // A name that no decoder knows.
    return false
  }
}

/** From the comment that browsers put on top: `<!-- saved from url=(0028)https://… -->`. */
function findSavedAddress(text: string): string | null {
  const address = /<!--\s*saved from url=\(\d{4}\)(\S+)\s*-->/.exec(text.slice(0, 5000))?.[1]
  const line = /^\s*URL:\s*(https:\/\/\S+)/m.exec(text)?.[1]
  const found = address ?? line
  return found && URL.canParse(found) ? found : null
}

/** Hidden fields of a result page and the parameters of the address that they came from. */
const PARAMETERS: [id: string, parameter: string][] = [
  ['hdnFirstName', 'FirstName'],
  ['hdnLastName', 'LastName'],
  ['hdnCountryCode', 'CountryCode'],
  ['hdnStateCode', 'StateCode'],
  ['hdnCityName', 'CityName'],
  ['hdnSearchType', 'SearchType'],
  ['hdnSortBy', 'SortBy'],
  ['hdnSortDirection', 'SortDirection'],
  ['hdnFlag', 'SearchFormType'],
  ['hdncurrpage', 'PageNo'],
]

function rebuildAddress(text: string): string | null {
  if (!text.includes('hdnSearchType')) return null
  const root = loadHtml(text).root()
  const query = new URLSearchParams()
  for (const [id, parameter] of PARAMETERS) {
    const value = hidden(root, id)
    if (value) query.set(parameter, value)
  }
  return `${info.baseUrl}/FAP/SearchResultWithoutMap?${query.toString()}`
}

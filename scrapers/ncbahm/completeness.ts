import { BlockedError, LayoutError } from '../lib/errors.ts'
import type { Capture } from '../source.ts'
import { parseKind } from './page-kind.ts'
import { parseResults } from './parse.ts'

/**
 * Scopes such as `state:NY` that these pages cover in full: for a search of a whole state, as many
 * different people as the banner says. The number of a page is no proof: a page asked for as the
 * second was once seen to hold the first. Pages with another total are of another day and count
 * apart; a page that cannot be read proves nothing and makes nothing complete.
 */
export function completeScopes(captures: Capture[]): string[] {
  const searches = new Map<string, { total: number; scope: string; people: Set<string> }>()
  for (const capture of captures) {
    const page = readStatePage(capture)
    if (!page) continue
    const id = `${page.scope} ${page.total}`
    const search = searches.get(id) ?? { ...page, people: new Set<string>() }
    for (const key of page.keys) search.people.add(key)
    searches.set(id, search)
  }
  const complete = [...searches.values()].filter(
    // A state without anybody is no state that was listed in full, but a search that went wrong.
    ({ total, people }) => total > 0 && people.size === total,
  )
  return [...new Set(complete.map(({ scope }) => scope))].sort()
}

function readStatePage(capture: Capture): { scope: string; total: number; keys: string[] } | null {
  if (parseKind(capture.kind).page !== 'results') return null
  try {
    const { facts, parsed } = parseResults(capture)
    if (facts.search.state === null) return null
    const keys = parsed.records.map(({ key }) => key)
    return { scope: facts.search.words, total: facts.total, keys }
  } catch (error) {
    // Whoever parses the page reports it; here it only counts for nothing.
    if (error instanceof LayoutError || error instanceof BlockedError) return null
    throw error
  }
}

/** What somebody who saves pages has to open, and what a saved page says of itself. */
import { STATES } from '#src/core/words.ts'
import type { Capture, WorklistPage } from '../source.ts'
import { info } from './info.ts'
import { pageFacts } from './page-facts.ts'
import { parseKind } from './page-kind.ts'

/** The search of a whole state, as the directory's own form asks for it. */
const searchOf = (state: string): string => {
  const query = new URLSearchParams({
    Radius: '0',
    CountryCode: 'USA',
    StateCode: state,
    SearchType: '2',
    SortBy: 'DisplayName',
    SortDirection: 'ASC',
    SearchFormType: 'FAP',
    PageNo: '1',
  })
  return `${info.baseUrl}/FAP/SearchResultWithoutMap?${query.toString()}`
}

export const worklist: WorklistPage[] = STATES.map((state) => ({
  label: `Everybody in ${state}: save each page of the list, from the first to the last`,
  url: searchOf(state),
  scope: `state:${state}`,
}))

/** `Page 2 of 5, 93 people found (state:NY)`. A details page has no banner. */
export function bannerOf(capture: Capture): string | null {
  const { page } = parseKind(capture.kind)
  if (page !== 'results' && page !== 'results-old') return null
  const { currentPage, lastPage, total, search } = pageFacts(capture)
  const place = currentPage === null ? '' : `Page ${currentPage}`
  const places = lastPage === null || place === '' ? place : `${place} of ${lastPage}`
  const found = `${total} ${total === 1 ? 'person' : 'people'} found (${search.words})`
  return places === '' ? found : `${places}, ${found}`
}

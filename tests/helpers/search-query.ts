import type { SearchQuery } from '#src/core/search/query.ts'

/** Asks for everybody, the first hundred on the day of the samples. */
export const EVERYBODY: SearchQuery = {
  text: null,
  near: null,
  states: [],
  license: null,
  certification: null,
  training: null,
  recommended: false,
  language: null,
  sort: 'best',
  limit: 100,
  after: null,
  today: '2026-11-22',
}

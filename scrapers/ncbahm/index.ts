/** Diplomates of the national board, from pages that a person saved: nothing here makes a request. */
import type { Registry } from '../source.ts'
import { findBadgeEvidence } from './badge.ts'
import { completeScopes } from './completeness.ts'
import { info } from './info.ts'
import { parse } from './parse.ts'
import { fromSavedPage } from './saved-page.ts'
import { bannerOf, worklist } from './worklist.ts'

export { toBadgeEvidence } from './badge.ts'
export { pageFacts } from './page-facts.ts'

export const ncbahm: Registry = {
  info,
  parse,
  notAskedLive: 'keeps programs out',
  fromSavedPage,
  worklist,
  bannerOf,
  completeScopes,
  readBadge: findBadgeEvidence,
}

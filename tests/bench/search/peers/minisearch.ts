import MiniSearch, { type Query, type SearchOptions } from 'minisearch'
import { type Peer, type PeerDocument, spacings } from './peer.ts'

/** Its edits have no swap, so that a swap is two: two are forgiven from five letters on. */
const OPTIONS: SearchOptions = {
  prefix: (term) => term.length > 2,
  fuzzy: (term) => (term.length < 4 ? false : term.length < 5 ? 1 : 2),
  boost: { name: 2, joined: 1.5 },
  weights: { fuzzy: 0.6, prefix: 0.4 },
  combineWith: 'OR',
}

/** All words in one of the spacings first; any of the words where nobody has them all. */
export function createMiniSearch(): Peer {
  const index = new MiniSearch<PeerDocument>({
    fields: ['name', 'joined', 'place'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
  })
  const ask = (query: Query): number[] =>
    index
      .search(query, OPTIONS)
      .slice(0, 10)
      .map(({ id }) => Number(id))
  return {
    add: (document) => index.add(document),
    finish: () => {},
    search(words) {
      const queries = spacings(words).map((queries) => ({ combineWith: 'AND', queries }) as const)
      const found = ask({ combineWith: 'OR', queries })
      return found.length > 0 ? found : ask(words.join(' '))
    },
  }
}

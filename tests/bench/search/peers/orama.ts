import { create, insert, search } from '@orama/orama'
import { type Peer, spacings } from './peer.ts'
import { rerankStages } from './rerank.ts'

const CANDIDATES = 100

const WHOLE = { properties: ['all' as const], threshold: 0, exact: true }
const WORDS = { properties: ['words' as const], threshold: 0 }

/**
 * It prefers documents with all the words in one property, so that names and places share one, and
 * with tolerance counts a word twice that begins another one there, so that joined words have another.
 * The strict question comes first: its tolerance costs much, and drowns the exact ones.
 */
export function createOrama(): Peer {
  const db = create({
    schema: { words: 'string', all: 'string' },
    components: {
      tokenizer: {
        language: 'english',
        normalizationCache: new Map(),
        tokenize: (text: string) => text.split(' '),
      },
    },
  })
  const texts: string[] = []
  const ask = (words: string[], options: object): number[] => {
    const answer = search(db, { term: words.join(' '), limit: CANDIDATES, ...options })
    if (answer instanceof Promise) throw new TypeError('Orama answers later than expected.')
    return answer.hits.map(({ id }) => Number(id))
  }
  return {
    add({ id, name, joined, place }) {
      texts[id] = `${name} ${joined} ${place}`
      void insert(db, { id: String(id), words: `${name} ${place}`, all: texts[id] })
    },
    finish: () => {},
    search: (words) =>
      rerankStages(
        words,
        [
          () => spacings(words).flatMap((way) => ask(way, WHOLE)),
          () => ask(words, { ...WORDS, tolerance: 1 }),
          () => ask(words, { ...WORDS, tolerance: 2 }),
        ],
        (id) => texts[id] ?? '',
      ),
  }
}

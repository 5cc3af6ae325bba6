import { Charset, Index } from 'flexsearch'
import { joinNeighbors, type Peer } from './peer.ts'
import { rerankStages } from './rerank.ts'

const CANDIDATES = 300

/**
 * It indexes each word with letters left out and swapped, and a reduced spelling; it forgives nothing
 * else. What it finds comes in no order of likeness, so that it is put in one.
 */
export function createFlexSearch(): Peer {
  const index = new Index({ tokenize: 'tolerant', encoder: Charset.LatinBalance, resolution: 3 })
  const texts: string[] = []
  return {
    add({ id, name, joined, place }) {
      const text = `${name} ${joined} ${place}`
      texts[id] = text
      index.add(id, text)
    },
    finish: () => {},
    search(words) {
      const ask = (all: string[], suggest: boolean): number[] =>
        index.search(all.join(' '), { limit: CANDIDATES, suggest }).map(Number)
      return rerankStages(
        words,
        [() => ask(words, false), () => ask([...words, ...joinNeighbors(words)], true)],
        (id) => texts[id] ?? '',
      )
    },
  }
}

import { DatabaseSync } from 'node:sqlite'
import type { Peer } from './peer.ts'
import { rerankStages } from './rerank.ts'

const CANDIDATES = 300
const BATCH = 20_000

/**
 * FTS5 with trigrams finds pieces of words: first everybody in whom each word stands as typed, then
 * whoever shares most trigrams. Both are put in order by likeness.
 */
export function createSqlite(): Peer {
  const db = new DatabaseSync(':memory:')
  db.exec(`create virtual table people using fts5(words, tokenize = 'trigram'); begin`)
  const insert = db.prepare('insert into people (rowid, words) values (?, ?)')
  const find = db.prepare(
    'select rowid as id, words from people where people match ? order by rank limit ?',
  )
  let open = 0
  const texts = new Map<number, string>()
  const ask = (parts: string[], operator: string): number[] => {
    const query = [...new Set(parts)].map((part) => `"${part}"`).join(operator)
    const rows = query ? find.all(query, CANDIDATES) : []
    for (const { id, words } of rows) texts.set(Number(id), String(words))
    return rows.map(({ id }) => Number(id))
  }
  return {
    add({ id, name, joined, place }) {
      insert.run(id, `${name} ${joined} ${place}`)
      if ((open += 1) % BATCH === 0) db.exec('commit; begin')
    },
    finish: () => db.exec(`commit; insert into people (people) values ('optimize')`),
    search(words) {
      texts.clear()
      const long = words.filter((word) => word.length > 2)
      return rerankStages(
        words,
        [() => ask(long, ' AND '), () => ask(words.flatMap(trigrams), ' OR ')],
        (id) => texts.get(id) ?? '',
      )
    },
  }
}

const trigrams = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 2) }, (_, at) => word.slice(at, at + 3))

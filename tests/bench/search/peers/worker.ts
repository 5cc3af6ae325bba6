/** A process with one peer and the whole directory in it; see `run-peer.ts`. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fold } from '#src/core/names.ts'
import { round } from '../figures.ts'
import { measureRecall } from '../measure-recall.ts'
import { createPeople } from '../people.ts'
import { createFlexSearch } from './flexsearch.ts'
import { createMiniSearch } from './minisearch.ts'
import { createOrama } from './orama.ts'
import { toDocument } from './peer.ts'
import type { PeerJob } from './run-peer.ts'
import { createSqlite } from './sqlite.ts'

const CREATE = {
  MiniSearch: createMiniSearch,
  Orama: createOrama,
  FlexSearch: createFlexSearch,
  'SQLite FTS5': createSqlite,
}

process.on('disconnect', () => process.exit(1))
const job: PeerJob = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const personOf = createPeople(job.towns)
const peer = CREATE[job.peer]()
let indexingMs = 0
for (let id = 1; id <= job.size; id += 1) {
  const document = toDocument(personOf(id))
  const startedAt = performance.now()
  peer.add(document)
  indexingMs += performance.now() - startedAt
  if (id % 10_000 === 0) process.send?.({ indexed: id })
}
const startedAt = performance.now()
peer.finish()
indexingMs += performance.now() - startedAt
const mayAsk = once(process, 'message')
process.send?.({ readySeconds: round(indexingMs / 1000, 1) })
await mayAsk

const { recall, ms } = await measureRecall(job.questions, job.budgetMs, (text) =>
  peer.search(fold(text).split(' ')),
)
const memoryMb = Math.round(process.memoryUsage().rss / 1024 / 1024)
process.send?.({ recall, ms, memoryMb }, () => process.exit(0))

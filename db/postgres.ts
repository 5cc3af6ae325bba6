/** Any Postgres through postgres.js. Safe to import in a Worker: migrations live elsewhere. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { DRIZZLE_OPTIONS, type OpenDatabase } from './client.ts'
import * as schema from './schema/index.ts'

/** So many statements are kept prepared on each connection; longer ones are lists of values. */
const PREPARED_MAX = 400
const PREPARED_CHARS_MAX = 5000

/**
 * Drizzle never prepares a raw statement, which costs a second round trip and a plan each time. Those
 * outside a transaction are: the same few over and over.
 */
function prepareStatements(client: postgres.Sql): void {
  const texts = new Set<string>()
  const unsafe = client.unsafe.bind(client)
  client.unsafe = (text, parameters, options) => {
    if (text.length > PREPARED_CHARS_MAX) return unsafe(text, parameters, options)
    if (texts.size < PREPARED_MAX) texts.add(text)
    return unsafe(text, parameters, { ...options, prepare: texts.has(text) })
  }
}

/**
 * Connects lazily: a wrong address shows at the first statement. With `prepare: false` nothing is
 * prepared, as for a connection that serves one request.
 */
export function openPostgres(url: string, options: postgres.Options<{}> = {}): OpenDatabase {
  const client = postgres(url, { max: 10, onnotice: () => {}, ...options })
  if (options.prepare !== false) prepareStatements(client)
  return {
    db: drizzle(client, { schema, ...DRIZZLE_OPTIONS }),
    kind: 'postgres',
    close: () => client.end({ timeout: 5 }),
  }
}

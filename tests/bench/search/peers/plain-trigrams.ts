/** What one gets from pg_trgm alone: the same rows in the same Postgres, one text a row, one index. */
import { sql, type SQL } from 'drizzle-orm'
import { type Db, rowsOf } from '#db/client.ts'
import { fold } from '#src/core/names.ts'
import { type Outcome, round } from '../figures.ts'
import { measureRecall } from '../measure-recall.ts'
import type { Question } from '../questions.ts'

/** A wrong letter within five leaves two trigrams of five. */
const THRESHOLD = 0.4

const NAME = 'plain pg_trgm'

export async function runPlainTrigrams(
  db: Db,
  questions: Question[],
  budgetMs: number,
): Promise<Outcome> {
  const startedAt = performance.now()
  await db.execute(sql`create table plain_rows as
    select practitioner_id as id,
      array_to_string(name_tokens || place_tokens, ' ') as words from search_rows`)
  await db.execute(sql`create index on plain_rows using gin (words gin_trgm_ops)`)
  await db.execute(sql`analyze plain_rows`)
  const readySeconds = round((performance.now() - startedAt) / 1000, 1)
  const { recall, ms } = await db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('pg_trgm.word_similarity_threshold', ${String(THRESHOLD)}, true)`,
    )
    return measureRecall(questions, budgetMs, (text) => findAlike(tx, fold(text).split(' ')))
  })
  const [size] = await rowsOf<{ mb: number }>(
    db,
    sql`select (pg_total_relation_size('plain_rows') / 1048576)::int as mb`,
  )
  await db.execute(sql`drop table plain_rows`)
  return { name: NAME, recall, ms, readySeconds, memoryMb: size?.mb ?? null, failure: null }
}

/** Everybody in whom each word is like some part; where there is nobody, in whom any word is. */
async function findAlike(tx: Db, words: string[]): Promise<number[]> {
  const found = await findWith(tx, words, sql` and `)
  return found.length > 0 ? found : findWith(tx, words, sql` or `)
}

/** The more alike all the words are together, the better. */
async function findWith(tx: Db, words: string[], operator: SQL): Promise<number[]> {
  const conditions = words.map((word) => sql`${word}::text <% words`)
  const likeness = words.map((word) => sql`word_similarity(${word}, words)`)
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select id::int as id from plain_rows where ${sql.join(conditions, operator)}
        order by ${sql.join(likeness, sql` + `)} desc, similarity(${words.join(' ')}, words) desc, id
        limit 10`,
  )
  return rows.map(({ id }) => id)
}

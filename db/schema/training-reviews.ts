import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { TrainingRow } from '#src/core/training-row.ts'

/** Rows about training that nobody can be sure whom they mean; each waits for a person. */
export const trainingReviews = pgTable(
  'training_reviews',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The row as it was handed in. */
    content: jsonb().$type<TrainingRow>().notNull(),
    /** Why it is doubtful, a sentence. */
    reason: text().notNull(),
    /** Public ids of those whom it may mean. */
    candidates: jsonb().$type<string[]>().notNull(),
    /** Whose word it is, as it will be shown. */
    givenBy: text().notNull(),
    importedBy: text().notNull(),
    importedAt: timestamp({ withTimezone: true }).notNull(),
    /** All three null while it waits. */
    decidedAt: timestamp({ withTimezone: true }),
    decidedBy: text(),
    decision: text(),
  },
  (table) => [
    index('training_reviews_open')
      .on(table.id)
      .where(sql`${table.decidedAt} is null`),
    uniqueIndex('training_reviews_once').on(sql`md5(${table.content}::text)`),
    check(
      'training_reviews_decided_by_somebody',
      sql`(${table.decidedAt} is null) = (${table.decidedBy} is null)
        and (${table.decidedAt} is null) = (${table.decision} is null)`,
    ),
  ],
)

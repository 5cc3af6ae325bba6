import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  index,
  jsonb,
  pgTable,
  real,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { records } from './records.ts'

/** One human being. `publicId` is opaque and permanent; a merged one points to its successor. */
export const practitioners = pgTable(
  'practitioners',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    publicId: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    mergedIntoId: bigint({ mode: 'number' }).references((): AnyPgColumn => practitioners.id),
    mergedAt: timestamp({ withTimezone: true }),
    /** Asked to be left out of searches; the page says so and the permanent address stays. */
    leftOutAt: timestamp({ withTimezone: true }),
    leftOutBy: text(),
  },
  (table) => [
    uniqueIndex('practitioners_public_id').on(table.publicId),
    index('practitioners_merged')
      .on(table.mergedIntoId)
      .where(sql`${table.mergedIntoId} is not null`),
  ],
)

/** Record → practitioner, with who or what decided it. Superseded, never deleted. */
export const links = pgTable(
  'links',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    recordId: bigint({ mode: 'number' })
      .notNull()
      .references(() => records.id),
    practitionerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => practitioners.id),
    /** `rules` with their version, or a person. */
    decidedBy: text().notNull(),
    method: text().notNull(),
    score: real(),
    reasons: jsonb().$type<string[]>().notNull(),
    decidedAt: timestamp({ withTimezone: true }).notNull(),
    supersededAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('links_current')
      .on(table.recordId)
      .where(sql`${table.supersededAt} is null`),
    index('links_by_practitioner').on(table.practitionerId),
    index('links_by_record').on(table.recordId),
  ],
)

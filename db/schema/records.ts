import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { RecordContent } from '#src/core/record.ts'
import { captures } from './captures.ts'
import { refreshRuns } from './runs.ts'

/** One registry's entry for one person, through all its versions. */
export const records = pgTable(
  'records',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    registry: text().notNull(),
    key: text().notNull(),
    scope: text().notNull(),
    firstSeenAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
    lastCaptureId: text()
      .notNull()
      .references(() => captures.id),
    /** Complete published sweeps in a row that did not show it. */
    misses: integer().notNull().default(0),
    /** Set when two complete sweeps in a row did not show it; the record stays. */
    delistedAt: timestamp({ withTimezone: true }),
  },
  (table) => [uniqueIndex('records_key').on(table.registry, table.key)],
)

/** A record's content between two changes. The open version has no `replacedAt`. */
export const recordVersions = pgTable(
  'record_versions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    recordId: bigint({ mode: 'number' })
      .notNull()
      .references(() => records.id),
    content: jsonb().$type<RecordContent>().notNull(),
    parserVersion: integer().notNull(),
    runId: text()
      .notNull()
      .references(() => refreshRuns.id),
    captureId: text()
      .notNull()
      .references(() => captures.id),
    firstSeenAt: timestamp({ withTimezone: true }).notNull(),
    /** Last capture that showed this content; kept on the record while the version is open. */
    lastSeenAt: timestamp({ withTimezone: true }),
    replacedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('record_versions_open')
      .on(table.recordId)
      .where(sql`${table.replacedAt} is null`),
    index('record_versions_by_record').on(table.recordId, table.firstSeenAt),
    index('record_versions_by_run').on(table.runId, table.recordId),
  ],
)

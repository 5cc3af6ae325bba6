import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { RunStats } from '#src/core/gate.ts'
import type { RecordContent } from '#src/core/record.ts'
import { type Json, RUN_STATUSES } from '#src/core/words.ts'
import { captures } from './captures.ts'

export const runStatus = pgEnum('run_status', RUN_STATUSES)

/** How far a run has come, in the registry's own unit. */
export interface RunProgress {
  done: number
  total: number | null
  unit: string
}

/** One pass over a registry, or one import of pages that a person saved. */
export const refreshRuns = pgTable(
  'refresh_runs',
  {
    id: text().primaryKey(),
    registry: text().notNull(),
    mode: text({ enum: ['sweep', 'pages'] }).notNull(),
    status: runStatus().notNull().default('queued'),
    requestedBy: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    startedAt: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
    /** When its oldest answer was fetched or saved, once it is published: it says nothing of later. */
    readAt: timestamp({ withTimezone: true }),
    /** Where the sweep goes on after a kill. */
    cursor: jsonb().$type<Json>(),
    isSwept: boolean().notNull().default(false),
    progress: jsonb().$type<RunProgress>(),
    stats: jsonb().$type<RunStats>().notNull(),
    completeScopes: jsonb().$type<string[]>().notNull().default([]),
    /** Sentences: why it is held, failed or was cancelled. */
    reasons: jsonb().$type<string[]>().notNull().default([]),
    attempts: integer().notNull().default(0),
    /** The process that works on it, and until when its silence means nothing. */
    leaseOwner: text(),
    leaseUntil: timestamp({ withTimezone: true }),
    seen: integer().notNull().default(0),
    new: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    notSeen: integer().notNull().default(0),
    problems: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('refresh_runs_one_active')
      .on(table.registry)
      .where(sql`${table.status} in ('queued', 'running')`),
    // `desc` in a statement puts nulls first: an index in another order would not serve it.
    index('refresh_runs_latest').on(table.registry, table.createdAt.desc().nullsFirst()),
    index('refresh_runs_newest').on(table.createdAt.desc().nullsFirst(), table.id),
  ],
)
export type RefreshRunRow = typeof refreshRuns.$inferSelect

/** What a run could not read: one row or one answer, with the capture that holds it. */
export const runProblems = pgTable(
  'run_problems',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: text()
      .notNull()
      .references(() => refreshRuns.id),
    captureId: text().references(() => captures.id),
    level: text({ enum: ['row', 'page', 'run'] }).notNull(),
    key: text(),
    detail: text().notNull(),
  },
  (table) => [index('run_problems_by_run').on(table.runId, table.id)],
)

/** What a run has read so far. It becomes records at publication and is shown to nobody before. */
export const stagedRecords = pgTable(
  'staged_records',
  {
    runId: text().notNull(),
    key: text().notNull(),
    scope: text().notNull(),
    rank: integer().notNull(),
    captureId: text().notNull(),
    content: jsonb().$type<RecordContent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.key] })],
)

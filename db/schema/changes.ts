import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { FieldChange } from '#src/core/diff.ts'
import { practitioners } from './practitioners.ts'
import { records } from './records.ts'

export const CHANGE_KINDS = [
  'listed',
  'changed',
  'delisted',
  'relisted',
  'linked',
  'unlinked',
  'evidence',
] as const

/** The change history: what became different about whom, when, and on whose word. Append-only. */
export const changes = pgTable(
  'changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    kind: text({ enum: CHANGE_KINDS }).notNull(),
    practitionerId: bigint({ mode: 'number' }).references(() => practitioners.id),
    recordId: bigint({ mode: 'number' }).references(() => records.id),
    runId: text(),
    /** `refresh`, `rules`, or who did it. */
    actor: text().notNull(),
    fields: jsonb().$type<FieldChange[]>().notNull().default([]),
  },
  (table) => [
    index('changes_by_practitioner').on(table.practitionerId, table.id),
    index('changes_at').on(table.at, table.id),
  ],
)

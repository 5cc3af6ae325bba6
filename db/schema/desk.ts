/** What people at the desk work on besides runs and links, and the log of what they decided. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { TIERS } from '#src/core/words.ts'
import { trainingProgram } from './facts.ts'
import { practitioners } from './practitioners.ts'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true })
const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()
const practitionerId = () =>
  bigint({ mode: 'number' })
    .notNull()
    .references(() => practitioners.id)

/** What the desk changed of when a registry is refreshed; without a row its own cadence holds. */
export const registrySchedules = pgTable(
  'registry_schedules',
  {
    registry: text().primaryKey(),
    cadenceHours: integer(),
    pausedAt: instant(),
    pausedBy: text(),
    pausedWhy: text(),
    /** Counts changes, so that of two who change it at once one is told. */
    revision: integer().notNull(),
  },
  (table) => [
    check('registry_schedules_cadence', sql`${table.cadenceHours} between 1 and 8760`),
    check(
      'registry_schedules_paused_by_somebody',
      sql`(${table.pausedAt} is null) = (${table.pausedBy} is null)`,
    ),
  ],
)

/** Files handed in as evidence, by their contents. */
export const evidenceFiles = pgTable('evidence_files', {
  sha256: text().primaryKey(),
  mediaType: text().notNull(),
  fileName: text().notNull(),
  size: integer().notNull(),
  body: bytea().notNull(),
  uploadedAt: instant().notNull(),
})

/** A claim of training that somebody sent in; it is shown to nobody until an admin approves it. */
export const trainingSubmissions = pgTable(
  'training_submissions',
  {
    id: id(),
    practitionerId: practitionerId(),
    program: trainingProgram().notNull(),
    school: text().notNull(),
    year: integer(),
    evidence: text().notNull(),
    evidenceUrl: text(),
    fileSha256: text().references(() => evidenceFiles.sha256),
    givenBy: text().notNull(),
    createdAt: instant().notNull(),
    decidedAt: instant(),
    decidedBy: text(),
    decision: text({ enum: ['approved', 'rejected'] }),
    tier: text({ enum: TIERS }),
    reason: text(),
  },
  (table) => [
    index('training_submissions_open')
      .on(table.id)
      .where(sql`${table.decidedAt} is null`),
    index('training_submissions_by_practitioner').on(table.practitionerId),
    check(
      'training_submissions_decided_by_somebody',
      sql`(${table.decidedAt} is null) = (${table.decidedBy} is null)
        and (${table.decidedAt} is null) = (${table.decision} is null)`,
    ),
  ],
)

export const CORRECTION_KINDS = ['wrong', 'left-out', 'remove'] as const
export type CorrectionKind = (typeof CORRECTION_KINDS)[number]

/** What somebody asked to have put right on a practitioner's page. */
export const corrections = pgTable(
  'corrections',
  {
    id: id(),
    practitionerId: practitionerId(),
    kind: text({ enum: CORRECTION_KINDS }).notNull(),
    text: text().notNull(),
    /** How to reach whoever asked; null where they gave nothing. */
    contact: text(),
    /** Of the form, so that the same one sent twice is one. */
    nonce: text().notNull(),
    createdAt: instant().notNull(),
    /** The end of the second business day. */
    dueAt: instant().notNull(),
    decidedAt: instant(),
    decidedBy: text(),
    outcome: text({ enum: ['done', 'declined'] }),
    /** What was done or why not; shown on the practitioner's history. */
    answer: text(),
  },
  (table) => [
    uniqueIndex('corrections_once').on(table.nonce),
    index('corrections_open')
      .on(table.dueAt, table.id)
      .where(sql`${table.decidedAt} is null`),
    index('corrections_by_practitioner').on(table.practitionerId),
    check(
      'corrections_decided_by_somebody',
      sql`(${table.decidedAt} is null) = (${table.decidedBy} is null)
        and (${table.decidedAt} is null) = (${table.outcome} is null)`,
    ),
  ],
)

/** Every decision, one row each, chained by hash: a row altered or taken out breaks the chain. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    /** Without gaps, from 1. */
    seq: bigint({ mode: 'number' }).primaryKey(),
    at: instant().notNull(),
    /** A name that stays: `user:<id>`, `key:<id>`, `cli:<login>`, `service`. */
    actor: text().notNull(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    why: text().notNull(),
    /** Canonical JSON, as it was hashed; null where there was nothing. */
    before: text(),
    after: text(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index('audit_entries_by_subject').on(table.subjectType, table.subjectId, table.seq),
    index('audit_entries_by_actor').on(table.actor, table.seq),
    index('audit_entries_by_action').on(table.action, table.seq),
  ],
)

/** Credential checks: what was asked, what was answered, signed as it was answered. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { CheckQuestion } from '#src/core/checks/types.ts'
import { practitioners } from './practitioners.ts'

const instant = () => timestamp({ withTimezone: true })

/** How much an answer needs somebody's attention, the least first. */
export const ATTENTIONS = ['none', 'review', 'stop'] as const

/** One check, and at once its receipt. */
export const checks = pgTable(
  'checks',
  {
    /** Not to be guessed: whoever has it can read the receipt. */
    id: text().primaryKey(),
    /** Whose it is; null for somebody who was not signed in. */
    account: text(),
    batchId: text(),
    at: instant().notNull(),
    asOf: instant(),
    policyVersion: text().notNull(),
    softwareVersion: text().notNull(),
    /** Who was identified; null where nobody or several were. */
    practitionerId: bigint({ mode: 'number' }).references(() => practitioners.id),
    question: jsonb().$type<CheckQuestion>().notNull(),
    /** The very bytes that are signed: JSON that nothing may put into another order. */
    document: text().notNull(),
    sha256: text().notNull(),
    kid: text().notNull(),
    /** Of the JWS whose payload is the document. */
    signature: text().notNull(),
    attention: text({ enum: ATTENTIONS }).notNull(),
    /** When it is deleted by the rule that its page states. */
    expiresAt: instant().notNull(),
  },
  (table) => [
    index('checks_by_account').on(table.account, table.at.desc().nullsFirst(), table.id),
    index('checks_by_batch').on(table.batchId),
    index('checks_expiring').on(table.expiresAt),
  ],
)

/** What a reviewer says of a check; added to, never altered. */
export const checkSignOffs = pgTable(
  'check_sign_offs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    checkId: text()
      .notNull()
      .references(() => checks.id, { onDelete: 'cascade' }),
    reviewer: text().notNull(),
    title: text().notNull(),
    decision: text({ enum: ['accepted', 'follow-up', 'declined'] }).notNull(),
    note: text().notNull(),
    at: instant().notNull(),
    by: text().notNull(),
  },
  (table) => [index('check_sign_offs_by_check').on(table.checkId)],
)

/** Public halves of the keys that receipts are or were signed with. None is ever deleted. */
export const signingKeys = pgTable(
  'signing_keys',
  {
    /** Thumbprint of the key (RFC 7638). */
    kid: text().primaryKey(),
    publicJwk: jsonb().$type<{ kty: string; crv: string; x: string }>().notNull(),
    createdAt: instant().notNull(),
    retiredAt: instant(),
    /** Whatever it signed is no longer to be trusted. */
    revokedAt: instant(),
    revokedWhy: text(),
  },
  (table) => [
    check(
      'signing_keys_revoked_for_a_reason',
      sql`(${table.revokedAt} is null) = (${table.revokedWhy} is null)`,
    ),
  ],
)

export const BATCH_STATUSES = ['mapping', 'running', 'done', 'cancelled', 'failed'] as const

/** A list of people to be checked, row by row. */
export const checkBatches = pgTable(
  'check_batches',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    fileName: text().notNull(),
    status: text({ enum: BATCH_STATUSES }).notNull(),
    /** Column of the file by field. */
    mapping: jsonb().$type<Record<string, number>>().notNull(),
    /** The file's first line and a few rows, so that the mapping can be shown. */
    header: jsonb().$type<string[]>().notNull(),
    samples: jsonb().$type<string[][]>().notNull(),
    asOf: date(),
    total: integer().notNull().default(0),
    done: integer().notNull().default(0),
    problems: integer().notNull().default(0),
    reason: text(),
    leaseOwner: text(),
    leaseUntil: instant(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    index('check_batches_by_account').on(
      table.account,
      table.createdAt.desc().nullsFirst(),
      table.id,
    ),
    index('check_batches_running')
      .on(table.leaseUntil)
      .where(sql`${table.status} = 'running'`),
    index('check_batches_expiring').on(table.expiresAt),
  ],
)

export const checkBatchRows = pgTable(
  'check_batch_rows',
  {
    batchId: text()
      .notNull()
      .references(() => checkBatches.id, { onDelete: 'cascade' }),
    /** Of the file, from 1. */
    line: integer().notNull(),
    /** The cells as they came, cut to 500 characters each; null where the row could not be read. */
    cells: jsonb().$type<string[]>(),
    problem: text(),
    checkId: text().references(() => checks.id, { onDelete: 'set null' }),
    attention: text({ enum: ATTENTIONS }),
    /** What needs attention first: 0 stop or a problem, 1 review, 2 none. */
    rank: integer(),
  },
  (table) => [
    primaryKey({ name: 'check_batch_rows_once', columns: [table.batchId, table.line] }),
    index('check_batch_rows_by_rank').on(table.batchId, table.rank, table.line),
  ],
)

/**
 * Every number and name that any version of a record ever had, so that past days can be searched.
 * Added to, never taken from.
 */
export const recordKeys = pgTable(
  'record_keys',
  {
    kind: text({ enum: ['npi', 'license', 'certification', 'name'] }).notNull(),
    /** `license` as `NY:001234`; `name` as the folded words in alphabetical order. */
    value: text().notNull(),
    recordId: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'record_keys_once', columns: [table.kind, table.value, table.recordId] }),
  ],
)

/** A question under way to a registry, so that many who ask at once send one request. */
export const liveQuestions = pgTable(
  'live_questions',
  {
    registry: text().notNull(),
    question: text().notNull(),
    leaseUntil: instant().notNull(),
    answeredAt: instant(),
    captureIds: jsonb().$type<string[]>(),
    error: text(),
    isBlocked: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ name: 'live_questions_once', columns: [table.registry, table.question] }),
  ],
)

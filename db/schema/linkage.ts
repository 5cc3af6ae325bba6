import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { LinkageModel } from '#src/core/linkage/model.ts'
import { records } from './records.ts'

/**
 * What a record may be found by; below zero are exact identifiers and names. Rebuilt from its content,
 * and so without a foreign key, which would double what writing hundreds of thousands of rows takes.
 */
export const linkKeys = pgTable(
  'link_keys',
  {
    recordId: bigint({ mode: 'number' }).notNull(),
    key: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ name: 'link_keys_once', columns: [table.key, table.recordId] })],
)

export interface ContactCounts {
  streets: [word: string, count: number][]
  houses: [number: string, count: number][]
}

/** Weights and frequencies that scores were made with. The newest is in force; none is deleted. */
export const linkModels = pgTable('link_models', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  version: text().notNull(),
  data: jsonb().$type<LinkageModel>().notNull(),
  /** How often words of streets and numbers of houses come, so that they weigh the same later. */
  counts: jsonb().$type<ContactCounts>().notNull(),
  /** How many records of each registry it was made from. */
  sizes: jsonb().$type<Record<string, number>>().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull(),
})

/** One thing that speaks for or against; its weight in bits, null where a rule decided. */
export interface PairReason {
  words: string
  weight: number | null
}

/**
 * Two records that are, or may be, one person, or that a third is doubtful between: these are no match.
 * Rebuilt from the records, the model and the rules.
 */
export const linkPairs = pgTable(
  'link_pairs',
  {
    leftRecordId: bigint({ mode: 'number' })
      .notNull()
      .references(() => records.id),
    rightRecordId: bigint({ mode: 'number' })
      .notNull()
      .references(() => records.id),
    decision: text({ enum: ['match', 'review', 'no-match'] }).notNull(),
    /** `npi`, `license` or `model`. */
    method: text().notNull(),
    /** Null where a rule decided, as is the weight. */
    probability: real(),
    /** Bits of evidence. */
    weight: real(),
    reasons: jsonb().$type<PairReason[]>().notNull(),
    /** Of the model or of the rules, whichever decided. */
    modelVersion: text().notNull(),
    /** A match that would have joined people who cannot be one: it waits for a person. */
    isRefused: boolean().notNull().default(false),
    decidedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'link_pairs_once', columns: [table.leftRecordId, table.rightRecordId] }),
    index('link_pairs_by_right').on(table.rightRecordId),
    index('link_pairs_doubtful')
      .on(table.weight.desc().nullsFirst(), table.leftRecordId, table.rightRecordId)
      .where(sql`${table.decision} = 'review' or ${table.isRefused}`),
    check('link_pairs_in_order', sql`${table.leftRecordId} < ${table.rightRecordId}`),
  ],
)

export const VERDICTS = ['same', 'different', 'unsure'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What a person decided about two records. Superseded, never deleted. */
export const judgements = pgTable(
  'judgements',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Judgements given in one act, such as a merge, are undone together. */
    actId: text().notNull(),
    leftRecordId: bigint({ mode: 'number' })
      .notNull()
      .references(() => records.id),
    rightRecordId: bigint({ mode: 'number' })
      .notNull()
      .references(() => records.id),
    verdict: text({ enum: VERDICTS }).notNull(),
    by: text().notNull(),
    note: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    supersededAt: timestamp({ withTimezone: true }),
    /** Who took it back or judged anew. */
    supersededBy: text(),
    /** The act that judged anew; null where it was taken back. */
    supersededInAct: text(),
  },
  (table) => [
    uniqueIndex('judgements_current')
      .on(table.leftRecordId, table.rightRecordId)
      .where(sql`${table.supersededAt} is null`),
    index('judgements_by_right').on(table.rightRecordId),
    index('judgements_by_act').on(table.actId),
    check('judgements_in_order', sql`${table.leftRecordId} < ${table.rightRecordId}`),
    check(
      'judgements_superseded_by_somebody',
      sql`(${table.supersededAt} is null) = (${table.supersededBy} is null)`,
    ),
  ],
)

/** Practitioners whom a clinic watches, what happened to them, and how the clinic is told. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Json } from '#src/core/words.ts'
import { practitioners } from './practitioners.ts'

const instant = () => timestamp({ withTimezone: true })

/** One list an account, with the secret of its feeds. */
export const watchLists = pgTable(
  'watch_lists',
  {
    account: text().primaryKey(),
    /** SHA-256 of the token in the addresses of feed and calendar. */
    feedTokenHash: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('watch_lists_token').on(table.feedTokenHash)],
)

export const watches = pgTable(
  'watches',
  {
    id: text().primaryKey(),
    account: text()
      .notNull()
      .references(() => watchLists.account, { onDelete: 'cascade' }),
    practitionerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => practitioners.id),
    /** The clinic's own words. */
    label: text().notNull(),
    createdAt: instant().notNull(),
    lastEvaluatedAt: instant(),
    /** What was known when it was last looked at; null before the first time. */
    seen: jsonb().$type<Json>(),
  },
  (table) => [
    uniqueIndex('watches_once').on(table.account, table.practitionerId),
    index('watches_by_practitioner').on(table.practitionerId),
    index('watches_due').on(table.lastEvaluatedAt),
  ],
)

export const watchEvents = pgTable(
  'watch_events',
  {
    /** `evt_…`; also the id of each webhook that carries it. */
    id: text().primaryKey(),
    account: text().notNull(),
    watchId: text().notNull(),
    practitionerId: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    /** Makes an event happen once: `NY:001234:2027-04-30:90`. */
    key: text().notNull(),
    at: instant().notNull(),
    data: jsonb().$type<Json>().notNull(),
  },
  (table) => [
    uniqueIndex('watch_events_once').on(table.watchId, table.type, table.key),
    index('watch_events_by_account').on(table.account, table.at.desc().nullsFirst(), table.id),
  ],
)

export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    url: text().notNull(),
    /** Encrypted with the secret of the service: it has to be known in the clear to sign. */
    sealedSecret: text().notNull(),
    previousSealedSecret: text(),
    previousUntil: instant(),
    isEnabled: boolean().notNull(),
    disabledWhy: text(),
    createdAt: instant().notNull(),
  },
  (table) => [index('webhook_endpoints_by_account').on(table.account)],
)

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    eventId: text()
      .notNull()
      .references(() => watchEvents.id, { onDelete: 'cascade' }),
    endpointId: text()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    state: text({ enum: ['waiting', 'delivered', 'failed', 'cancelled'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAt: instant().notNull(),
    leaseOwner: text(),
    leaseUntil: instant(),
    createdAt: instant().notNull(),
    deliveredAt: instant(),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_once').on(table.eventId, table.endpointId),
    index('webhook_deliveries_waiting')
      .on(table.endpointId, table.nextAt)
      .where(sql`${table.state} = 'waiting'`),
    index('webhook_deliveries_by_endpoint').on(
      table.endpointId,
      table.createdAt.desc().nullsFirst(),
    ),
  ],
)

/** The log of what was tried. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: text()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    /** Null where nobody answered. */
    status: integer(),
    ms: integer().notNull(),
    /** What was answered or what went wrong, cut to 500 characters. */
    detail: text().notNull(),
  },
  (table) => [index('webhook_attempts_by_delivery').on(table.deliveryId)],
)

import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { practitioners } from './practitioners.ts'

/** One row a practitioner: all that a search or a check finds by and shows. */
export const searchRows = pgTable(
  'search_rows',
  {
    practitionerId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => practitioners.id),
    publicId: text().notNull(),
    /** Asked not to be found by a search; checks and the person's own address know them. */
    isLeftOut: boolean().notNull().default(false),
    name: text().notNull(),
    /** Folded name, for sorting. */
    nameKey: text().notNull(),
    /** Folded words of every name the person goes by. */
    nameTokens: text().array().notNull(),
    /** Folded words of practice names and towns, with ZIPs and states. */
    placeTokens: text().array().notNull(),
    /** NPI, license and certification numbers, folded without punctuation. */
    numbers: text().array().notNull(),
    /** Where licensed or located. */
    states: text().array().notNull(),
    /** All that a search filters by, as bits; `core/search/flags.ts` reads them. */
    flags: bigint({ mode: 'bigint' }).notNull(),
    /** Last day on which the license of that state is good; null if it is not. */
    nyThrough: date(),
    njThrough: date(),
    ctThrough: date(),
    certificationThrough: date(),
    languages: text().array().notNull(),
    /** Where the practitioner can be found: `[{lat, lng}]`, one for each practice. */
    points: jsonb().$type<{ lat: number; lng: number }[]>().notNull(),
    view: jsonb().$type<PractitionerView>().notNull(),
    /** Of the directory when the row was written. */
    version: bigint({ mode: 'number' }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('search_rows_by_version').on(table.version)],
)

/** Practitioners whose row was taken away or replaced, and at which version. */
export const searchRemovals = pgTable(
  'search_removals',
  {
    practitionerId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => practitioners.id),
    version: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [index('search_removals_by_version').on(table.version)],
)

/**
 * One row: the version of what is shown. Whoever writes something that is shown counts it up within
 * the same transaction, so that versions become visible in their order.
 */
export const directoryVersion = pgTable(
  'directory_version',
  {
    id: boolean().primaryKey().default(true),
    version: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [check('directory_version_one_row', sql`${table.id}`)],
)

/** ZIPs and towns of the United States with their points; filled once, at migration. */
export const places = pgTable(
  'places',
  {
    postalCode: text().notNull(),
    city: text().notNull(),
    cityKey: text().notNull(),
    state: text().notNull(),
    lat: doublePrecision().notNull(),
    lng: doublePrecision().notNull(),
    /** A Census area, whose point can be trusted; a PO box or a single building is none. */
    isArea: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.postalCode] }),
    index('places_town').on(table.state, table.cityKey),
  ],
)

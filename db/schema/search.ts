import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { PractitionerView } from '#src/core/practitioner.ts'
import { practitioners } from './practitioners.ts'

/** A point on a sphere of one radius, as three coordinates, so that a GiST index finds neighbors. */
const cube = customType<{ data: string; driverData: string }>({ dataType: () => 'cube' })

/** One row a practitioner: all that a search filters, sorts and shows. */
export const searchRows = pgTable(
  'search_rows',
  {
    practitionerId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => practitioners.id),
    publicId: text().notNull(),
    name: text().notNull(),
    /** Folded name, for sorting. */
    nameKey: text().notNull(),
    /** Folded words of every name the person goes by; practice names and towns are `placeTokens`. */
    nameTokens: text().array().notNull(),
    placeTokens: text().array().notNull(),
    /** NPI, license and certification numbers, folded without punctuation. */
    numbers: text().array().notNull(),
    /** Where licensed or located. */
    states: text().array().notNull(),
    /** `NY:active` … as the registries say; `standingOn` decides at reading time what is left of it. */
    licenseStandings: text().array().notNull(),
    /** Last day on which the license of that state is good; null if it is not. */
    nyThrough: date(),
    njThrough: date(),
    ctThrough: date(),
    certificationThrough: date(),
    certificationStandings: text().array().notNull(),
    designations: text().array().notNull(),
    /** 0 for none, 1 `claimed` to 4 `confirmed`. */
    apmTier: smallint().notNull(),
    triggerPointTier: smallint().notNull(),
    isExcluded: boolean().notNull(),
    view: jsonb().$type<PractitionerView>().notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('search_rows_by_name').on(table.nameKey, table.practitionerId),
    index('search_rows_name_tokens').using('gin', table.nameTokens),
    index('search_rows_numbers').using('gin', table.numbers),
  ],
)

/** Where a practitioner can be found; several rows for several practices. */
export const searchPoints = pgTable(
  'search_points',
  {
    practitionerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => practitioners.id),
    position: cube().notNull(),
  },
  (table) => [
    index('search_points_position').using('gist', table.position),
    index('search_points_by_practitioner').on(table.practitionerId),
  ],
)

/** Every distinct word of a name, so that a misspelt one is compared with words and not with rows. */
export const nameWords = pgTable('name_words', { word: text().primaryKey() }, (table) => [
  index('name_words_trigrams').using('gin', sql`${table.word} gin_trgm_ops`),
])

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

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
    /** Folded words of every name the person goes by. */
    nameTokens: text().array().notNull(),
    /** Folded words of practice names and towns, with ZIPs and states. */
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
    /** All of the above that a search filters by, as bits; `core/search-flags.ts` reads them. */
    flags: bigint({ mode: 'bigint' }).notNull(),
    /** Last day on which the flags are what they say: behind it something active has lapsed. */
    flagsThrough: date().notNull(),
    /** How good the credentials are whatever the day: which rows come first where not all can. */
    quality: smallint().notNull(),
    view: jsonb().$type<PractitionerView>().notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('search_rows_by_name').on(table.nameKey, table.practitionerId),
    index('search_rows_by_quality').on(table.quality, table.practitionerId),
    // Without the list of what is not sorted in yet, which every search would have to read through.
    index('search_rows_name_tokens').using('gin', table.nameTokens).with({ fastupdate: false }),
    index('search_rows_place_tokens').using('gin', table.placeTokens).with({ fastupdate: false }),
    index('search_rows_numbers').using('gin', table.numbers).with({ fastupdate: false }),
  ],
)

/**
 * Where a practitioner can be found; several rows for several practices. With all that a search near
 * a place filters and sorts by, because a row of `searchRows` is ten times as long.
 */
export const searchPoints = pgTable(
  'search_points',
  {
    practitionerId: bigint({ mode: 'number' })
      .notNull()
      .references(() => practitioners.id),
    position: cube().notNull(),
    nameKey: text().notNull(),
    flags: bigint({ mode: 'bigint' }).notNull(),
    flagsThrough: date().notNull(),
    nyThrough: date(),
    njThrough: date(),
    ctThrough: date(),
    certificationThrough: date(),
  },
  (table) => [
    index('search_points_position').using('gist', table.position),
    index('search_points_by_practitioner').on(table.practitionerId),
  ],
)

/** Every distinct word of a name, so that a misspelt one is compared with words and not with rows. */
export const nameWords = pgTable(
  'name_words',
  {
    word: text().primaryKey(),
    /** `soundOf` the word. */
    sound: text().notNull(),
  },
  (table) => [
    index('name_words_beginning').on(table.word.op('text_pattern_ops')),
    index('name_words_sound').on(table.sound),
    index('name_words_trigrams').using('gin', sql`${table.word} gin_trgm_ops`),
  ],
)

/**
 * Each longer name word as it is and with each one letter left out. Two words that are one slip
 * apart have such a form in common, so that a misspelt word is found through an index.
 */
export const nameWordSlips = pgTable(
  'name_word_slips',
  { slip: text().notNull(), word: text().notNull() },
  (table) => [primaryKey({ columns: [table.slip, table.word] })],
)

/** Every distinct word of a place, to tell what a word in the search box may be. */
export const placeWords = pgTable('place_words', { word: text().primaryKey() })

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

/**
 * What is known of a practitioner, one row a fact, each with the record that says it. Rebuilt from
 * the records whenever one of them changes; only claims and evidence that people gave stand alone.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { STANDINGS, STATES, TIERS, TRAINING_PROGRAMS } from '#src/core/words.ts'
import { practitioners } from './practitioners.ts'
import { records } from './records.ts'

export const standing = pgEnum('standing', STANDINGS)
export const licenseState = pgEnum('license_state', STATES)
export const trainingProgram = pgEnum('training_program', TRAINING_PROGRAMS)
export const tier = pgEnum('tier', TIERS)

const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity()
const practitionerId = () =>
  bigint({ mode: 'number' })
    .notNull()
    .references(() => practitioners.id)
const recordId = () => bigint({ mode: 'number' }).references(() => records.id)

export const licenses = pgTable(
  'licenses',
  {
    id: id(),
    practitionerId: practitionerId(),
    recordId: recordId().notNull(),
    state: licenseState().notNull(),
    number: text().notNull(),
    profession: text().notNull(),
    standing: standing().notNull(),
    registryStatus: text().notNull(),
    licensedOn: date(),
    expiresOn: date(),
    registrationStanding: standing(),
    registeredThrough: date(),
    hasDiscipline: boolean().notNull(),
  },
  (table) => [
    index('licenses_by_practitioner').on(table.practitionerId),
    index('licenses_number').on(table.state, table.number),
    check(
      'licenses_registration_is_new_york',
      sql`${table.registrationStanding} is null or ${table.state} = 'NY'`,
    ),
  ],
)

export const certifications = pgTable(
  'certifications',
  {
    id: id(),
    practitionerId: practitionerId(),
    recordId: recordId().notNull(),
    issuer: text().notNull(),
    designation: text().notNull(),
    number: text(),
    standing: standing().notNull(),
    registryStatus: text().notNull(),
    expiresOn: date(),
  },
  (table) => [
    index('certifications_by_practitioner').on(table.practitionerId),
    index('certifications_number').on(table.number),
  ],
)

export const trainingClaims = pgTable(
  'training_claims',
  {
    id: id(),
    practitionerId: practitionerId(),
    /** Null where a person gave the evidence; such a row is never rebuilt away. */
    recordId: recordId(),
    program: trainingProgram().notNull(),
    tier: tier().notNull(),
    evidence: text().notNull(),
    evidenceUrl: text(),
    givenBy: text(),
    givenAt: timestamp({ withTimezone: true }),
    /** Taken back by an admin: it is kept, and shown no more. */
    withdrawnAt: timestamp({ withTimezone: true }),
    withdrawnBy: text(),
  },
  (table) => [
    index('training_claims_by_practitioner').on(table.practitionerId),
    index('training_claims_given')
      .on(table.id)
      .where(sql`${table.recordId} is null and ${table.withdrawnAt} is null`),
    // The same evidence handed in again is no second claim.
    uniqueIndex('training_claims_given_once')
      .on(
        table.practitionerId,
        table.program,
        table.tier,
        sql`md5(${table.evidence})`,
        sql`coalesce(${table.evidenceUrl}, '')`,
      )
      .where(sql`${table.recordId} is null`),
    check(
      'training_claims_have_a_source',
      sql`${table.recordId} is not null or (${table.givenBy} is not null and ${table.givenAt} is not null)`,
    ),
  ],
)

/** Digital badges that somebody handed in: evidence to look at, never proof by itself. */
export const badgeLinks = pgTable(
  'badge_links',
  {
    id: id(),
    practitionerId: practitionerId(),
    url: text().notNull(),
    givenBy: text().notNull(),
    givenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [uniqueIndex('badge_links_once').on(table.practitionerId, table.url)],
)

export const practiceLocations = pgTable(
  'practice_locations',
  {
    id: id(),
    practitionerId: practitionerId(),
    recordId: recordId().notNull(),
    /** An address of record gives its town and ZIP only. */
    kind: text({ enum: ['practice', 'place-of-record'] }).notNull(),
    name: text(),
    street: text(),
    city: text(),
    state: text(),
    postalCode: text(),
    phone: text(),
    lat: doublePrecision(),
    lng: doublePrecision(),
  },
  (table) => [
    index('practice_locations_by_practitioner').on(table.practitionerId),
    check(
      'practice_locations_no_private_street',
      sql`${table.kind} = 'practice' or (${table.street} is null and ${table.phone} is null)`,
    ),
  ],
)

export const exclusions = pgTable(
  'exclusions',
  {
    id: id(),
    practitionerId: practitionerId(),
    recordId: recordId().notNull(),
    list: text().notNull(),
    since: date(),
    reason: text(),
  },
  (table) => [index('exclusions_by_practitioner').on(table.practitionerId)],
)

/** Who may sign in. The columns are what better-auth asks for, under names of our own. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { ROLES } from '#src/core/roles.ts'

const instant = () => timestamp({ withTimezone: true })
const userId = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

export const users = pgTable(
  'users',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    role: text({ enum: ROLES }).notNull(),
    twoFactorEnabled: boolean().default(false),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [uniqueIndex('users_email').on(table.email)],
)

export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull(),
    userId: userId(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('sessions_token').on(table.token),
    index('sessions_by_user').on(table.userId),
  ],
)

/** How a user proves who they are: here always by a password, hashed with scrypt. */
export const accounts = pgTable(
  'accounts',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: userId(),
    password: text(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index('accounts_by_user').on(table.userId)],
)

export const verifications = pgTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index('verifications_by_identifier').on(table.identifier)],
)

export const twoFactors = pgTable(
  'two_factors',
  {
    id: text().primaryKey(),
    userId: userId(),
    /** Encrypted with the secret of the service. */
    secret: text().notNull(),
    backupCodes: text().notNull(),
    verified: boolean().default(true),
    failedVerificationCount: integer().default(0),
    lockedUntil: instant(),
  },
  (table) => [index('two_factors_by_user').on(table.userId)],
)

/** How often somebody tried something of late; `key` says who and what. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  count: integer().notNull(),
  startedAt: instant().notNull(),
})

/** A link that makes one user, once. The link's secret is kept as its SHA-256. */
export const invitations = pgTable(
  'invitations',
  {
    id: text().primaryKey(),
    tokenHash: text().notNull(),
    /** Null where whoever opens the link says their own. */
    email: text(),
    role: text({ enum: ROLES }).notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [uniqueIndex('invitations_token').on(table.tokenHash)],
)

/** Random values that the service made for itself and that every process of it shares. */
export const serviceSecrets = pgTable('service_secrets', {
  name: text().primaryKey(),
  value: text().notNull(),
  createdAt: instant().notNull(),
})

/** Keys for programs. A key is shown once; what is kept is its SHA-256 and how it begins. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    role: text({ enum: ROLES }).notNull(),
    prefix: text().notNull(),
    keyHash: text().notNull(),
    /** Whose checks and watches the key reaches; null for those made with the key itself. */
    account: text(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
    revokedBy: text(),
  },
  (table) => [
    uniqueIndex('api_keys_hash').on(table.keyHash),
    check(
      'api_keys_revoked_by_somebody',
      sql`(${table.revokedAt} is null) = (${table.revokedBy} is null)`,
    ),
  ],
)

import { sql } from 'drizzle-orm'
import { check, customType, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
})

/** Bodies by content: a page that came back unchanged is kept once. Compressed with gzip. */
export const captureBodies = pgTable('capture_bodies', {
  sha256: text().primaryKey(),
  sizeBytes: integer().notNull(),
  gzip: bytea().notNull(),
})

/** One answer of a registry as received. Never changed, never deleted. */
export const captures = pgTable(
  'captures',
  {
    id: text().primaryKey(),
    registry: text().notNull(),
    runId: text(),
    kind: text().notNull(),
    via: text({ enum: ['http', 'saved'] }).notNull(),
    method: text().notNull(),
    url: text().notNull(),
    requestBody: text(),
    status: integer().notNull(),
    mediaType: text().notNull(),
    fetchedAt: timestamp({ withTimezone: true }).notNull(),
    sha256: text()
      .notNull()
      .references(() => captureBodies.sha256),
    etag: text(),
    lastModified: text(),
    savedBy: text(),
  },
  (table) => [
    check('captures_via_known', sql`${table.via} in ('http', 'saved')`),
    index('captures_by_run').on(table.runId),
    // Serves conditional requests: the newest validators for an address.
    index('captures_validators')
      .on(table.url, table.fetchedAt.desc().nullsFirst())
      .where(sql`${table.etag} is not null or ${table.lastModified} is not null`),
  ],
)

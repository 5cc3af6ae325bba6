import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { and, desc, eq, isNotNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { captureBodies, captures } from '#db/schema/index.ts'
import type { Capture } from '#scrapers/source.ts'
import type { ServiceContext } from './context.ts'

/** Stores answers as received, a body that is known already once; returns their ids in order. */
export async function saveCaptures(
  ctx: Pick<ServiceContext, 'newId'>,
  db: Db,
  runId: string | null,
  answers: Capture[],
): Promise<string[]> {
  if (answers.length === 0) return []
  const rows = answers.map((answer) => ({
    ...answer,
    id: ctx.newId(),
    runId,
    sha256: createHash('sha256').update(answer.body).digest('hex'),
  }))
  await db
    .insert(captureBodies)
    .values(
      // In one order everywhere, so that two runs with the same bodies never wait for each other.
      rows
        .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
        .map(({ sha256, body }) => ({
          sha256,
          sizeBytes: body.byteLength,
          gzip: gzipSync(body, { level: 1 }),
        })),
    )
    .onConflictDoNothing()
  await db.insert(captures).values(rows)
  return rows.map(({ id }) => id)
}

export interface EarlierAnswer {
  etag: string | null
  lastModified: string | null
  body: Uint8Array
}

/**
 * A function that finds the newest answer from an address that can be asked about conditionally. A
 * registry that has never given a validator is not looked up again and again.
 */
export function createValidatorFinder(
  db: Db,
  registry: string,
): (url: string) => Promise<EarlierAnswer | null> {
  let any: Promise<boolean> | null = null
  return async (url) => {
    any ??= hasValidators(db, registry)
    return (await any) ? findValidators(db, url) : null
  }
}

const hasValidator = or(isNotNull(captures.etag), isNotNull(captures.lastModified))

async function hasValidators(db: Db, registry: string): Promise<boolean> {
  const rows = await db
    .select({ id: captures.id })
    .from(captures)
    .where(and(eq(captures.registry, registry), hasValidator))
    .limit(1)
  return rows.length > 0
}

async function findValidators(db: Db, url: string): Promise<EarlierAnswer | null> {
  const [row] = await db
    .select({
      etag: captures.etag,
      lastModified: captures.lastModified,
      gzip: captureBodies.gzip,
    })
    .from(captures)
    .innerJoin(captureBodies, eq(captureBodies.sha256, captures.sha256))
    .where(and(eq(captures.url, url), hasValidator))
    .orderBy(desc(captures.fetchedAt))
    .limit(1)
  return row ? { ...row, body: new Uint8Array(gunzipSync(row.gzip)) } : null
}

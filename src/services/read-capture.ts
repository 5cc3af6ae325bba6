import { gunzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { captureBodies, captures } from '#db/schema/index.ts'
import { NotFoundError } from './errors.ts'

/** The body of one answer of a registry, as text for a person to read. */
export async function readCaptureText(db: Db, id: string): Promise<string> {
  const [row] = await db
    .select({ mediaType: captures.mediaType, gzip: captureBodies.gzip })
    .from(captures)
    .innerJoin(captureBodies, eq(captureBodies.sha256, captures.sha256))
    .where(eq(captures.id, id))
  if (!row) throw new NotFoundError(`There is no capture ${id}.`)
  return decode(gunzipSync(row.gzip), row.mediaType)
}

function decode(body: Uint8Array, mediaType: string): string {
  const charset = /charset="?([\w-]+)/i.exec(mediaType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    // A name that nobody knows: most of it will be ASCII.
    return new TextDecoder().decode(body)
  }
}

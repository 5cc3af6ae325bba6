import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Db } from '#db/client.ts'
import { findEvidence } from '#src/services/evidence-files.ts'
import type { DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'

/** Files that somebody sent in, to be saved and never shown inside a page of ours. */
export function evidencePages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/evidence/:sha256', (c) =>
    answerEvidence(c, site.database(c), c.req.param('sha256')),
  )
  return app
}

/** Throws `NotFoundError` for a file that nobody sent. */
export async function answerEvidence(c: Context, db: Db, sha256: string) {
  const file = await findEvidence(db, sha256)
  if (!file) throw new NotFoundError('No file has this SHA-256.')
  return c.body(new Uint8Array(file.body), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="${file.fileName}"`,
    'Cache-Control': 'no-store',
  })
}

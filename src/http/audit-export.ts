import type { Context } from 'hono'
import { auditLines } from './audit-lines.ts'
import type { DeskSite } from './desk.ts'

/**
 * The whole log as a download, read while it is sent. It has a tag of its own: whoever made one from
 * the body would first have to hold all of it.
 */
export function exportAudit(site: DeskSite, c: Context): Response {
  const lines = auditLines(site.database(c))
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return c.body(body, 200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Content-Disposition': 'attachment; filename="audit.jsonl"',
    'Cache-Control': 'no-store',
    ETag: `W/"${site.now().getTime()}"`,
  })
}

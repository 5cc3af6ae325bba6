/** Long answers as downloads: each part is read when the one before has been taken. */
import type { Context } from 'hono'

export interface LinesFile {
  fileName: string
  /** `text/csv`, `application/x-ndjson`. */
  mediaType: string
  /** Parts of it, each of some whole lines. */
  parts: AsyncGenerator<string>
}

/** Without the mark a spreadsheet reads names in another encoding. */
export const CSV_MARK = '\uFEFF'

/**
 * It has a tag of its own: whoever made one from the body would first have to hold all of it. An
 * error behind the first part breaks the download off.
 */
export function sendLines(
  c: Context,
  now: Date,
  { fileName, mediaType, parts }: LinesFile,
): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return c.body(body, 200, {
    'Content-Type': `${mediaType}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'private, no-store',
    ETag: `W/"${now.getTime()}"`,
  })
}

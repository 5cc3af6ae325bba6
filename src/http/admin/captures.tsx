/** One answer of a registry: what was asked, and the answer itself as text that does nothing. */
import { Hono } from 'hono'
import { findCapture } from '#db/queries/captures.ts'
import { readCaptureText } from '#src/services/read-capture.ts'
import { captureHeaders } from '../capture-headers.ts'
import type { DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { formatInstant } from '../views/dates.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { isWebAddress } from '../views/source-note.tsx'

export function capturePages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/captures/:id', async (c) => {
    const capture = await findCapture(site.database(c), c.req.param('id'))
    if (!capture) throw new NotFoundError('There is no such capture.')
    const { id, url, runId, savedBy } = capture
    return deskPage(site, c, {
      title: 'A saved answer',
      current: '/admin/runs',
      children: (
        <>
          <h1>A saved answer</h1>
          <dl class="facts">
            <div>
              <dt>Registry</dt>
              <dd>{site.infoOf(capture.registry)?.title ?? capture.registry}</dd>
            </div>
            <div>
              <dt>Asked</dt>
              <dd>
                {capture.method} {isWebAddress(url) ? <code>{url}</code> : url}
              </dd>
            </div>
            <div>
              <dt>Received</dt>
              <dd>
                {formatInstant(capture.fetchedAt)}
                {savedBy && `, saved by ${savedBy}`}
              </dd>
            </div>
            <div>
              <dt>Answer</dt>
              <dd>
                {`${capture.status}, ${capture.mediaType}, ${capture.sizeBytes.toLocaleString('en-US')} bytes`}
              </dd>
            </div>
            <div>
              <dt>SHA-256</dt>
              <dd>
                <code>{capture.sha256}</code>
              </dd>
            </div>
            {runId && (
              <div>
                <dt>Run</dt>
                <dd>
                  <a href={`/admin/runs/${runId}`}>{runId}</a>
                </dd>
              </div>
            )}
          </dl>
          <p>
            <a href={`/admin/captures/${id}/text`}>Open the answer as text</a>
          </p>
        </>
      ),
    })
  })
  app.get('/admin/captures/:id/text', async (c) => {
    const text = await readCaptureText(site.database(c), c.req.param('id'))
    return c.body(text, 200, captureHeaders())
  })
  return app
}

import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { findRun } from '#db/queries/runs.ts'
import type { Site } from '../../deps.ts'
import { NotFoundError } from '../../problem.ts'
import { toRefreshJson } from '../registries.ts'

const POLL_MS = 500
/** A proxy drops a connection on which nothing comes. */
const PING_MS = 15_000

/**
 * Progress of a run as server-sent events: `progress` whenever something changed, `end` once it is
 * over. The database is asked, not the process, because another process may be at work on it.
 */
export function runEvents(site: Site): Hono {
  const app = new Hono()
  app.get('/refreshes/:id/events', async (c) => {
    const db = site.database(c)
    const id = c.req.param('id')
    if (!(await findRun(db, id))) throw new NotFoundError('No refresh has this id.')
    // Compression and buffering in proxies would hold events back.
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(
      c,
      async (stream) => {
        let sent = ''
        let silentMs = 0
        while (!stream.aborted) {
          const run = await findRun(db, id)
          const data = JSON.stringify(run && toRefreshJson(run))
          if (data !== sent) {
            sent = data
            silentMs = 0
            await stream.writeSSE({ event: 'progress', data })
          } else if ((silentMs += POLL_MS) >= PING_MS) {
            silentMs = 0
            await stream.write(': still there\n\n')
          }
          if (!run || !['queued', 'running'].includes(run.status)) {
            await stream.writeSSE({ event: 'end', data: run?.status ?? 'gone' })
            return
          }
          await stream.sleep(POLL_MS)
        }
      },
      async (error) => {
        site.log({ level: 'error', event: 'stream failed', error: error.message })
      },
    )
  })
  return app
}

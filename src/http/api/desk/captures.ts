import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { findCapture } from '#db/queries/captures.ts'
import { readCaptureText } from '#src/services/read-capture.ts'
import { captureHeaders } from '../../capture-headers.ts'
import type { DeskSite } from '../../desk.ts'
import { NotFoundError } from '../../problem.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf } from './shapes.ts'

const captureSchema = z
  .object({
    id: z.string(),
    registry: z.string(),
    refresh: z.string().nullable(),
    kind: z.string(),
    via: z.enum(['http', 'saved']),
    method: z.string(),
    url: z.string(),
    status: z.number().int(),
    media_type: z.string(),
    fetched_at: z.iso.datetime(),
    sha256: z.string(),
    size_bytes: z.number().int(),
    saved_by: z.string().nullable(),
  })
  .openapi('Capture')

const request = { params: z.object({ id: z.string() }), query: z.strictObject({}) }

const oneRoute = createRoute({
  method: 'get',
  path: '/captures/{id}',
  tags: ['Desk'],
  summary: 'One answer of a registry, without its body',
  request,
  responses: { 200: jsonOf('The capture.', captureSchema), ...badRequest, ...notFound },
})

const textRoute = createRoute({
  method: 'get',
  path: '/captures/{id}/text',
  tags: ['Desk'],
  summary: 'The body of one answer of a registry, as plain text',
  request,
  responses: {
    200: { description: 'The body.', content: { 'text/plain': { schema: z.string() } } },
    ...badRequest,
    ...notFound,
  },
})

export function capturesApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(oneRoute, async (c) => {
    const found = await findCapture(site.database(c), c.req.valid('param').id)
    if (!found) throw new NotFoundError('No capture has this id.')
    const { runId, mediaType, fetchedAt, sizeBytes, savedBy, ...rest } = found
    return c.json(
      {
        ...rest,
        refresh: runId,
        media_type: mediaType,
        fetched_at: fetchedAt.toISOString(),
        size_bytes: sizeBytes,
        saved_by: savedBy,
      },
      200,
    )
  })
  app.openapi(textRoute, async (c) => {
    const text = await readCaptureText(site.database(c), c.req.valid('param').id)
    return c.text(text, 200, captureHeaders())
  })
  return app
}

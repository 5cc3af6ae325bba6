import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Site } from '../deps.ts'

/** The description of the API, made from the definitions that answer it. */
export function openApiDocument(app: OpenAPIHono, site: Site) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Tri-State Acupuncture Directory',
      version: '1',
      description:
        'Licensed acupuncturists in New York, New Jersey and Connecticut, and where each fact comes from. ' +
        'Names are in snake_case, instants in UTC, days as YYYY-MM-DD; null is unknown. ' +
        'Errors are RFC 9457 problems. Ids and cursors are opaque.',
    },
    servers: [{ url: site.publicUrl ?? '/' }],
  })
}
export type OpenApiDocument = ReturnType<typeof openApiDocument>

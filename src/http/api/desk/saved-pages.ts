import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { findSavedPages } from '#db/queries/saved-pages.ts'
import { RUN_STATUSES } from '#src/core/words.ts'
import { importPages } from '#src/services/import-pages.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { handRegistry, readSavedFiles, UPLOAD_BYTES_MAX } from '../../saved-files.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, refused } from './shapes.ts'

const params = z.object({ id: z.string().openapi({ example: 'ncbahm' }) })
const status = z.enum(RUN_STATUSES)
const texts = z.array(z.string())

const listRoute = createRoute({
  method: 'get',
  path: '/registries/{id}/saved-pages',
  tags: ['Desk'],
  summary: 'What a person has to open and save, and what was imported of late',
  request: { params, query: z.strictObject({}) },
  responses: {
    200: jsonOf(
      'The worklist, with when each was last saved as a whole, and the latest imports.',
      z.object({
        worklist: z.array(
          z.object({
            label: z.string(),
            url: z.string(),
            scope: z.string(),
            last_saved_at: z.iso.datetime().nullable(),
          }),
        ),
        imports: z.array(
          z.object({
            refresh: z.string(),
            status,
            created_at: z.iso.datetime(),
            seen: z.int(),
            problems: z.int(),
            covers: texts,
            reasons: texts,
          }),
        ),
      }),
    ),
    ...badRequest,
    ...notFound,
  },
})

const importRoute = createRoute({
  method: 'post',
  path: '/registries/{id}/saved-pages',
  tags: ['Desk'],
  summary: 'Reads pages that a person saved',
  description:
    'A form (multipart/form-data) with one part `files` for each page, and `saved_on`, the day in New York, where that is not today.',
  request: { params, query: z.strictObject({}) },
  responses: {
    200: jsonOf(
      'What each page came to, and what became of them together.',
      z.object({
        refresh: z.string(),
        status,
        reasons: texts,
        covers: texts,
        pages: z.array(
          z.object({
            file: z.string(),
            is_read: z.boolean(),
            records: z.int(),
            banner: z.string().nullable(),
            problems: texts,
          }),
        ),
      }),
    ),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export function savedPagesApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { info, worklist = [] } = handRegistry(site, c.req.valid('param').id)
    const scopes = worklist.map(({ scope }) => scope)
    const saved = await findSavedPages(site.database(c), info.id, scopes)
    const lastOf = new Map(saved.scopes.map(({ scope, last }) => [scope, last]))
    return c.json(
      {
        worklist: worklist.map(({ label, url, scope }) => ({
          label,
          url,
          scope,
          last_saved_at: lastOf.get(scope)?.savedAt.toISOString() ?? null,
        })),
        imports: saved.imports.map(({ id, at, ...rest }) => ({
          refresh: id,
          created_at: at.toISOString(),
          ...rest,
        })),
      },
      200,
    )
  })
  app.use('/registries/:id/saved-pages', bodyLimit({ maxSize: UPLOAD_BYTES_MAX }))
  app.openapi(importRoute, async (c) => {
    const { info } = handRegistry(site, c.req.valid('param').id)
    const files = await readSavedFiles(site, c)
    const owner = actorOf(c).actor
    const { run, pages } = await importPages(site.desk.ctx, { registry: info.id, files, owner })
    return c.json(
      {
        refresh: run.id,
        status: run.status,
        reasons: run.reasons,
        covers: run.completeScopes,
        pages: pages.map(({ isRead, ...page }) => ({ ...page, is_read: isRead })),
      },
      200,
    )
  })
  return app
}

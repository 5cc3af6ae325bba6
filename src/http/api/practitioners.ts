import { createRoute, z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { TypedResponse } from 'hono'
import { findHistory } from '#db/queries/changes.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { newYorkDay } from '#src/core/days.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Site } from '../deps.ts'
import { findShown } from '../find-shown.ts'
import { NotFoundError } from '../problem.ts'
import { runSearch } from '../run-search.ts'
import { DEFAULT_LIMIT, historyParams, searchParams } from '../search-params.ts'
import { badRequest, newApi, notFound } from './answers.ts'
import { toPractitionerJson, writePractitioner } from './practitioner-json.ts'
import { historySchema, practitionerListSchema, practitionerSchema } from './schemas.ts'

const id = z.object({ id: z.string().openapi({ description: 'Opaque and permanent.' }) })
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})
const moved = { 308: { description: 'Merged: `Location` is the id of today.' } }

const searchRoute = createRoute({
  method: 'get',
  path: '/practitioners',
  tags: ['Practitioners'],
  summary: 'Search the directory',
  request: { query: searchParams },
  responses: {
    ...json(practitionerListSchema, 'One page; `facets` count under all the other filters.'),
    ...badRequest,
  },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/practitioners/{id}',
  tags: ['Practitioners'],
  summary: 'One practitioner, today or on a past day',
  request: {
    params: id,
    query: z.strictObject({
      as_of: z.string({ error: 'Give `as_of` once.' }).optional().openapi({
        description: 'A day (its end in New York) or an instant; not in the future.',
        example: '2026-03-01',
      }),
    }),
  },
  responses: {
    ...json(practitionerSchema, 'The practitioner.'),
    ...moved,
    ...badRequest,
    ...notFound,
  },
})

const historyRoute = createRoute({
  method: 'get',
  path: '/practitioners/{id}/history',
  tags: ['Practitioners'],
  summary: 'What changed about a practitioner, newest first',
  request: { params: id, query: historyParams },
  responses: {
    ...json(historySchema, 'One page of changes.'),
    ...moved,
    ...badRequest,
    ...notFound,
  },
})

const JSON_TYPE = { 'Content-Type': 'application/json' }

type SearchAnswer = TypedResponse<z.input<typeof practitionerListSchema>, 200, 'json'>
/** The compiler cannot see into a text; the tests hold it against the schema. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const answer = (response: Response): Response & SearchAnswer => response as Response & SearchAnswer

export function practitionersApi(site: Site): OpenAPIHono {
  const app = newApi()
  app.openapi(searchRoute, async (c) => {
    const today = newYorkDay(site.now())
    const { result, place, nextCursor } = await runSearch(
      site.database(c),
      site.directory,
      c.req.valid('query'),
      today,
    )
    const context = { infoOf: site.infoOf, today }
    const items = result.items.map((item) => writePractitioner(item, context, item.distanceMiles))
    const rest = JSON.stringify({
      next_cursor: nextCursor,
      total: { value: result.total, relation: 'eq' },
      facets: result.facets,
      near: place,
    })
    // Known without reading the answer: it depends on these and on the address.
    c.header('ETag', `W/"${site.startedAt}-${result.version}-${today}"`)
    // Written piece by piece: serializing people whom many ask for would be most of the work.
    return answer(c.body(`{"items":[${items.join()}],${rest.slice(1)}`, 200, JSON_TYPE))
  })
  app.openapi(oneRoute, async (c) => {
    const { as_of } = c.req.valid('query')
    const shown = await findShown(site, site.database(c), c.req.valid('param').id, as_of)
    if (shown.kind === 'unknown') throw new NotFoundError(shown.detail)
    if (shown.kind === 'moved') return c.redirect(movedTo(c.req.url, shown.publicId, ''), 308)
    const context = { infoOf: site.infoOf, today: shown.day }
    return c.json(toPractitionerJson(shown.practitioner, context, null), 200)
  })
  app.openapi(historyRoute, async (c) => {
    const db = site.database(c)
    const publicId = c.req.valid('param').id
    const { limit = DEFAULT_LIMIT, cursor } = c.req.valid('query')
    const identity = await findIdentity(db, publicId)
    if (!identity) throw new NotFoundError('No practitioner has this id.')
    if (identity.publicId !== publicId) {
      return c.redirect(movedTo(c.req.url, identity.publicId, '/history'), 308)
    }
    const question = `history ${publicId}`
    const [before = null] = cursor ? decodeCursor(question, cursor, ['number']) : []
    const entries = await findHistory(
      db,
      identity.id,
      limit,
      before === null ? null : Number(before),
    )
    const items = entries.slice(0, limit)
    const last = items.at(-1)
    return c.json(
      {
        items: items.map((entry) => ({
          ...entry,
          id: String(entry.id),
          at: entry.at.toISOString(),
        })),
        next_cursor: last && entries.length > limit ? encodeCursor(question, [last.id]) : null,
      },
      200,
    )
  })
  return app
}

const movedTo = (url: string, publicId: string, behind: string): string =>
  `/api/v1/practitioners/${encodeURIComponent(publicId)}${behind}${new URL(url).search}`

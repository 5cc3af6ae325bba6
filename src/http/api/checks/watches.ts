import { createRoute, z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Db } from '#db/client.ts'
import { findWatch, listEvents, listWatches } from '#db/queries/watches.ts'
import { renewFeed, unwatch, watchPractitioner } from '#src/services/watch.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError } from '../../problem.ts'
import { feedAddresses } from '../../watch-feeds.ts'
import { privately } from '../../privately.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import {
  eventSchema,
  newWatchSchema,
  toEventJson,
  toWatchJson,
  watchSchema,
} from './watch-schemas.ts'

const tags = ['Watches']
const params = z.object({ id: z.string().max(60) })
const paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
})
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const listRoute = createRoute({
  method: 'get',
  path: '/watches',
  tags,
  summary: 'Practitioners whom you watch',
  request: { query: paging },
  responses: {
    200: json(
      z.object({ items: z.array(watchSchema), next_cursor: z.string().nullable() }),
      'One page.',
    ),
    ...badRequest,
  },
})
const addRoute = createRoute({
  method: 'post',
  path: '/watches',
  tags,
  summary: 'Watch a practitioner',
  request: {
    body: { required: true, content: { 'application/json': { schema: newWatchSchema } } },
  },
  responses: {
    200: json(watchSchema, 'Was watched already; the label is replaced.'),
    201: json(watchSchema, 'Is watched from now on.'),
    ...badRequest,
    ...notFound,
  },
})
const eventsRoute = createRoute({
  method: 'get',
  path: '/watches/events',
  tags,
  summary: 'What happened to those whom you watch, newest first',
  request: { query: paging },
  responses: {
    200: json(
      z.object({ items: z.array(eventSchema), next_cursor: z.string().nullable() }),
      'One page.',
    ),
    ...badRequest,
  },
})
const feedRoute = createRoute({
  method: 'post',
  path: '/watches/feed-address',
  tags,
  summary: 'New secret addresses of your Atom feed and iCalendar',
  description: 'Those before lead nowhere any more. They are shown this once.',
  responses: {
    201: json(z.object({ atom_url: z.string(), calendar_url: z.string() }), 'The addresses.'),
  },
})
const oneRoute = createRoute({
  method: 'get',
  path: '/watches/{id}',
  tags,
  summary: 'One watch',
  request: { params },
  responses: { 200: json(watchSchema, 'The watch.'), ...notFound },
})
const endRoute = createRoute({
  method: 'delete',
  path: '/watches/{id}',
  tags,
  summary: 'Watch somebody no longer',
  request: { params },
  responses: { 204: { description: 'It is over.' }, ...notFound },
})

export function watchesApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.use('/watches/*', privately)
  app.openapi(listRoute, async (c) => {
    const { account } = actorOf(c)
    const { limit, cursor } = c.req.valid('query')
    const question = `watches ${account}`
    const [after = null] = cursor ? decodeCursor(question, cursor, ['string']) : []
    const found = await listWatches(
      site.database(c),
      account,
      limit + 1,
      after === null ? null : String(after),
    )
    const items = found.slice(0, limit)
    const last = items.at(-1)
    const next = last && found.length > limit ? encodeCursor(question, [last.id]) : null
    return c.json({ items: items.map(toWatchJson), next_cursor: next }, 200)
  })
  app.openapi(addRoute, async (c) => {
    const { account } = actorOf(c)
    const { practitioner_id: publicId, label } = c.req.valid('json')
    const { id, isNew } = await watchPractitioner(site.desk.ctx, { account, publicId, label })
    const watch = await findWatch(site.database(c), account, id)
    if (!watch) throw new NotFoundError('The watch was ended meanwhile.')
    c.header('Location', `/api/v1/watches/${id}`)
    return c.json(toWatchJson(watch), isNew ? 201 : 200)
  })
  app.openapi(eventsRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    return c.json(await readEvents(site.database(c), actorOf(c).account, limit, cursor), 200)
  })
  app.openapi(feedRoute, async (c) => {
    const token = await renewFeed(site.desk.ctx, actorOf(c).account)
    const { atom, calendar } = feedAddresses(site, c, token)
    return c.json({ atom_url: atom, calendar_url: calendar }, 201)
  })
  app.openapi(oneRoute, async (c) => {
    const watch = await findWatch(site.database(c), actorOf(c).account, c.req.valid('param').id)
    if (!watch) throw new NotFoundError('There is no such watch.')
    return c.json(toWatchJson(watch), 200)
  })
  app.openapi(endRoute, async (c) => {
    await unwatch(site.desk.ctx, { account: actorOf(c).account, id: c.req.valid('param').id })
    return c.body(null, 204)
  })
  return app
}

async function readEvents(db: Db, account: string, limit: number, cursor: string | undefined) {
  const question = `watch events ${account}`
  const before = cursor ? readEventCursor(question, cursor) : null
  const found = await listEvents(db, account, limit + 1, before)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const isMore = last && found.length > limit
  return {
    items: items.map(toEventJson),
    next_cursor: isMore ? encodeCursor(question, [last.at.getTime(), last.id]) : null,
  }
}

function readEventCursor(question: string, cursor: string): { at: Date; id: string } {
  const [at = 0, id = ''] = decodeCursor(question, cursor, ['number', 'string'])
  return { at: new Date(Number(at)), id: String(id) }
}

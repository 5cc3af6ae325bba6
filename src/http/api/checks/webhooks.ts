import { createRoute, z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  findEndpoint,
  listDeliveries,
  listEndpoints,
  type ShownEndpoint,
} from '#db/queries/webhooks.ts'
import { refuseWebhookUrl } from '#src/core/watches/webhook-url.ts'
import { replayDelivery, sendTestEvent } from '#src/services/replay-delivery.ts'
import {
  addEndpoint,
  removeEndpoint,
  rotateEndpoint,
  switchEndpoint,
} from '#src/services/webhook-endpoints.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError, parameterError } from '../../problem.ts'
import { privately } from '../../privately.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { problemSchema } from '../schemas.ts'
import {
  deliverySchema,
  secretSchema,
  toDeliveryJson,
  toWebhookJson,
  webhookSchema,
} from './webhook-schemas.ts'

const tags = ['Webhooks']
const id = z.string().max(60)
const params = z.object({ id })
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})
const refused = {
  409: {
    description: 'As things stand this cannot be done; `detail` says why.',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
}
const queued = json(z.object({ delivery_id: z.string() }), 'It is sent in a moment.')

const listRoute = createRoute({
  method: 'get',
  path: '/webhooks',
  tags,
  summary: 'Your webhooks',
  responses: { 200: json(z.object({ items: z.array(webhookSchema) }), 'All of them.') },
})
const addRoute = createRoute({
  method: 'post',
  path: '/webhooks',
  tags,
  summary: 'Be told at an address',
  description:
    'Events are sent as Standard Webhooks. An event whose answer was lost is sent again with the same `webhook-id`: drop those that you know.',
  request: { body: body(z.strictObject({ url: z.string().max(2000) }).openapi('NewWebhook')) },
  responses: {
    201: json(webhookSchema.extend(secretSchema.shape), 'Added.'),
    ...badRequest,
    ...refused,
  },
})
const oneRoute = createRoute({
  method: 'get',
  path: '/webhooks/{id}',
  tags,
  summary: 'One webhook',
  request: { params },
  responses: { 200: json(webhookSchema, 'The webhook.'), ...notFound },
})
const switchRoute = createRoute({
  method: 'patch',
  path: '/webhooks/{id}',
  tags,
  summary: 'Turn a webhook off or on',
  request: { params, body: body(z.strictObject({ enabled: z.boolean() })) },
  responses: { 200: json(webhookSchema, 'As it is now.'), ...badRequest, ...notFound },
})
const removeRoute = createRoute({
  method: 'delete',
  path: '/webhooks/{id}',
  tags,
  summary: 'Remove a webhook with its log',
  request: { params },
  responses: { 204: { description: 'It is gone.' }, ...notFound },
})
const rotateRoute = createRoute({
  method: 'post',
  path: '/webhooks/{id}/secret',
  tags,
  summary: 'Another secret',
  description: 'For 24 hours the one before signs as well.',
  request: { params },
  responses: { 201: json(secretSchema, 'The new secret.'), ...notFound },
})
const testRoute = createRoute({
  method: 'post',
  path: '/webhooks/{id}/test',
  tags,
  summary: 'Send a test',
  request: { params },
  responses: { 202: queued, ...notFound, ...refused },
})
const logRoute = createRoute({
  method: 'get',
  path: '/webhooks/{id}/deliveries',
  tags,
  summary: 'What was sent, newest first, with every try',
  request: {
    params,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  },
  responses: {
    200: json(z.object({ items: z.array(deliverySchema) }), 'The latest.'),
    ...badRequest,
    ...notFound,
  },
})
const replayRoute = createRoute({
  method: 'post',
  path: '/webhooks/{id}/deliveries/{delivery}/replay',
  tags,
  summary: 'Send a delivery again, with the id that it had',
  request: { params: z.object({ id, delivery: id }) },
  responses: { 202: queued, ...notFound, ...refused },
})

export function webhooksApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  const { ctx, secret } = site.desk
  app.use('/webhooks/*', privately)
  app.openapi(listRoute, async (c) => {
    const items = await listEndpoints(site.database(c), actorOf(c).account)
    return c.json({ items: items.map(toWebhookJson) }, 200)
  })
  app.openapi(addRoute, async (c) => {
    const { account } = actorOf(c)
    const { url } = c.req.valid('json')
    const refusal = refuseWebhookUrl(url)
    if (refusal) throw parameterError('url', refusal)
    const added = await addEndpoint(ctx, secret, { account, url })
    const endpoint = await ownEndpoint(site, c, added.id)
    c.header('Location', `/api/v1/webhooks/${added.id}`)
    return c.json({ ...toWebhookJson(endpoint), secret: added.secret }, 201)
  })
  app.openapi(oneRoute, async (c) =>
    c.json(toWebhookJson(await ownEndpoint(site, c, c.req.valid('param').id)), 200),
  )
  app.openapi(switchRoute, async (c) => {
    const key = { account: actorOf(c).account, id: c.req.valid('param').id }
    await switchEndpoint(ctx, key, c.req.valid('json').enabled)
    return c.json(toWebhookJson(await ownEndpoint(site, c, key.id)), 200)
  })
  app.openapi(removeRoute, async (c) => {
    await removeEndpoint(ctx, { account: actorOf(c).account, id: c.req.valid('param').id })
    return c.body(null, 204)
  })
  app.openapi(rotateRoute, async (c) => {
    const key = { account: actorOf(c).account, id: c.req.valid('param').id }
    return c.json({ secret: await rotateEndpoint(ctx, secret, key) }, 201)
  })
  app.openapi(testRoute, async (c) => {
    const key = { account: actorOf(c).account, id: c.req.valid('param').id }
    return c.json({ delivery_id: await sendTestEvent(ctx, key) }, 202)
  })
  app.openapi(logRoute, async (c) => {
    const { id: endpointId } = await ownEndpoint(site, c, c.req.valid('param').id)
    const { limit } = c.req.valid('query')
    const items = await listDeliveries(site.database(c), endpointId, limit)
    return c.json({ items: items.map(toDeliveryJson) }, 200)
  })
  app.openapi(replayRoute, async (c) => {
    const { id: endpointId, delivery } = c.req.valid('param')
    await replayDelivery(ctx, { account: actorOf(c).account, id: endpointId }, delivery)
    return c.json({ delivery_id: delivery }, 202)
  })
  return app
}

async function ownEndpoint(site: DeskSite, c: Context, endpointId: string): Promise<ShownEndpoint> {
  const endpoint = await findEndpoint(site.database(c), actorOf(c).account, endpointId)
  if (!endpoint) throw new NotFoundError('There is no such webhook.')
  return endpoint
}

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { findKey, listKeys, type ShownKey } from '#db/queries/api-keys.ts'
import { ROLES } from '#src/core/roles.ts'
import { createKey, KEY_DAYS, KEY_DAYS_MAX, revokeKey } from '#src/services/api-keys.ts'
import { NotFoundError } from '#src/services/errors.ts'
import { noteText } from '../../admin/desk-forms.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf, refused, whyBody } from './shapes.ts'

const LIST = 'api keys'
const instant = z.iso.datetime()

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    prefix: z.string(),
    made_by: z.string(),
    created_at: instant,
    expires_at: instant,
    last_used_at: instant.nullable(),
    revoked_at: instant.nullable(),
    revoked_by: z.string().nullable(),
  })
  .openapi('Key', { description: 'A key for a program, by how it begins; the key is shown once.' })

const newKeySchema = z
  .object({ id: z.string(), key: z.string() })
  .openapi('NewKey', { description: '`key` is shown now and never again.' })

const listRoute = createRoute({
  method: 'get',
  path: '/keys',
  tags: ['Desk'],
  summary: 'All keys, newest first',
  request: { query: PAGE_QUERY },
  responses: { 200: jsonOf('Keys.', pageOf(keySchema)), ...badRequest },
})

const createKeyRoute = createRoute({
  method: 'post',
  path: '/keys',
  tags: ['Desk'],
  summary: 'Make a key',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            name: noteText.min(1).max(100),
            role: z.enum(ROLES),
            days: z.int().min(1).max(KEY_DAYS_MAX).default(KEY_DAYS),
          }),
        },
      },
    },
  },
  responses: { 201: jsonOf('The key.', newKeySchema), ...badRequest },
})

const revokeRoute = createRoute({
  method: 'post',
  path: '/keys/{id}/revoke',
  tags: ['Desk'],
  summary: 'End a key at once, with the keys and invitations that were made with it',
  request: { params: z.object({ id: z.string() }), body: whyBody },
  responses: {
    200: jsonOf('The key as it is now.', keySchema),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export function keysApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const [after = null] = cursor ? decodeCursor(LIST, cursor, ['string']) : []
    const page = { limit, after: after === null ? null : String(after) }
    const found = await listKeys(site.database(c), page)
    const last = found.length > limit ? found[limit - 1] : undefined
    const items = found.slice(0, limit).map(toKeyJson)
    return c.json({ items, next_cursor: last ? encodeCursor(LIST, [last.id]) : null }, 200)
  })
  app.openapi(createKeyRoute, async (c) => {
    const input = c.req.valid('json')
    const made = await createKey(site.desk.ctx, { ...input, by: actorOf(c).actor })
    c.header('Cache-Control', 'no-store')
    return c.json(made, 201)
  })
  app.openapi(revokeRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { why } = c.req.valid('json')
    await revokeKey(site.desk.ctx, { id, by: actorOf(c).actor, why })
    const found = await findKey(site.database(c), id)
    if (!found) throw new NotFoundError('There is no such key.')
    return c.json(toKeyJson(found), 200)
  })
  return app
}

const toKeyJson = (key: ShownKey): z.input<typeof keySchema> => ({
  id: key.id,
  name: key.name,
  role: key.role,
  prefix: key.prefix,
  made_by: key.madeBy,
  created_at: key.createdAt.toISOString(),
  expires_at: key.expiresAt.toISOString(),
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
  revoked_at: key.revokedAt?.toISOString() ?? null,
  revoked_by: key.revokedBy,
})

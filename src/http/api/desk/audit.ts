import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { type AuditEntry, findAudit, findAuditEntry } from '#db/queries/audit.ts'
import { recordVerification } from '#src/services/verify-audit.ts'
import { exportAudit } from '../../audit-export.ts'
import { readAuditCursor, toAuditFilter, writeAuditCursor } from '../../audit-question.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError } from '../../problem.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf } from './shapes.ts'

const entrySchema = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    actor: z.string(),
    actor_name: z.string(),
    action: z.string(),
    subject: z.object({ type: z.string(), id: z.string() }),
    why: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    previous_hash: z.string(),
    hash: z.string(),
  })
  .openapi('AuditEntry')

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'A hash has 64 digits from 0 to 9 and a to f.')

const listRoute = createRoute({
  method: 'get',
  path: '/audit',
  tags: ['Desk'],
  summary: 'Every decision, newest first',
  request: {
    query: PAGE_QUERY.extend({
      actor: z.string().optional(),
      action: z.string().optional(),
      subject_type: z.string().optional(),
      subject_id: z.string().optional(),
      day: z.string().optional().openapi({ description: 'In New York.', example: '2026-03-01' }),
    }),
  },
  responses: {
    200: jsonOf(
      'One page. It may hold few entries or none while `next_cursor` leads to more.',
      pageOf(entrySchema),
    ),
    ...badRequest,
  },
})

const exportRoute = createRoute({
  method: 'get',
  path: '/audit/export',
  tags: ['Desk'],
  summary: 'The whole log as JSON lines, as it was hashed; the last line is the head of the chain',
  request: { query: z.strictObject({}) },
  responses: {
    200: {
      description: 'An export without the last line broke off.',
      content: { 'application/x-ndjson': { schema: z.string() } },
    },
    ...badRequest,
  },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/audit/{seq}',
  tags: ['Desk'],
  summary: 'One entry',
  request: {
    params: z.object({ seq: z.string().regex(/^\d{1,15}$/, 'An entry has a number.') }),
    query: z.strictObject({}),
  },
  responses: { 200: jsonOf('The entry.', entrySchema), ...badRequest, ...notFound },
})

const verifyRoute = createRoute({
  method: 'post',
  path: '/audit/verifications',
  tags: ['Desk'],
  summary: 'Recomputes the chain, and notes in the log what was found',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: z.strictObject({ noted_head: hash.optional() }) },
      },
    },
  },
  responses: {
    200: jsonOf(
      'What was found; `broken` is null where all is well.',
      z.object({
        entries: z.int(),
        head: z.string(),
        broken: z.object({ seq: z.int(), problem: z.string() }).nullable(),
      }),
    ),
    ...badRequest,
  },
})

export function auditApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor, ...query } = c.req.valid('query')
    const filter = toAuditFilter(query)
    const before = readAuditCursor(filter, cursor)
    const { entries, next } = await findAudit(site.database(c), filter, { before, limit })
    const items = entries.map(toEntryJson)
    return c.json({ items, next_cursor: writeAuditCursor(filter, next) }, 200)
  })
  // A stream has no schema that a handler could be held against.
  app.openAPIRegistry.registerPath(exportRoute)
  app.get(exportRoute.path, (c) => exportAudit(site, c))
  app.openapi(oneRoute, async (c) => {
    const entry = await findAuditEntry(site.database(c), Number(c.req.valid('param').seq))
    if (!entry) throw new NotFoundError('The log has no entry of this number.')
    return c.json(toEntryJson(entry), 200)
  })
  app.use('/audit/verifications', bodyLimit({ maxSize: 4096 }))
  app.openapi(verifyRoute, async (c) => {
    const notedHead = c.req.valid('json').noted_head ?? null
    const { actor } = actorOf(c)
    return c.json(await recordVerification(site.desk.ctx, { by: actor, notedHead }), 200)
  })
  return app
}

const toEntryJson = (entry: AuditEntry): z.input<typeof entrySchema> => ({
  seq: entry.seq,
  at: entry.at.toISOString(),
  actor: entry.actor,
  actor_name: entry.actorName,
  action: entry.action,
  subject: entry.subject,
  why: entry.why,
  before: entry.before,
  after: entry.after,
  previous_hash: entry.previousHash,
  hash: entry.hash,
})

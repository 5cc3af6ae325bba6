import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { CORRECTION_KINDS, type CorrectionEntry, findCorrection } from '#db/queries/corrections.ts'
import { findIdentity } from '#db/queries/practitioners.ts'
import { decideCorrection, undoRemoval } from '#src/services/decide-correction.ts'
import { reasonText } from '../../admin/desk-forms.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError, parameterError } from '../../problem.ts'
import { readCorrections } from '../../read-corrections.ts'
import { correctionFields, previewCorrection, takeCorrection } from '../../take-correction.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf, refused } from './shapes.ts'

const instant = z.iso.datetime()

const correctionSchema = z
  .object({
    id: z.int(),
    practitioner: z.object({ id: z.string(), name: z.string().nullable() }),
    left_out: z.boolean(),
    kind: z.enum(CORRECTION_KINDS),
    text: z.string(),
    contact: z.string().nullable(),
    created_at: instant,
    due_at: instant,
    overdue: z.boolean(),
    outcome: z.enum(['done', 'declined']).nullable(),
    answer: z.string().nullable(),
    decided_at: instant.nullable(),
    decided_by: z.string().nullable(),
  })
  .openapi('Correction', { description: '`due_at` is the end of the second business day.' })

const params = z.object({ id: z.string().regex(/^\d{1,15}$/, 'An id is a number.') })
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const previewSchema = z
  .object({ token: z.string() })
  .openapi('CorrectionPreview', { description: 'Nothing is stored yet.' })
const sentSchema = z
  .object({ id: z.int(), created_at: instant, due_at: instant })
  .openapi('SentCorrection')

const submitRoute = createRoute({
  method: 'post',
  path: '/practitioners/{id}/corrections',
  tags: ['Practitioners'],
  summary: 'Ask for a correction, in two steps',
  description:
    'Without `token` the answer is a token for exactly these words. The same words sent again with it, three seconds to an hour later, go into the queue.',
  request: {
    params: z.object({ id: z.string() }),
    body: body(correctionFields.safeExtend({ token: z.string().optional() })),
  },
  responses: {
    200: jsonOf('The token.', previewSchema),
    201: jsonOf('It is in the queue.', sentSchema),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

const listRoute = createRoute({
  method: 'get',
  path: '/corrections',
  tags: ['Desk'],
  summary: 'Corrections asked for, the longest overdue first',
  request: {
    query: PAGE_QUERY.extend({ show: z.enum(['open', 'answered']).default('open') }),
  },
  responses: { 200: jsonOf('Corrections.', pageOf(correctionSchema)), ...badRequest },
})

const answers = {
  200: jsonOf('The correction as it is now.', correctionSchema),
  ...badRequest,
  ...notFound,
}

const oneRoute = createRoute({
  method: 'get',
  path: '/corrections/{id}',
  tags: ['Desk'],
  summary: 'One correction',
  request: { params },
  responses: answers,
})

const outcomeRoute = createRoute({
  method: 'post',
  path: '/corrections/{id}/outcome',
  tags: ['Desk'],
  summary: 'Answer a correction; a removal that is done leaves the practitioner out of searches',
  request: {
    params,
    body: body(z.strictObject({ outcome: z.enum(['done', 'declined']), answer: reasonText })),
  },
  responses: { ...answers, ...refused },
})

const undoRoute = createRoute({
  method: 'post',
  path: '/corrections/{id}/undo',
  tags: ['Desk'],
  summary: 'Undo a removal; the request then stands as declined',
  description: '`left_out` stays true where another request to be left out stands.',
  request: { params, body: body(z.strictObject({ answer: reasonText })) },
  responses: { ...answers, ...refused },
})

const TOKEN_PROBLEMS = {
  early: 'The token is good from three seconds after it was given.',
  late: 'The token was given more than an hour ago. Ask for another.',
  forged: 'The token is not for these words about this practitioner.',
}

export function correctionsApi(site: DeskSite): OpenAPIHono {
  const { ctx } = site.desk
  const app = newApi()
  app.openapi(submitRoute, async (c) => {
    const identity = await findIdentity(site.database(c), c.req.valid('param').id)
    if (!identity) throw new NotFoundError('No practitioner has this id.')
    const { token, ...fields } = c.req.valid('json')
    c.header('Cache-Control', 'no-store')
    if (token === undefined) {
      return c.json({ token: previewCorrection(site, identity.publicId, fields) }, 200)
    }
    const taken = await takeCorrection(site, c, identity.publicId, fields, token)
    if (taken.age !== 'good') throw parameterError('token', TOKEN_PROBLEMS[taken.age])
    const { id, createdAt, dueAt } = taken.sent
    const sent = { id, created_at: createdAt.toISOString(), due_at: dueAt.toISOString() }
    return c.json(sent, 201)
  })
  app.openapi(listRoute, async (c) => {
    const { show, limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const { entries, next } = await readCorrections(site.database(c), show, limit, cursor)
    const now = site.now()
    return c.json({ items: entries.map((entry) => toJson(entry, now)), next_cursor: next }, 200)
  })
  app.openapi(oneRoute, async (c) =>
    c.json(await getCorrection(site, c, Number(c.req.valid('param').id)), 200),
  )
  app.openapi(outcomeRoute, async (c) => {
    const id = Number(c.req.valid('param').id)
    await decideCorrection(ctx, { id, ...c.req.valid('json'), by: actorOf(c).actor })
    return c.json(await getCorrection(site, c, id), 200)
  })
  app.openapi(undoRoute, async (c) => {
    const id = Number(c.req.valid('param').id)
    await undoRemoval(ctx, { id, ...c.req.valid('json'), by: actorOf(c).actor })
    return c.json(await getCorrection(site, c, id), 200)
  })
  return app
}

type CorrectionJson = z.input<typeof correctionSchema>

async function getCorrection(site: DeskSite, c: Context, id: number): Promise<CorrectionJson> {
  const found = await findCorrection(site.database(c), id)
  if (!found) throw new NotFoundError(`There is no correction ${id}.`)
  return toJson(found, site.now())
}

const toJson = (entry: CorrectionEntry, now: Date): CorrectionJson => ({
  id: entry.id,
  practitioner: entry.practitioner,
  left_out: entry.isLeftOut,
  kind: entry.kind,
  text: entry.text,
  contact: entry.contact,
  created_at: entry.createdAt.toISOString(),
  due_at: entry.dueAt.toISOString(),
  overdue: entry.outcome === null && entry.dueAt < now,
  outcome: entry.outcome,
  answer: entry.answer,
  decided_at: entry.decidedAt?.toISOString() ?? null,
  decided_by: entry.decidedBy,
})

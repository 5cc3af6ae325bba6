/** What can be asked about who is who, and decided. */
import { createRoute, z } from '@hono/zod-openapi'
import { noteText, reasonText } from '../../admin/desk-forms.ts'
import { badRequest, notFound } from '../answers.ts'
import {
  judgementSchema,
  linkSchema,
  matchSchema,
  queuedSchema,
  recordId,
  VERDICTS,
} from './match-schemas.ts'
import { jsonOf, PAGE_QUERY, pageOf, refused } from './shapes.ts'

const tags = ['Desk']
const id = z.object({ id: z.string() })
const digits = z.string().regex(/^\d{1,15}$/, 'The id of a record is a number.')

const bodyOf = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

export const queueRoute = createRoute({
  method: 'get',
  path: '/matches',
  tags,
  summary: 'Pairs of records that wait for a person, strongest first',
  request: { query: PAGE_QUERY },
  responses: { 200: jsonOf('One page.', pageOf(queuedSchema)), ...badRequest },
})

export const matchRoute = createRoute({
  method: 'get',
  path: '/matches/{left}/{right}',
  tags,
  summary: 'Two records side by side, with what speaks for and against one person',
  request: { params: z.object({ left: digits, right: digits }), query: z.strictObject({}) },
  responses: { 200: jsonOf('The two.', matchSchema), ...badRequest, ...notFound },
})

export const judgementsRoute = createRoute({
  method: 'get',
  path: '/judgements',
  tags,
  summary: 'What was judged, newest first',
  request: {
    query: PAGE_QUERY.extend({
      practitioner: z.string().optional().openapi({ description: 'Only about their records.' }),
    }),
  },
  responses: { 200: jsonOf('One page.', pageOf(judgementSchema)), ...badRequest, ...notFound },
})

export const linksRoute = createRoute({
  method: 'get',
  path: '/links',
  tags,
  summary: 'The records of a practitioner, and why they are theirs',
  request: { query: z.strictObject({ practitioner: z.string() }) },
  responses: {
    200: jsonOf(
      'All of them; there is one page.',
      z.object({ items: z.array(linkSchema), next_cursor: z.null() }),
    ),
    ...badRequest,
    ...notFound,
  },
})

export const judgeRoute = createRoute({
  method: 'post',
  path: '/judgements',
  tags,
  summary: 'Judge whether two records are one person',
  request: {
    body: bodyOf(
      z.strictObject({
        left: recordId,
        right: recordId,
        verdict: z.enum(VERDICTS),
        note: noteText.default(''),
        expected: z.string().nullable().openapi({
          description:
            'The judgement in force that was seen, null for none: another is a conflict.',
        }),
      }),
    ),
  },
  responses: {
    201: jsonOf(
      'Given, and whose the two records are now.',
      z.object({ judgement: z.string(), practitioners: z.array(z.string().nullable()) }),
    ),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export const undoRoute = createRoute({
  method: 'post',
  path: '/judgements/{id}/undo',
  tags,
  summary: 'Take a judgement back, with all pairs of its act',
  request: { params: id, body: bodyOf(z.strictObject({ note: noteText.default('') })) },
  responses: {
    200: jsonOf(
      'Taken back.',
      z.object({ judgement: z.string(), pairs: z.array(z.array(recordId)) }),
    ),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export const mergeRoute = createRoute({
  method: 'post',
  path: '/practitioners/{id}/merge',
  tags,
  summary: 'Make two practitioners one; the older id stays',
  request: { params: id, body: bodyOf(z.strictObject({ with: z.string(), note: reasonText })) },
  responses: {
    200: jsonOf('Merged.', z.object({ judgement: z.string(), practitioner: z.string() })),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export const splitRoute = createRoute({
  method: 'post',
  path: '/practitioners/{id}/split',
  tags,
  summary: 'Take records away from a practitioner',
  request: {
    params: id,
    body: bodyOf(
      z.strictObject({
        records: z
          .array(z.strictObject({ registry: z.string(), key: z.string() }))
          .min(1)
          .max(500),
        note: reasonText,
      }),
    ),
  },
  responses: {
    200: jsonOf(
      'Split: who keeps the rest, and whose those taken away are.',
      z.object({ judgement: z.string(), practitioners: z.array(z.string().nullable()) }),
    ),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

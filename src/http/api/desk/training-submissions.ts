import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { listSubmissions, type ShownSubmission } from '#db/queries/training-desk.ts'
import { TIERS, TRAINING_PROGRAMS } from '#src/core/words.ts'
import { decideSubmission } from '#src/services/decide-training.ts'
import { EVIDENCE_MAX_BYTES, type NewEvidence } from '#src/services/evidence-files.ts'
import { GIVERS, submitTraining } from '#src/services/submit-training.ts'
import { noteText, reasonText } from '../../admin/desk-forms.ts'
import { answerEvidence } from '../../admin/evidence.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { parameterError } from '../../problem.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf, refused } from './shapes.ts'

const TAGS = ['Training']
export const idParam = z.object({ id: z.coerce.number().int().positive() })

const submissionSchema = z
  .object({
    id: z.number().int(),
    practitioner: z.string(),
    program: z.enum(TRAINING_PROGRAMS),
    school: z.string(),
    year: z.number().int().nullable(),
    evidence: z.string(),
    evidence_url: z.string().nullable(),
    file_sha256: z.string().nullable(),
    given_by: z.string(),
    sent_at: z.iso.datetime(),
  })
  .openapi('TrainingSubmission')

const listRoute = createRoute({
  method: 'get',
  path: '/training-submissions',
  tags: TAGS,
  summary: 'Claims of training that wait for a decision, oldest first',
  request: { query: PAGE_QUERY },
  responses: { 200: jsonOf('A page of claims.', pageOf(submissionSchema)), ...badRequest },
})

const decideRoute = createRoute({
  method: 'post',
  path: '/training-submissions/{id}/decision',
  tags: TAGS,
  summary: 'Approve a claim at a tier, or reject it with a reason',
  request: {
    params: idParam,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.discriminatedUnion('decision', [
            z.strictObject({
              decision: z.literal('approved'),
              tier: z.enum(TIERS),
              reason: noteText.default(''),
            }),
            z.strictObject({
              decision: z.literal('rejected'),
              reason: reasonText,
            }),
          ]),
        },
      },
    },
  },
  responses: {
    200: jsonOf('It is decided.', z.object({ decision: z.enum(['approved', 'rejected']) })),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

const evidenceRoute = createRoute({
  method: 'get',
  path: '/evidence/{sha256}',
  tags: TAGS,
  summary: 'A file that somebody sent as evidence',
  request: { params: z.object({ sha256: z.string() }) },
  responses: { 200: { description: 'The file: PDF, PNG or JPEG.' }, ...notFound },
})

const submitRoute = createRoute({
  method: 'post',
  path: '/practitioners/{id}/training-claims',
  tags: TAGS,
  summary: 'Say that a practitioner trained; it is shown once an admin approves it',
  middleware: bodyLimit({ maxSize: EVIDENCE_MAX_BYTES * 1.4 }),
  request: {
    params: z.object({ id: z.string() }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            program: z.enum(TRAINING_PROGRAMS),
            school: z.string().min(1).max(200),
            year: z.number().int().nullable().default(null),
            evidence: z.string().max(1000).default(''),
            link: z.string().max(500).nullable().default(null),
            file: z
              .strictObject({ name: z.string().max(200), base64: z.base64() })
              .nullable()
              .default(null),
            given_by: z.enum(GIVERS).default('a clinic'),
          }),
        },
      },
    },
  },
  responses: {
    202: jsonOf('It waits for an admin.', z.object({ id: z.number().int(), is_new: z.boolean() })),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export function trainingSubmissionsApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const found = await listSubmissions(site.database(c), limit, startOf(LIST, cursor))
    return c.json(toPage(LIST, found, limit, toJson), 200)
  })
  app.openapi(decideRoute, async (c) => {
    const body = c.req.valid('json')
    await decideSubmission(site.desk.ctx, {
      id: c.req.valid('param').id,
      tier: body.decision === 'approved' ? body.tier : null,
      reason: body.reason,
      by: actorOf(c).actor,
    })
    return c.json({ decision: body.decision }, 200)
  })
  app.openapi(evidenceRoute, (c) =>
    answerEvidence(c, site.database(c), c.req.valid('param').sha256),
  )
  app.openapi(submitRoute, async (c) => {
    const { link, file, given_by: givenBy, ...body } = c.req.valid('json')
    const { id, isNew } = await submitTraining(site.desk.ctx, {
      ...body,
      publicId: c.req.valid('param').id,
      evidenceUrl: link,
      file: file && toFile(file),
      givenBy,
      by: actorOf(c).actor,
    })
    return c.json({ id, is_new: isNew }, 202)
  })
  return app
}

const LIST = 'training-submissions'

/** After which id a list goes on. Throws `ParameterError` for a cursor of something else. */
export function startOf(question: string, cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const [id] = decodeCursor(question, cursor, ['number'])
  if (!Number.isSafeInteger(id)) throw parameterError('cursor', 'The cursor is none of ours.')
  return Number(id)
}

/** One page of rows of which there is one more than `limit` where the list goes on. */
export function toPage<Row extends { id: number }, Json>(
  question: string,
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Json,
): { items: Json[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(toItem),
    next_cursor: last ? encodeCursor(question, [last.id]) : null,
  }
}

const toFile = ({ name, base64 }: { name: string; base64: string }): NewEvidence => ({
  fileName: name,
  body: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
})

const toJson = (one: ShownSubmission): z.input<typeof submissionSchema> => ({
  id: one.id,
  practitioner: one.publicId,
  program: one.program,
  school: one.school,
  year: one.year,
  evidence: one.evidence,
  evidence_url: one.evidenceUrl,
  file_sha256: one.fileSha256,
  given_by: one.givenBy,
  sent_at: one.createdAt.toISOString(),
})

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { TIERS, TRAINING_PROGRAMS } from '#src/core/words.ts'
import {
  fingerprintOf,
  importTraining,
  type TrainingOutcome,
} from '#src/services/import-training.ts'
import { previewTraining } from '#src/services/preview-training.ts'
import {
  LIST_MAX_BYTES,
  readTrainingCsv,
  TrainingFileError,
} from '#src/services/read-training-csv.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { parameterError } from '../../problem.ts'
import { badRequest, newApi } from '../answers.ts'
import { jsonOf, refused } from './shapes.ts'

const outcomeSchema = z
  .object({
    line: z.number().int(),
    name: z.string().nullable(),
    outcome: z.enum(['accepted', 'already_known', 'doubtful', 'refused']),
    reason: z.string(),
    practitioner: z.string().nullable(),
    candidates: z.array(z.string()),
    program: z.enum(TRAINING_PROGRAMS).nullable(),
    tier: z.enum(TIERS).nullable(),
    evidence: z.string().nullable(),
    evidence_url: z.string().nullable(),
  })
  .openapi('TrainingOutcome')

const importRoute = createRoute({
  method: 'post',
  path: '/training-imports',
  tags: ['Training'],
  summary: 'Take a list of people who trained, or see what each row would do',
  middleware: bodyLimit({ maxSize: LIST_MAX_BYTES }),
  request: {
    query: z.strictObject({
      preview: z.enum(['true', 'false']).optional(),
      given_by: z.string().trim().min(1).max(100).openapi({
        description: 'Who gave the list, as pages will say.',
      }),
      expected: z.string().optional().openapi({
        description: 'The fingerprint of a preview: nothing is done where the outcome is another.',
      }),
    }),
    body: { required: true, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: {
    200: jsonOf(
      'One outcome a row.',
      z.object({
        preview: z.boolean(),
        fingerprint: z.string(),
        ignored_columns: z.array(z.string()),
        items: z.array(outcomeSchema),
      }),
    ),
    ...badRequest,
    ...refused,
  },
})

export function trainingImportsApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(importRoute, async (c) => {
    const { preview, given_by: givenBy, expected } = c.req.valid('query')
    const { rows, ignored } = read(new Uint8Array(await c.req.arrayBuffer()))
    const list = { rows, givenBy, actor: actorOf(c).actor }
    const isPreview = preview === 'true'
    const outcomes = isPreview
      ? (await previewTraining(site.desk.ctx, list)).outcomes
      : await importTraining(site.desk.ctx, { ...list, expected })
    const fingerprint = fingerprintOf(outcomes)
    const items = outcomes.map(toJson)
    return c.json({ preview: isPreview, fingerprint, ignored_columns: ignored, items }, 200)
  })
  return app
}

function read(bytes: Uint8Array): ReturnType<typeof readTrainingCsv> {
  try {
    return readTrainingCsv(bytes)
  } catch (error) {
    throw error instanceof TrainingFileError ? parameterError('body', error.message) : error
  }
}

const toJson = (one: TrainingOutcome): z.input<typeof outcomeSchema> => ({
  line: one.line,
  name: one.name,
  outcome: one.outcome === 'known' ? 'already_known' : one.outcome,
  reason: one.reason,
  practitioner: one.practitioner,
  candidates: one.candidates,
  program: one.claim?.program ?? null,
  tier: one.claim?.tier ?? null,
  evidence: one.claim?.evidence ?? null,
  evidence_url: one.claim?.evidenceUrl ?? null,
})

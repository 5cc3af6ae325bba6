import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type GivenClaim, listClaims } from '#db/queries/training-desk.ts'
import { TIERS, TRAINING_PROGRAMS } from '#src/core/words.ts'
import { withdrawTraining } from '#src/services/withdraw-training.ts'
import { reasonText } from '../../admin/desk-forms.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf, refused } from './shapes.ts'
import { idParam, startOf, toPage } from './training-submissions.ts'

const claimSchema = z
  .object({
    id: z.number().int(),
    practitioner: z.string(),
    program: z.enum(TRAINING_PROGRAMS),
    tier: z.enum(TIERS),
    evidence: z.string(),
    evidence_url: z.string().nullable(),
    given_by: z.string().nullable(),
    given_at: z.iso.datetime().nullable(),
  })
  .openapi('TrainingClaim')

const listRoute = createRoute({
  method: 'get',
  path: '/training-claims',
  tags: ['Training'],
  summary: 'Claims that people gave and that are shown, newest first',
  request: { query: PAGE_QUERY.extend({ practitioner: z.string().optional() }) },
  responses: { 200: jsonOf('A page of claims.', pageOf(claimSchema)), ...badRequest },
})

const withdrawRoute = createRoute({
  method: 'post',
  path: '/training-claims/{id}/withdrawal',
  tags: ['Training'],
  summary: 'Take a claim back: it is kept and shown no more',
  request: {
    params: idParam,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ reason: reasonText }),
        },
      },
    },
  },
  responses: {
    200: jsonOf('It is withdrawn.', z.object({ id: z.number().int() })),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export function trainingClaimsApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor, practitioner } = c.req.valid('query')
    const question = `training-claims ${practitioner ?? ''}`
    const before = startOf(question, cursor)
    const found = await listClaims(site.database(c), limit, { before, practitioner })
    return c.json(toPage(question, found, limit, toJson), 200)
  })
  app.openapi(withdrawRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    await withdrawTraining(site.desk.ctx, { id, reason, by: actorOf(c).actor })
    return c.json({ id }, 200)
  })
  return app
}

const toJson = (claim: GivenClaim): z.input<typeof claimSchema> => ({
  id: claim.id,
  practitioner: claim.publicId,
  program: claim.program,
  tier: claim.tier,
  evidence: claim.evidence,
  evidence_url: claim.evidenceUrl,
  given_by: claim.givenBy,
  given_at: claim.givenAt?.toISOString() ?? null,
})

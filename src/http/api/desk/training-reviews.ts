import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { listReviews, type ShownReview } from '#db/queries/training-desk.ts'
import { TIERS } from '#src/core/words.ts'
import { decideReview } from '#src/services/decide-training.ts'
import { noteText } from '../../admin/desk-forms.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { badRequest, newApi, notFound } from '../answers.ts'
import { jsonOf, PAGE_QUERY, PAGE_SIZE, pageOf, refused } from './shapes.ts'
import { idParam, startOf, toPage } from './training-submissions.ts'

const cell = z.string().nullable()

const reviewSchema = z
  .object({
    id: z.number().int(),
    row: z.object({
      name: cell,
      school: cell,
      program: cell,
      year: cell,
      evidence: cell,
      link: cell,
      tier: cell,
      state: cell,
      license_number: cell,
      npi: cell,
      city: cell,
    }),
    reason: z.string(),
    candidates: z.array(z.string()),
    given_by: z.string(),
    imported_at: z.iso.datetime(),
  })
  .openapi('TrainingReview', {
    description: 'A row of a list as it was handed in, and why nobody can be sure whom it means.',
  })

const listRoute = createRoute({
  method: 'get',
  path: '/training-reviews',
  tags: ['Training'],
  summary: 'Doubtful rows of lists that wait for a decision, oldest first',
  request: { query: PAGE_QUERY },
  responses: { 200: jsonOf('A page of rows.', pageOf(reviewSchema)), ...badRequest },
})

const decideRoute = createRoute({
  method: 'post',
  path: '/training-reviews/{id}/decision',
  tags: ['Training'],
  summary: 'Say whom a row means; null is nobody and needs a reason',
  request: {
    params: idParam,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            practitioner: z
              .string()
              .regex(/^[\w-]{1,100}$/)
              .nullable(),
            tier: z.enum(TIERS).nullable().default(null).openapi({
              description: 'Null keeps the tier of the row.',
            }),
            reason: noteText.default(''),
          }),
        },
      },
    },
  },
  responses: {
    200: jsonOf('It is decided.', z.object({ practitioner: z.string().nullable() })),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

const LIST = 'training-reviews'

export function trainingReviewsApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const found = await listReviews(site.database(c), limit, startOf(LIST, cursor))
    return c.json(toPage(LIST, found, limit, toJson), 200)
  })
  app.openapi(decideRoute, async (c) => {
    const body = c.req.valid('json')
    const { id } = c.req.valid('param')
    await decideReview(site.desk.ctx, { ...body, id, by: actorOf(c).actor })
    return c.json({ practitioner: body.practitioner }, 200)
  })
  return app
}

function toJson({ row, ...one }: ShownReview): z.input<typeof reviewSchema> {
  const { licenseNumber, ...cells } = row
  return {
    id: one.id,
    row: { ...cells, license_number: licenseNumber },
    reason: one.reason,
    candidates: one.candidates,
    given_by: one.givenBy,
    imported_at: one.importedAt.toISOString(),
  }
}

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { findWaiting } from '#db/queries/desk.ts'
import type { DeskSite } from '../../desk.ts'
import { findOverdue } from '../../overdue.ts'
import { badRequest, newApi } from '../answers.ts'

const count = z.int()
const instant = z.iso.datetime()

const waitingSchema = z
  .object({
    held_runs: z.array(
      z.object({
        id: z.string(),
        registry: z.string(),
        held_at: instant,
        reasons: z.array(z.string()),
      }),
    ),
    overdue_registries: z.array(
      z.object({
        registry: z.string(),
        last_published_at: instant.nullable(),
        promise_hours: z.number(),
        is_paused: z.boolean(),
      }),
    ),
    matches: count,
    training_reviews: count,
    training_submissions: count,
    corrections: count,
    next_correction_due_at: instant.nullable(),
  })
  .openapi('Waiting', { description: 'Counts end at 1,001: that many or more wait.' })

const route = createRoute({
  method: 'get',
  path: '/desk',
  tags: ['Desk'],
  summary: 'What waits for an admin',
  request: { query: z.strictObject({}) },
  responses: {
    200: {
      description: 'What waits.',
      content: { 'application/json': { schema: waitingSchema } },
    },
    ...badRequest,
  },
})

export function overviewApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(route, async (c) => {
    const ids = site.infos.map(({ id }) => id)
    const waiting = await findWaiting(site.database(c), ids)
    return c.json(
      {
        held_runs: waiting.holds.map(({ id, registry, heldAt, reasons }) => ({
          id,
          registry,
          held_at: heldAt.toISOString(),
          reasons,
        })),
        overdue_registries: findOverdue(site, waiting.registries).map((one) => ({
          registry: one.registry,
          last_published_at: one.at?.toISOString() ?? null,
          promise_hours: one.info.promiseHours,
          is_paused: one.isPaused,
        })),
        matches: waiting.matches,
        training_reviews: waiting.trainingReviews,
        training_submissions: waiting.trainingSubmissions,
        corrections: waiting.corrections,
        next_correction_due_at: waiting.nextCorrectionDueAt?.toISOString() ?? null,
      },
      200,
    )
  })
  return app
}

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { findRun, listRegistries, type RegistryState, type ShownRun } from '#db/queries/runs.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import type { Site } from '../deps.ts'
import { NotFoundError } from '../problem.ts'
import { badRequest, newApi, notFound } from './answers.ts'
import { refreshSchema, registrySchema } from './schemas.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/registries',
  tags: ['Registries'],
  summary: 'Every registry, with how fresh its facts are',
  request: { query: z.strictObject({}) },
  responses: {
    200: {
      description: 'All registries; there is one page.',
      content: {
        'application/json': {
          schema: z.object({ items: z.array(registrySchema), next_cursor: z.null() }),
        },
      },
    },
    ...badRequest,
  },
})

const refreshRoute = createRoute({
  method: 'get',
  path: '/refreshes/{id}',
  tags: ['Registries'],
  summary: 'One pass over a registry',
  request: { params: z.object({ id: z.string() }), query: z.strictObject({}) },
  responses: {
    200: {
      description: 'The refresh.',
      content: { 'application/json': { schema: refreshSchema } },
    },
    ...badRequest,
    ...notFound,
  },
})

export function registriesApi(site: Site): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const states = await listRegistries(site.database(c), site.infos, site.now())
    const items = states.flatMap((state) => {
      const info = site.infoOf(state.id)
      return info ? [toRegistryJson(info, state)] : []
    })
    return c.json({ items, next_cursor: null }, 200)
  })
  app.openapi(refreshRoute, async (c) => {
    const run = await findRun(site.database(c), c.req.valid('param').id)
    if (!run) throw new NotFoundError('No refresh has this id.')
    return c.json(toRefreshJson(run), 200)
  })
  return app
}

const toRegistryJson = (
  info: RegistryInfo,
  state: RegistryState,
): z.input<typeof registrySchema> => ({
  id: info.id,
  title: info.title,
  publisher: info.publisher,
  homepage: info.homepage,
  access: info.access,
  proves: info.proves,
  does_not_prove: info.doesNotProve,
  caveat: info.caveat,
  license_states: info.licenseStates,
  freshness: {
    last_good_at: state.lastGood?.readAt?.toISOString() ?? null,
    promise_hours: info.promiseHours,
    state: state.freshness,
  },
  records: state.records,
  no_longer_listed: state.delisted,
  trouble: state.trouble,
  last_refresh: state.latest && toRefreshJson(state.latest),
})

export const toRefreshJson = (run: ShownRun): z.input<typeof refreshSchema> => ({
  id: run.id,
  registry: run.registry,
  mode: run.mode,
  status: run.status,
  counts: {
    seen: run.counts.seen,
    new: run.counts.new,
    changed: run.counts.changed,
    unchanged: run.counts.unchanged,
    not_seen: run.counts.notSeen,
    problems: run.counts.problems,
  },
  reasons: run.reasons,
  progress: run.progress,
  created_at: run.createdAt.toISOString(),
  started_at: run.startedAt?.toISOString() ?? null,
  finished_at: run.finishedAt?.toISOString() ?? null,
})

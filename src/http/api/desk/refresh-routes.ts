/** The calls about refreshes, as the description of the API has them. */
import { createRoute, z } from '@hono/zod-openapi'
import { DIFFERENCES } from '#db/queries/run-difference.ts'
import { RUN_STATUSES } from '#src/core/words.ts'
import { reasonText } from '../../admin/desk-forms.ts'
import { badRequest, notFound } from '../answers.ts'
import { refreshSchema } from '../schemas.ts'
import { jsonOf, PAGE_QUERY, pageOf, refused } from './shapes.ts'

const tags = ['Desk']
const params = z.object({ id: z.string() })
const noQuery = z.strictObject({})
const CADENCE_MAX_HOURS = 8760

const problemRowSchema = z.object({
  id: z.string(),
  level: z.enum(['row', 'page', 'run']),
  key: z.string().nullable(),
  detail: z.string(),
  capture_id: z.string().nullable(),
  capture_url: z.string().nullable(),
})

const comparedSchema = z.object({
  key: z.string(),
  name: z.string(),
  practitioner: z.string().nullable(),
  capture_id: z.string().nullable(),
  misses: z.number().int().nullable(),
  fields: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
})

const scheduleSchema = z
  .object({
    registry: z.string(),
    paused: z.boolean(),
    cadence_hours: z.number().int().nullable(),
    revision: z.number().int(),
  })
  .openapi('Schedule', {
    description: 'Without `cadence_hours` the registry’s own cadence holds.',
  })

export const listRoute = createRoute({
  method: 'get',
  path: '/refreshes',
  tags,
  summary: 'All refreshes, newest first',
  request: { query: PAGE_QUERY.extend({ status: z.enum(RUN_STATUSES).optional() }) },
  responses: { 200: jsonOf('Refreshes.', pageOf(refreshSchema)), ...badRequest },
})

export const ofRegistryRoute = createRoute({
  method: 'get',
  path: '/registries/{id}/refreshes',
  tags,
  summary: 'The refreshes of a registry, newest first',
  request: { params, query: PAGE_QUERY.extend({ status: z.enum(RUN_STATUSES).optional() }) },
  responses: { 200: jsonOf('Refreshes.', pageOf(refreshSchema)), ...badRequest, ...notFound },
})

export const startRoute = createRoute({
  method: 'post',
  path: '/registries/{id}/refreshes',
  tags,
  summary: 'Refresh a registry now',
  description: 'While one is queued or running there is no second: that one is answered.',
  request: { params, query: noQuery },
  responses: {
    202: jsonOf('The refresh that is queued or under way.', refreshSchema),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export const scheduleRoute = createRoute({
  method: 'get',
  path: '/registries/{id}/schedule',
  tags,
  summary: 'When a registry is refreshed',
  request: { params, query: noQuery },
  responses: { 200: jsonOf('The schedule.', scheduleSchema), ...badRequest, ...notFound },
})

export const setScheduleRoute = createRoute({
  method: 'put',
  path: '/registries/{id}/schedule',
  tags,
  summary: 'Pause or resume a registry, or change how often it is refreshed',
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            paused: z.boolean(),
            cadence_hours: z.int().min(1).max(CADENCE_MAX_HOURS).nullable(),
            revision: z.int().min(0).openapi({ description: 'Of the schedule as it was read.' }),
            why: reasonText,
          }),
        },
      },
    },
  },
  responses: {
    200: jsonOf('The schedule as it is now.', scheduleSchema),
    ...badRequest,
    ...notFound,
    ...refused,
  },
})

export const problemsRoute = createRoute({
  method: 'get',
  path: '/refreshes/{id}/problems',
  tags,
  summary: 'What a refresh could not read, each with the capture that holds it',
  request: { params, query: PAGE_QUERY },
  responses: { 200: jsonOf('Problems.', pageOf(problemRowSchema)), ...badRequest, ...notFound },
})

export const differenceRoute = createRoute({
  method: 'get',
  path: '/refreshes/{id}/difference',
  tags,
  summary: 'What a held refresh would change, or a published one has changed',
  request: { params, query: PAGE_QUERY.extend({ kind: z.enum(DIFFERENCES) }) },
  responses: { 200: jsonOf('Records.', pageOf(comparedSchema)), ...badRequest, ...notFound },
})

const decision = <Path extends string>(path: Path, summary: string) =>
  createRoute({
    method: 'post',
    path,
    tags,
    summary,
    request: {
      params,
      body: {
        required: true,
        content: { 'application/json': { schema: z.strictObject({ note: reasonText }) } },
      },
    },
    responses: {
      200: jsonOf('The refresh as it is now.', refreshSchema),
      ...badRequest,
      ...notFound,
      ...refused,
    },
  })

export const releaseRoute = decision('/refreshes/{id}/release', 'Publish a held refresh after all')
export const rejectRoute = decision('/refreshes/{id}/reject', 'Drop what a held refresh has read')
export const cancelRoute = decision('/refreshes/{id}/cancel', 'Stop a refresh under way')

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { listRegistryDesk } from '#db/queries/registry-desk.ts'
import { listDifference } from '#db/queries/run-difference.ts'
import { listProblems } from '#db/queries/run-problems.ts'
import { findDeskRun, findRun, listRuns, type RunsQuery } from '#db/queries/runs.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { cancelRun, type Decision, rejectRun, releaseRun } from '#src/services/decide-run.ts'
import { requestRefresh } from '#src/services/request-refresh.ts'
import { setSchedule } from '#src/services/set-schedule.ts'
import { actorOf, type DeskSite } from '../../desk.ts'
import { NotFoundError } from '../../problem.ts'
import {
  pageOfDifference,
  pageOfProblems,
  pageOfRuns,
  readDifferenceCursor,
  readProblemsCursor,
  readRunsCursor,
} from '../../run-cursor.ts'
import { newApi } from '../answers.ts'
import { toRefreshJson } from '../registries.ts'
import {
  cancelRoute,
  differenceRoute,
  listRoute,
  ofRegistryRoute,
  problemsRoute,
  rejectRoute,
  releaseRoute,
  scheduleRoute,
  setScheduleRoute,
  startRoute,
} from './refresh-routes.ts'
import { PAGE_SIZE } from './shapes.ts'

export function refreshesApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.route('/', readingApi(site))
  app.openapi(startRoute, async (c) => {
    const info = infoOf(site, c.req.valid('param').id)
    const { run, isNew } = await requestRefresh(site.desk.ctx, {
      registry: info.id,
      by: actorOf(c).actor,
      missingSettings: site.desk.missingSettings(info),
    })
    if (isNew) await site.desk.enqueue(run.id)
    return c.json(toRefreshJson(await getRun(site, c, run.id)), 202)
  })
  app.openapi(setScheduleRoute, async (c) => {
    const { id: registry } = infoOf(site, c.req.valid('param').id)
    const { paused, cadence_hours, revision, why } = c.req.valid('json')
    const row = await setSchedule(site.desk.ctx, {
      registry,
      by: actorOf(c).actor,
      why,
      revision,
      isPaused: paused,
      cadenceHours: cadence_hours,
    })
    return c.json(toScheduleJson(registry, row), 200)
  })
  const decide = async (
    c: Context,
    service: (ctx: ServiceContext, decision: Decision) => Promise<unknown>,
    { id: runId, note }: { id: string; note: string },
  ) => {
    await service(site.desk.ctx, { runId, by: actorOf(c).actor, note })
    return toRefreshJson(await getRun(site, c, runId))
  }
  app.openapi(releaseRoute, async (c) =>
    c.json(await decide(c, releaseRun, { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  app.openapi(rejectRoute, async (c) =>
    c.json(await decide(c, rejectRun, { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  app.openapi(cancelRoute, async (c) =>
    c.json(await decide(c, cancelRun, { ...c.req.valid('param'), ...c.req.valid('json') }), 200),
  )
  return app
}

function readingApi(site: DeskSite): OpenAPIHono {
  const app = newApi()
  app.openapi(listRoute, async (c) => {
    const { status, ...page } = c.req.valid('query')
    return c.json(await runsPage(site, c, { status }, page), 200)
  })
  app.openapi(ofRegistryRoute, async (c) => {
    const { status, ...page } = c.req.valid('query')
    const { id: registry } = infoOf(site, c.req.valid('param').id)
    return c.json(await runsPage(site, c, { registry, status }, page), 200)
  })
  app.openapi(scheduleRoute, async (c) => {
    const { id } = infoOf(site, c.req.valid('param').id)
    const [desk] = await listRegistryDesk(site.database(c), [id], { runs: 0 })
    if (!desk) throw new NotFoundError('There is no such registry.')
    return c.json(toScheduleJson(id, desk.schedule), 200)
  })
  app.openapi(problemsRoute, async (c) => {
    const { limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const { id } = await getRun(site, c, c.req.valid('param').id)
    const after = readProblemsCursor(id, cursor) ?? 0
    const rows = await listProblems(site.database(c), id, { after, limit })
    const page = pageOfProblems(id, rows, limit)
    const items = page.items.map(({ captureId, captureUrl, ...row }) => ({
      ...row,
      id: String(row.id),
      capture_id: captureId,
      capture_url: captureUrl,
    }))
    return c.json({ items, next_cursor: page.nextCursor }, 200)
  })
  app.openapi(differenceRoute, async (c) => {
    const { kind, limit = PAGE_SIZE, cursor } = c.req.valid('query')
    const run = await findDeskRun(site.database(c), c.req.valid('param').id)
    if (!run) throw unknownRefresh()
    const after = readDifferenceCursor(run.id, kind, cursor)
    const query = { run, kind, limit, ...(after === undefined ? {} : { after }) }
    const rows = await listDifference(site.database(c), query)
    const page = pageOfDifference(run.id, kind, rows, limit)
    const items = page.items.map(({ publicId, captureId, ...row }) => ({
      ...row,
      practitioner: publicId,
      capture_id: captureId,
    }))
    return c.json({ items, next_cursor: page.nextCursor }, 200)
  })
  return app
}

async function runsPage(
  site: DeskSite,
  c: Context,
  question: Pick<RunsQuery, 'registry' | 'status'>,
  { limit = PAGE_SIZE, cursor }: { limit?: number | undefined; cursor?: string | undefined },
) {
  const after = readRunsCursor(question, cursor)
  const rows = await listRuns(site.database(c), { ...question, after, limit })
  const page = pageOfRuns(question, rows, limit)
  return { items: page.items.map(toRefreshJson), next_cursor: page.nextCursor }
}

function infoOf(site: DeskSite, id: string) {
  const info = site.infoOf(id)
  if (!info) throw new NotFoundError('No registry has this id.')
  return info
}

async function getRun(site: DeskSite, c: Context, id: string) {
  const run = await findRun(site.database(c), id)
  if (!run) throw unknownRefresh()
  return run
}

const unknownRefresh = () => new NotFoundError('No refresh has this id.')

interface Schedule {
  pausedAt: Date | null
  cadenceHours: number | null
  revision: number
}

const toScheduleJson = (registry: string, schedule: Schedule) => ({
  registry,
  paused: schedule.pausedAt !== null,
  cadence_hours: schedule.cadenceHours,
  revision: schedule.revision,
})

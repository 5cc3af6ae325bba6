/** Runs at the desk: how each gets on, what it would change, and what an admin decides about it. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Difference, listDifference } from '#db/queries/run-difference.ts'
import { listProblems } from '#db/queries/run-problems.ts'
import { type DeskRun, findDeskRun, listRuns } from '#db/queries/runs.ts'
import { RUN_STATUSES } from '#src/core/words.ts'
import type { ServiceContext } from '#src/services/context.ts'
import { cancelRun, type Decision, rejectRun, releaseRun } from '#src/services/decide-run.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import {
  isDifference,
  pageOfDifference,
  pageOfProblems,
  pageOfRuns,
  readDifferenceCursor,
  readProblemsCursor,
  readRunsCursor,
  RUNS_A_PAGE,
} from '../run-cursor.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { readForm, reasonText } from './desk-forms.ts'
import { RunDetails } from './run-view.tsx'
import { isActive } from './run-words.ts'
import { RunList } from './run-list.tsx'

const PROBLEMS_A_PAGE = 20
const DIFFERENCE_A_PAGE = 20

const DONE: Record<string, string> = {
  queued: 'The refresh is queued.',
  already: 'A refresh of this registry was under way already: this one.',
  release: 'The run is released: what it read is shown.',
  reject: 'The run is rejected: nothing of it is shown.',
  cancel: 'The run is cancelled.',
}

const FILTER = z.object({
  registry: z.string().optional().catch(undefined),
  status: z.enum(RUN_STATUSES).optional().catch(undefined),
  cursor: z.string().optional(),
})

const DECISIONS: Record<string, (ctx: ServiceContext, decision: Decision) => Promise<unknown>> = {
  release: releaseRun,
  reject: rejectRun,
  cancel: cancelRun,
}

export function runPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/runs', async (c) => {
    const { cursor, registry = '', status } = FILTER.parse(c.req.query())
    const question = { registry: registry || undefined, status }
    const after = readRunsCursor(question, cursor)
    const rows = await listRuns(site.database(c), { ...question, after, limit: RUNS_A_PAGE })
    return deskPage(site, c, {
      title: 'Runs',
      current: '/admin/runs',
      children: (
        <RunList site={site} {...question} page={pageOfRuns(question, rows, RUNS_A_PAGE)} />
      ),
    })
  })
  app.get('/admin/runs/:id', (c) => showRun(site, c))
  for (const [verb, decide] of Object.entries(DECISIONS)) {
    app.post(`/admin/runs/:id/${verb}`, async (c) => {
      const { note } = await readForm(c, z.object({ note: reasonText }))
      const runId = c.req.param('id')
      await decide(site.desk.ctx, { runId, by: actorOf(c).actor, note })
      return c.redirect(`/admin/runs/${runId}?done=${verb}`, 303)
    })
  }
  return app
}

async function showRun(site: DeskSite, c: Context) {
  const run = await findDeskRun(site.database(c), c.req.param('id') ?? '')
  if (!run) throw new NotFoundError('There is no such run.')
  const { problems, difference, done, follow } = c.req.query()
  const wanted = c.req.query('kind')
  const kind = isDifference(wanted) ? wanted : firstKind(run)
  const [shownProblems, shownDifference] = await Promise.all([
    problemsOf(site, c, run, problems),
    differenceOf(site, c, run, kind, difference),
  ])
  return deskPage(site, c, {
    title: `Run of ${site.infoOf(run.registry)?.title ?? run.registry}`,
    current: '/admin/runs',
    done: DONE[done ?? ''],
    children: (
      <RunDetails
        site={site}
        run={run}
        now={site.now()}
        isFollowed={follow === '1' && isActive(run)}
        problems={shownProblems}
        kind={kind}
        difference={shownDifference}
      />
    ),
  })
}

async function problemsOf(site: DeskSite, c: Context, run: DeskRun, cursor: string | undefined) {
  const after = readProblemsCursor(run.id, cursor) ?? 0
  const limit = PROBLEMS_A_PAGE
  return pageOfProblems(
    run.id,
    await listProblems(site.database(c), run.id, { after, limit }),
    limit,
  )
}

/** None where the run's own counts say that there is nothing to look for. */
async function differenceOf(
  site: DeskSite,
  c: Context,
  run: DeskRun,
  kind: Difference,
  cursor: string | undefined,
) {
  const after = readDifferenceCursor(run.id, kind, cursor)
  const limit = DIFFERENCE_A_PAGE
  const rows =
    countOf(run, kind) === 0
      ? []
      : await listDifference(site.database(c), { run, kind, limit, ...(after ? { after } : {}) })
  return pageOfDifference(run.id, kind, rows, limit)
}

const countOf = ({ counts }: DeskRun, kind: Difference): number =>
  ({ new: counts.new, changed: counts.changed, gone: counts.notSeen })[kind]

/** What somebody who decides should look at first. */
const firstKind = (run: DeskRun): Difference =>
  (['gone', 'changed', 'new'] as const).find((kind) => countOf(run, kind) > 0) ?? 'changed'

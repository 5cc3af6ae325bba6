/** What people asked to have put right: what waits, with its clock, and what was answered. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findCorrection } from '#db/queries/corrections.ts'
import { decideCorrection, undoRemoval } from '#src/services/decide-correction.ts'
import { type CorrectionList, readCorrections } from '../read-corrections.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError, parameterError } from '../problem.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { CorrectionDetail, CorrectionQueue } from './correction-views.tsx'
import { reasonText } from './desk-forms.ts'

const PAGE_SIZE = 50
const ONE = '/admin/corrections/:id{[0-9]{1,15}}'

const DONE: Record<string, string> = {
  answered: 'Answered. It stands on the practitioner’s page.',
  undone: 'Undone: the practitioner is in searches again.',
  kept: 'Undone. The practitioner stays out of searches: another request to be left out stands.',
}

const DECISION = z.object({ outcome: z.enum(['done', 'declined']), answer: reasonText })
const UNDOING = z.object({ answer: reasonText })
const INCOMPLETE = 'Choose what became of it and write the answer that everybody will read.'

export function deskCorrectionPages(site: DeskSite): Hono {
  const { ctx } = site.desk
  const app = new Hono()
  app.get('/admin/corrections', (c) => {
    const list = c.req.query('show') === 'answered' ? 'answered' : 'open'
    return showList(site, c, list)
  })
  app.get(ONE, (c) => showOne(site, c, Number(c.req.param('id'))))
  app.post(ONE, async (c) => {
    const id = Number(c.req.param('id'))
    const form = DECISION.safeParse(await c.req.parseBody())
    if (!form.success) return showOne(site, c, id, INCOMPLETE)
    await decideCorrection(ctx, { id, ...form.data, by: actorOf(c).actor })
    return c.redirect(`/admin/corrections/${id}?done=answered`, 303)
  })
  app.post(`${ONE}/undo`, async (c) => {
    const id = Number(c.req.param('id'))
    const form = UNDOING.safeParse(await c.req.parseBody())
    if (!form.success) return showOne(site, c, id, 'Say why it is undone.')
    const { keptOutBy } = await undoRemoval(ctx, { id, ...form.data, by: actorOf(c).actor })
    const done = keptOutBy === null ? 'undone' : 'kept'
    return c.redirect(`/admin/corrections/${id}?done=${done}`, 303)
  })
  return app
}

async function showList(site: DeskSite, c: Context, list: CorrectionList) {
  const [cursor, second] = c.req.queries('cursor') ?? []
  if (second !== undefined) throw parameterError('cursor', 'Give `cursor` once.')
  const { entries, next } = await readCorrections(site.database(c), list, PAGE_SIZE, cursor)
  return deskPage(site, c, {
    title: 'Corrections',
    current: '/admin/corrections',
    children: <CorrectionQueue {...{ list, next, entries, now: site.now() }} />,
  })
}

async function showOne(site: DeskSite, c: Context, id: number, problem?: string) {
  const entry = await findCorrection(site.database(c), id)
  if (!entry) throw new NotFoundError(`There is no correction ${id}.`)
  return deskPage(
    site,
    c,
    {
      title: `Correction ${id}`,
      current: '/admin/corrections',
      done: DONE[c.req.query('done') ?? ''],
      children: <CorrectionDetail {...{ entry, problem, now: site.now() }} />,
    },
    problem ? 400 : 200,
  )
}

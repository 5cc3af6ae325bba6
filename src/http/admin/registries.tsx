/** Registries at the desk: how each is doing, and what an admin can do about it. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { listRegistryDesk, type RegistryDesk } from '#db/queries/registry-desk.ts'
import type { RegistryInfo } from '#scrapers/source.ts'
import { requestRefresh } from '#src/services/request-refresh.ts'
import { type ScheduleChange, setSchedule } from '#src/services/set-schedule.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { readForm, reasonText } from './desk-forms.ts'
import { RegistryDetails, RegistryList } from './registry-views.tsx'
import type { RegistryView } from './registry-words.ts'

const LIST_RUNS = 20
const PAGE_RUNS = 50
export const CADENCE_MAX_HOURS = 8760

const DONE: Record<string, string> = {
  paused: 'The registry is paused.',
  resumed: 'The registry is asked again as it falls due.',
  scheduled: 'The schedule is changed.',
}

const revision = z.coerce.number().int().min(0)
const PAUSE = z.object({ why: reasonText, revision })
const SCHEDULE = z.object({
  why: reasonText,
  revision,
  /** Empty for the registry's own. */
  hours: z.union([
    z.literal('').transform(() => null),
    z.coerce
      .number('Give a number of hours.')
      .int('Give whole hours.')
      .min(1, 'At least one hour.')
      .max(CADENCE_MAX_HOURS, 'At most a year.'),
  ]),
})

export function registryPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin/registries', async (c) => {
    const ids = site.infos.map(({ id }) => id)
    const desks = await listRegistryDesk(site.database(c), ids, { runs: LIST_RUNS })
    const views = desks.flatMap((desk) => {
      const info = site.infoOf(desk.id)
      return info ? [toView(site, info, desk)] : []
    })
    return deskPage(site, c, {
      title: 'Registries',
      current: '/admin/registries',
      done: DONE[c.req.query('done') ?? ''],
      children: <RegistryList views={views} />,
    })
  })
  app.get('/admin/registries/:id', async (c) => {
    const info = infoOf(site, c)
    const [desk] = await listRegistryDesk(site.database(c), [info.id], { runs: PAGE_RUNS })
    if (!desk) throw new NotFoundError('There is no such registry.')
    return deskPage(site, c, {
      title: info.title,
      current: '/admin/registries',
      done: DONE[c.req.query('done') ?? ''],
      children: <RegistryDetails view={toView(site, info, desk)} />,
    })
  })
  app.post('/admin/registries/:id/refresh', async (c) => {
    const info = infoOf(site, c)
    const { run, isNew } = await requestRefresh(site.desk.ctx, {
      registry: info.id,
      by: actorOf(c).actor,
      missingSettings: site.desk.missingSettings(info),
    })
    if (isNew) await site.desk.enqueue(run.id)
    return c.redirect(`/admin/runs/${run.id}?follow=1&done=${isNew ? 'queued' : 'already'}`, 303)
  })
  const change = async (
    c: Context,
    done: string,
    values: Omit<ScheduleChange, 'registry' | 'by'>,
  ) => {
    const { id } = infoOf(site, c)
    await setSchedule(site.desk.ctx, { ...values, registry: id, by: actorOf(c).actor })
    return c.redirect(`/admin/registries/${id}?done=${done}`, 303)
  }
  app.post('/admin/registries/:id/pause', async (c) =>
    change(c, 'paused', { ...(await readForm(c, PAUSE)), isPaused: true }),
  )
  app.post('/admin/registries/:id/resume', async (c) =>
    change(c, 'resumed', { ...(await readForm(c, PAUSE)), isPaused: false }),
  )
  app.post('/admin/registries/:id/schedule', async (c) => {
    const { hours, ...rest } = await readForm(c, SCHEDULE)
    return change(c, 'scheduled', { ...rest, cadenceHours: hours })
  })
  return app
}

function infoOf(site: DeskSite, c: Context): RegistryInfo {
  const info = site.infoOf(c.req.param('id') ?? '')
  if (!info) throw new NotFoundError('There is no such registry.')
  return info
}

const toView = (site: DeskSite, info: RegistryInfo, desk: RegistryDesk): RegistryView => ({
  info,
  desk,
  missingSettings: site.desk.missingSettings(info),
  now: site.now(),
})

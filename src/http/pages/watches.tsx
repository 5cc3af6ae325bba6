/** Whom an account watches, what happened, and the feeds of it. */
import { type Context, Hono } from 'hono'
import { findFeedAccount, listEvents, listWatches } from '#db/queries/watches.ts'
import { sha256 } from '#src/services/audit.ts'
import { NotFoundError as MissingError } from '#src/services/errors.ts'
import { forgetWatches, renewFeed, unwatch, watchPractitioner } from '#src/services/watch.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { privately } from '../privately.ts'
import { ATOM_TYPE, renderAtom } from '../views/atom.ts'
import { CALENDAR_TYPE, renderCalendar } from '../views/calendar.ts'
import { clinicPage } from '../views/clinic-page.tsx'
import { WatchForm } from '../views/watch-form.tsx'
import { EventList, FeedAddresses, WatchList, WatchTools } from '../views/watches.tsx'
import { feedAddresses, tellEvent, toCalendarDays, toFeed } from '../watch-feeds.ts'
import { findAsked, publicIdIn } from './check-prefill.ts'

const SHOWN_MAX = 500
const LATEST = 20
const EVENTS_MAX = 200
const LABEL_MAX = 200

export function watchPages(site: DeskSite): Hono {
  const app = new Hono()
  app.use('/watches/*', privately)
  app.get('/watches', (c) => showList(site, c))
  app.post('/watches', (c) => addWatch(site, c))
  app.get('/watches/events', async (c) => {
    const events = await listEvents(site.database(c), actorOf(c).account, EVENTS_MAX)
    return clinicPage(site, c, {
      title: 'What happened',
      here: '/watches',
      children: (
        <>
          <h1>What happened to those whom you watch</h1>
          <p class="way-back">
            <a href="/watches">Whom you watch</a>
          </p>
          <EventList events={events.map((event) => ({ ...event, ...tellEvent(event) }))} />
        </>
      ),
    })
  })
  app.post('/watches/feed-address', async (c) => {
    const token = await renewFeed(site.desk.ctx, actorOf(c).account)
    return clinicPage(site, c, {
      title: 'Addresses of your feeds',
      here: '/watches',
      children: <FeedAddresses {...feedAddresses(site, c, token)} />,
    })
  })
  app.post('/watches/delete-everything', async (c) => {
    await forgetWatches(site.desk.ctx, actorOf(c).account)
    return c.redirect('/watches', 303)
  })
  app.post('/watches/:id/delete', async (c) => {
    await unwatch(site.desk.ctx, { account: actorOf(c).account, id: c.req.param('id') })
    return c.redirect('/watches', 303)
  })
  addFeeds(site, app)
  return app
}

async function addWatch(site: DeskSite, c: Context): Promise<Response> {
  const form = await c.req.parseBody()
  const label = textOf(form.label).slice(0, LABEL_MAX)
  const practitioner = textOf(form.practitioner)
  const publicId = publicIdIn(practitioner)
  try {
    await watchPractitioner(site.desk.ctx, { account: actorOf(c).account, publicId, label })
  } catch (error) {
    if (!(error instanceof MissingError)) throw error
    const problem = 'No practitioner has this address or id.'
    return showList(site, c, { practitioner, label, problem })
  }
  return c.redirect('/watches', 303)
}

interface Typed {
  practitioner: string
  label: string
  problem: string
}

/** Whom a link or a form means stands first: that is what the visit is for. */
async function showList(site: DeskSite, c: Context, typed?: Typed): Promise<Response> {
  const db = site.database(c)
  const { account } = actorOf(c)
  const watches = await listWatches(db, account, SHOWN_MAX)
  const events = await listEvents(db, account, LATEST)
  const asked = typed
    ? null
    : await findAsked(site, c, publicIdIn(c.req.query('practitioner') ?? ''))
  const isFormFirst = typed !== undefined || asked !== null || watches.length === 0
  const form = <WatchForm {...{ asked, typed, watches }} />
  const children = (
    <>
      <h1>Watched practitioners</h1>
      <p class="lede">
        You are told when a license, registration or certification of somebody on this list changes,
        runs out or is renewed, of a disciplinary action or an exclusion, and when a registry no
        longer lists them or cannot be read.
      </p>
      {isFormFirst && form}
      <h2>What happened last</h2>
      <EventList events={events.map((event) => ({ ...event, ...tellEvent(event) }))} />
      {events.length === LATEST && (
        <p>
          <a href="/watches/events">More of what happened</a>
        </p>
      )}
      <h2>Whom you watch</h2>
      <WatchList watches={watches} isCut={watches.length === SHOWN_MAX} />
      {!isFormFirst && form}
      <WatchTools hasAny={watches.length > 0} />
    </>
  )
  return clinicPage(
    site,
    c,
    { title: 'Watched practitioners', here: '/watches', children },
    typed ? 400 : 200,
  )
}

/** Whoever has the secret in the address may read; who was given it is the account's matter. */
function addFeeds(site: DeskSite, app: Hono): void {
  app.get('/watches/feed/:file{[A-Za-z0-9_-]{43}\\.(atom|ics)}', async (c) => {
    const [token = '', kind] = c.req.param('file').split('.')
    const account = await findFeedAccount(site.database(c), sha256(token))
    if (!account) throw new NotFoundError('No feed is at this address.')
    c.header('X-Robots-Tag', 'noindex')
    // The address is a secret: it goes nowhere with a link that somebody follows.
    c.header('Referrer-Policy', 'no-referrer')
    if (kind === 'atom') {
      return c.body(renderAtom(await toFeed(site, c, account)), 200, { 'Content-Type': ATOM_TYPE })
    }
    const days = await toCalendarDays(site, c, account)
    const calendar = renderCalendar('Expiries of watched practitioners', days, site.now())
    return c.body(calendar, 200, { 'Content-Type': CALENDAR_TYPE })
  })
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : ''

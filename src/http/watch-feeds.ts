/** What feed and calendar of an account hold. */
import type { Context } from 'hono'
import { listEvents, listWatches, type ShownEvent } from '#db/queries/watches.ts'
import type { Json } from '#src/core/words.ts'
import type { DeskSite } from './desk.ts'
import type { Feed } from './views/atom.ts'
import type { CalendarDay } from './views/calendar.ts'

const ENTRIES = 100
/** More than a list may hold. */
const ALL = 20_000

/** Origin of addresses that are handed out. */
export const originOf = (site: DeskSite, c: Context): string =>
  site.publicUrl ?? new URL(c.req.url).origin

export const feedAddresses = (site: DeskSite, c: Context, token: string) => ({
  atom: `${originOf(site, c)}/watches/feed/${token}.atom`,
  calendar: `${originOf(site, c)}/watches/feed/${token}.ics`,
})

/** The sentence of an event, and the page of the one whom it is about. */
export function tellEvent({ data }: Pick<ShownEvent, 'data'>): {
  summary: string
  practitionerId: string | null
} {
  const summary = partOf(data, 'summary')
  const id = partOf(partOf(data, 'practitioner'), 'id')
  return {
    summary: typeof summary === 'string' ? summary : '',
    practitionerId: typeof id === 'string' ? id : null,
  }
}

const partOf = (value: Json, name: string): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value[name] ?? null)
    : null

export async function toFeed(site: DeskSite, c: Context, account: string): Promise<Feed> {
  const events = await listEvents(site.database(c), account, ENTRIES)
  const origin = originOf(site, c)
  return {
    id: `${origin}/watches`,
    title: 'Watched practitioners',
    updatedAt: events[0]?.at ?? new Date(site.startedAt),
    entries: events.map((event) => {
      const { summary, practitionerId } = tellEvent(event)
      return {
        id: `${origin}/watches/events#${event.id}`,
        title: summary,
        at: event.at,
        text: summary,
        link: practitionerId ? `${origin}/practitioners/${practitionerId}` : null,
      }
    }),
  }
}

/** Last days of everything that is good and listed. */
export async function toCalendarDays(
  site: DeskSite,
  c: Context,
  account: string,
): Promise<CalendarDay[]> {
  const origin = originOf(site, c)
  const watches = await listWatches(site.database(c), account, ALL)
  return watches.flatMap(({ id, name, label, practitionerId, credentials }) =>
    credentials.flatMap(({ key, what, until, isListed, standing }) =>
      until === null || !isListed || standing !== 'active'
        ? []
        : [
            {
              id: `${id}-${key.replaceAll(/[^A-Za-z0-9]+/g, '-')}@${new URL(origin).host}`,
              day: until,
              title: `${name}: last day of the ${what}`,
              text: label,
              url: `${origin}/practitioners/${practitionerId}`,
            },
          ],
    ),
  )
}

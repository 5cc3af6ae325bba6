/** The desk's home: what waits, most pressing first. */
import { Hono } from 'hono'
import { COUNTED_MAX, findWaiting, type Waiting } from '#db/queries/desk.ts'
import type { DeskSite } from '../desk.ts'
import { findOverdue, type Overdue } from '../overdue.ts'
import { formatAge, formatHours, formatInstant } from '../views/dates.ts'
import { deskPage } from '../views/desk-layout.tsx'

export function deskHome(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/admin', async (c) => {
    const ids = site.infos.map(({ id }) => id)
    const waiting = await findWaiting(site.database(c), ids)
    const children = <Home {...{ site, waiting }} overdue={findOverdue(site, waiting.registries)} />
    return deskPage(site, c, { title: 'What waits', current: '/admin', children })
  })
  return app
}

interface HomeProps {
  site: DeskSite
  waiting: Waiting
  overdue: Overdue[]
}

const Home = ({ site, waiting, overdue }: HomeProps) => {
  const queues = toQueues(waiting, site.now())
  const isIdle = waiting.holds.length + overdue.length + queues.length === 0
  return (
    <>
      <h1>What waits</h1>
      {isIdle && <p>Nothing waits for a person.</p>}
      <Holds {...{ site, waiting }} />
      {overdue.length > 0 && (
        <section>
          <h2>Registries that are overdue</h2>
          <ol class="queue">
            {overdue.map((one) => (
              <li>
                <a href={hrefOf(one)}>{one.info.title}</a>
                {one.isPaused && <span class="badge">Paused</span>}
                <p>{overdueWords(one, site.now())}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {queues.length > 0 && (
        <section>
          <h2>Queues</h2>
          <ol class="queue">
            {queues.map(({ href, words, note, isLate }) => (
              <li>
                <a href={href}>{words}</a>
                {isLate && <span class="badge">Overdue</span>}
                {note && <p>{note}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

const Holds = ({ site, waiting: { holds } }: { site: DeskSite; waiting: Waiting }) =>
  holds.length === 0 ? null : (
    <section>
      <h2>Runs on hold</h2>
      <ol class="queue">
        {holds.map(({ id, registry, heldAt, reasons }) => (
          <li>
            <a href={`/admin/runs/${encodeURIComponent(id)}`}>
              {site.infoOf(registry)?.title ?? registry}
            </a>
            <span class="badge">Held</span>
            <p>
              <time datetime={heldAt.toISOString()}>{formatAge(heldAt, site.now())}</time>
              {reasons[0] && `: ${reasons[0]}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )

const hrefOf = ({ info }: Overdue): string =>
  info.access === 'by-hand' ? `/admin/capture/${info.id}` : `/admin/registries/${info.id}`

const overdueWords = ({ info, at }: Overdue, now: Date): string =>
  at === null
    ? 'Never published yet.'
    : `Last published ${formatAge(at, now)}; promised every ${formatHours(info.promiseHours)}.`

interface Queue {
  href: string
  words: string
  note?: string
  isLate?: boolean
}

function toQueues(waiting: Waiting, now: Date): Queue[] {
  const due = waiting.nextCorrectionDueAt
  const queues: (Queue & { count: number })[] = [
    {
      count: waiting.corrections,
      href: '/admin/corrections',
      words: counted(waiting.corrections, 'request for a correction', 'requests for a correction'),
      ...(due ? { note: `The next is due ${formatInstant(due)}.`, isLate: due < now } : {}),
    },
    {
      count: waiting.trainingSubmissions,
      href: '/admin/training',
      words: counted(waiting.trainingSubmissions, 'claim of training', 'claims of training'),
    },
    {
      count: waiting.trainingReviews,
      href: '/admin/training',
      words: counted(waiting.trainingReviews, 'row of a training list', 'rows of training lists'),
    },
    {
      count: waiting.matches,
      href: '/admin/matches',
      words: counted(waiting.matches, 'doubtful match', 'doubtful matches'),
    },
  ]
  return queues.filter(({ count }) => count > 0)
}

const counted = (count: number, one: string, many: string): string =>
  count > COUNTED_MAX ? `More than ${COUNTED_MAX} ${many}` : `${count} ${count === 1 ? one : many}`

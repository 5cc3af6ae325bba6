/** A clinic's own checks: to look through, to take away, to delete. */
import { Hono } from 'hono'
import type { Db } from '#db/client.ts'
import { type KeptCheck, listChecks } from '#db/queries/checks.ts'
import { ELEMENTS } from '#src/core/checks/types.ts'
import { ATTENTION_WORDS } from '#src/core/checks/words.ts'
import { safeLine } from '#src/core/csv/safe-cell.ts'
import { deleteAllChecks } from '#src/services/delete-check.ts'
import { cursorAfter, readAfter } from '../api/checks/checks.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { keepNothing } from '../run-check.ts'
import { CSV_MARK, sendLines } from '../send-lines.ts'
import { AttentionBadge, VerdictLine } from '../views/check-element.tsx'
import { CLINIC_KEPT_WORDS } from '../views/check-words.ts'
import { clinicPage } from '../views/clinic-page.tsx'
import { formatInstant } from '../views/dates.ts'

const PAGE = 50
const EXPORT_PAGE = 500

export function ownChecksPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get('/checks', async (c) => {
    keepNothing(c)
    const { account } = actorOf(c)
    const cursor = c.req.query('cursor')
    const after = cursor === undefined ? null : readAfter(account, cursor)
    const items = await listChecks(site.database(c), account, { limit: PAGE, after })
    const last = items.length === PAGE ? items.at(-1) : undefined
    const next = last ? cursorAfter(account, last) : null
    const isFirst = cursor === undefined
    const children = <Checks {...{ items, next, isFirst }} />
    return clinicPage(site, c, { title: 'Your checks', here: '/checks', children })
  })
  app.get('/checks/export.csv', (c) =>
    sendLines(c, site.now(), {
      fileName: 'checks.csv',
      mediaType: 'text/csv',
      parts: checkLines(site.database(c), actorOf(c).account),
    }),
  )
  app.post('/checks/delete', async (c) => {
    const { confirm } = await c.req.parseBody()
    if (confirm === 'yes') await deleteAllChecks(site.database(c), actorOf(c).account)
    return c.redirect('/checks', 303)
  })
  return app
}

const askedFor = ({ document }: Pick<KeptCheck, 'document'>): string => {
  const { name, licenseNumber, npi, certificationNumber } = document.question
  return document.name ?? name ?? licenseNumber ?? npi ?? certificationNumber ?? 'Without a name'
}

interface ChecksProps {
  items: KeptCheck[]
  next: string | null
  isFirst: boolean
}

const Checks = ({ items, next, isFirst }: ChecksProps) => (
  <>
    <h1>Your checks</h1>
    <p class="lede">
      Yours alone, the latest first. Each is deleted {CLINIC_KEPT_WORDS} after it was made, or when
      you say so.
    </p>
    {items.length > 0 && (
      <p>
        <a href="/checks/export.csv">Take all as CSV</a>
      </p>
    )}
    {items.length === 0 && isFirst && (
      <p>
        Nothing has been checked yet. <a href="/check">Check somebody</a>, or{' '}
        <a href="/check-batches">a list of people</a>.
      </p>
    )}
    {items.length === 0 && !isFirst && (
      <p>
        There are no older ones. <a href="/checks">From the start</a>
      </p>
    )}
    <ul class="cards">
      {items.map((check) => (
        <Card check={check} />
      ))}
    </ul>
    {next && (
      <p class="pager">
        <a href={`/checks?cursor=${next}`} rel="next">
          Older checks
        </a>
      </p>
    )}
    {items.length > 0 && (
      <details class="ending">
        <summary>Delete all checks</summary>
        <form class="stack" method="post" action="/checks/delete">
          <label>
            <input type="checkbox" name="confirm" value="yes" required />
            All my checks, with their sign-offs, for good
          </label>
          <button>Delete all</button>
        </form>
      </details>
    )}
  </>
)

const Card = ({ check: { id, at, document } }: { check: KeptCheck }) => (
  <li class="card">
    <h2>
      <a href={`/receipts/${id}`}>{askedFor({ document })}</a>
    </h2>
    <p>
      <AttentionBadge attention={document.attention} />{' '}
      <span class="quiet">{formatInstant(at)}</span>
    </p>
    <VerdictLine document={document} />
  </li>
)

const HEADER = [
  'receipt',
  'checked_at',
  'as_of',
  'name_asked',
  'state',
  'license_number',
  'npi',
  'certification_number',
  'name',
  'attention',
  ...ELEMENTS.flatMap((name) => [name, `${name}_reason`]),
  'sign_offs',
  'sha256',
]

async function* checkLines(db: Db, account: string): AsyncGenerator<string> {
  yield `${CSV_MARK}${safeLine(HEADER)}`
  for (let last: KeptCheck | null | undefined = null; last !== undefined;) {
    const items: KeptCheck[] = await listChecks(db, account, { limit: EXPORT_PAGE, after: last })
    yield items.map(toLine).join('')
    last = items.length === EXPORT_PAGE ? items.at(-1) : undefined
  }
}

function toLine({ id, at, document, signOffs, sha256 }: KeptCheck): string {
  const { asOf, name, state, licenseNumber, npi, certificationNumber } = document.question
  return safeLine([
    id,
    at.toISOString(),
    ...[asOf, name, state, licenseNumber, npi, certificationNumber, document.name].map(
      (cell) => cell ?? '',
    ),
    ATTENTION_WORDS[document.attention],
    ...ELEMENTS.flatMap((element) => {
      const { verdict, reason } = document.elements[element]
      return [verdict, reason]
    }),
    signOffs
      .map(({ decision, reviewer, at: signedAt }) =>
        [decision, reviewer, signedAt.toISOString()].join(' '),
      )
      .join('; '),
    sha256,
  ])
}

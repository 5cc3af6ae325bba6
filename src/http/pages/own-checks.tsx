/** A clinic's own checks: to look through, to take away, to delete. */
import { Hono } from 'hono'
import type { Db } from '#db/client.ts'
import { type KeptCheck, listChecks } from '#db/queries/checks.ts'
import { ELEMENTS } from '#src/core/checks/types.ts'
import { ATTENTION_WORDS, ELEMENT_TITLES, verdictWords } from '#src/core/checks/words.ts'
import { safeLine } from '#src/core/csv/safe-cell.ts'
import { KEPT_DAYS } from '#src/services/check-person.ts'
import { deleteAllChecks } from '#src/services/delete-check.ts'
import { cursorAfter, readAfter } from '../api/checks/checks.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { keepNothing } from '../run-check.ts'
import { AttentionBadge } from '../views/check-element.tsx'
import { formatInstant } from '../views/dates.ts'
import { page } from '../views/layout.tsx'

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
    return page(site, c, { title: 'Your checks', children: <Checks {...{ items, next }} /> })
  })
  app.get('/checks/export.csv', async (c) => {
    keepNothing(c)
    c.header('Content-Disposition', 'attachment; filename="checks.csv"')
    const csv = await writeCsv(site.database(c), actorOf(c).account)
    return c.body(csv, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.post('/checks/delete', async (c) => {
    const { confirm } = await c.req.parseBody()
    if (confirm === 'yes') await deleteAllChecks(site.database(c), actorOf(c).account)
    return c.redirect('/checks', 303)
  })
  return app
}

const askedFor = ({ document }: KeptCheck): string => {
  const { name, licenseNumber, npi, certificationNumber } = document.question
  return document.name ?? name ?? licenseNumber ?? npi ?? certificationNumber ?? ''
}

const Checks = ({ items, next }: { items: KeptCheck[]; next: string | null }) => (
  <>
    <h1>Your checks</h1>
    <p class="lede">
      Yours alone. Each is deleted {KEPT_DAYS.clinic} days after it was made, or when you say so.
    </p>
    <p>
      <a href="/check">New check</a> · <a href="/checks/export.csv">Take all as CSV</a> ·{' '}
      <a href="/receipts/verify">Verify a receipt</a>
    </p>
    {items.length === 0 && <p>There are none here.</p>}
    <ul class="cards">
      {items.map((check) => (
        <li class="card">
          <h2>
            <a href={`/receipts/${check.id}`}>{askedFor(check)}</a>
          </h2>
          <p>
            <AttentionBadge attention={check.document.attention} />{' '}
            <span class="quiet">{formatInstant(check.at)}</span>
          </p>
          <p class="hint">
            {ELEMENTS.map(
              (name) =>
                `${ELEMENT_TITLES[name]}: ${verdictWords(name, check.document.elements[name].verdict)}`,
            ).join('. ')}
            .
          </p>
        </li>
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
      <form class="search" method="post" action="/checks/delete">
        <div class="boxes">
          <label>
            <input type="checkbox" name="confirm" value="yes" required />
            Delete all my checks, with their sign-offs, for good
          </label>
        </div>
        <button>Delete all</button>
      </form>
    )}
  </>
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

async function writeCsv(db: Db, account: string): Promise<string> {
  const lines = [safeLine(HEADER)]
  for (let last: KeptCheck | null | undefined = null; last !== undefined;) {
    const items: KeptCheck[] = await listChecks(db, account, { limit: EXPORT_PAGE, after: last })
    lines.push(...items.map(toLine))
    last = items.length === EXPORT_PAGE ? items.at(-1) : undefined
  }
  return lines.join('')
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

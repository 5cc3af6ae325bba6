/** The audit log: every decision, whether the log is whole, and any practitioner as of a day. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type AuditEntry,
  findAudit,
  findAuditChoices,
  findAuditEntry,
  findLastAbout,
} from '#db/queries/audit.ts'
import { newYorkDay } from '#src/core/days.ts'
import { recordVerification, VERIFICATION } from '#src/services/verify-audit.ts'
import { exportAudit } from '../audit-export.ts'
import {
  type AuditQuery,
  readAuditCursor,
  toAuditFilter,
  writeAuditCursor,
} from '../audit-question.ts'
import { actorOf, type DeskSite } from '../desk.ts'
import { NotFoundError, parameterError } from '../problem.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { readForm } from './desk-forms.ts'
import { AsOfForm, FilterForm, Verification } from './history-forms.tsx'
import { actionWords, Difference, EntryTable, Moment, Subject } from './history-views.tsx'

const PATH = '/admin/history'
const ROWS = 25
const DONE: Record<string, string> = { verified: 'The log was verified. The result stands below.' }

const VERIFY_FORM = z.object({
  head: z.union([z.literal(''), z.string().regex(/^[0-9a-fA-F]{64}$/)], {
    error: 'A hash has 64 digits from 0 to 9 and a to f.',
  }),
})

export function historyPages(site: DeskSite): Hono {
  const app = new Hono()
  app.get(PATH, (c) => showList(site, c))
  app.get(`${PATH}/as-of`, (c) => {
    const { practitioner = '', as_of: day = '' } = c.req.query()
    if (practitioner.trim() === '') {
      throw parameterError('practitioner', 'Type the id of a practitioner.')
    }
    const page = `/practitioners/${encodeURIComponent(practitioner.trim())}`
    return c.redirect(`${page}?as_of=${encodeURIComponent(day)}`, 303)
  })
  app.get(`${PATH}/export.jsonl`, (c) => exportAudit(site, c))
  app.post(`${PATH}/verify`, async (c) => {
    const { head } = await readForm(c, VERIFY_FORM)
    const notedHead = head === '' ? null : head.toLowerCase()
    await recordVerification(site.desk.ctx, { by: actorOf(c).actor, notedHead })
    return c.redirect(`${PATH}?done=verified`, 303)
  })
  app.get(`${PATH}/:seq{[0-9]{1,15}}`, async (c) => {
    const entry = await findAuditEntry(site.database(c), Number(c.req.param('seq')))
    if (!entry) throw new NotFoundError('The log has no entry of this number.')
    return deskPage(site, c, {
      title: `Entry ${entry.seq}`,
      current: PATH,
      children: <Entry {...{ entry }} today={newYorkDay(site.now())} />,
    })
  })
  return app
}

const NAMES = ['actor', 'action', 'subject_type', 'subject_id', 'day'] as const

async function showList(site: DeskSite, c: Context) {
  const db = site.database(c)
  const query: AuditQuery = Object.fromEntries(NAMES.map((name) => [name, c.req.query(name)]))
  const filter = toAuditFilter(query)
  const before = readAuditCursor(filter, c.req.query('cursor'))
  const [{ entries, next }, choices, last] = await Promise.all([
    findAudit(db, filter, { before, limit: ROWS }),
    findAuditChoices(db),
    findLastAbout(db, VERIFICATION.subject, VERIFICATION.action),
  ])
  const today = newYorkDay(site.now())
  const actions = [...new Set(entries.map(({ action }) => action))].sort()
  const cursor = writeAuditCursor(filter, next)
  return deskPage(site, c, {
    title: 'History',
    current: PATH,
    done: DONE[c.req.query('done') ?? ''],
    children: (
      <>
        <h1>History</h1>
        <FilterForm {...{ query, choices, actions, today }} />
        {entries.length > 0 ? <EntryTable entries={entries} /> : <Nothing isAtEnd={!cursor} />}
        {cursor && (
          <p class="pager">
            <a href={pageAddress(query, cursor)}>Older entries</a>
          </p>
        )}
        <Verification last={last} />
        <section>
          <h2>A practitioner as of a day</h2>
          <AsOfForm today={today} />
        </section>
      </>
    ),
  })
}

const Nothing = ({ isAtEnd }: { isAtEnd: boolean }) => (
  <p>
    {isAtEnd
      ? 'No entry fits.'
      : 'None of the entries looked through so far fits. There are older ones.'}
  </p>
)

function pageAddress(query: AuditQuery, cursor: string): string {
  const parameters = new URLSearchParams()
  for (const name of NAMES) if (query[name]) parameters.set(name, query[name])
  parameters.set('cursor', cursor)
  return `${PATH}?${parameters.toString()}`
}

const Entry = ({ entry, today }: { entry: AuditEntry; today: string }) => (
  <>
    <h1>{`Entry ${entry.seq}: ${actionWords(entry.action)}`}</h1>
    <dl class="facts">
      <dt>When</dt>
      <dd>
        <Moment at={entry.at} />
      </dd>
      <dt>Who</dt>
      <dd>
        {entry.actorName} <code>{entry.actor}</code>
      </dd>
      <dt>About</dt>
      <dd>
        <Subject subject={entry.subject} /> (<a href={othersAbout(entry)}>all entries about it</a>)
      </dd>
      <dt>Why</dt>
      <dd>{entry.why || 'Nothing was noted.'}</dd>
      <dt>Hash</dt>
      <dd>
        <code>{entry.hash}</code>
      </dd>
      <dt>Hash of the entry before</dt>
      <dd>
        <code>{entry.previousHash}</code>
      </dd>
    </dl>
    <section>
      <h2>What it changed</h2>
      <Difference entry={entry} />
    </section>
    {entry.subject.type === 'practitioner' && (
      <section>
        <h2>The page as of a day</h2>
        <AsOfForm practitioner={entry.subject.id} today={today} />
      </section>
    )}
  </>
)

const othersAbout = ({ subject }: AuditEntry): string =>
  pageAddressOf({ subject_type: subject.type, subject_id: subject.id })

const pageAddressOf = (query: Record<string, string>): string =>
  `${PATH}?${new URLSearchParams(query).toString()}`

/** What the desk's pages about training share. */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { type Tier, TIERS } from '#src/core/words.ts'
import type { DeskSite } from '../desk.ts'
import { NotFoundError } from '../problem.ts'
import { formatInstant } from '../views/dates.ts'
import { deskPage } from '../views/desk-layout.tsx'
import { isWebAddress } from '../views/source-note.tsx'
import { TIER_MEANINGS, TIER_WORDS } from '../views/words.ts'
import { NOTE_MAX } from './desk-forms.ts'

export const ROWS_A_PAGE = 50

const DONE: Record<string, string> = {
  approved: 'The claim is approved and stands on the practitioner’s page.',
  rejected: 'The claim is rejected. It was never shown.',
  given: 'The row now stands on the practitioner’s page.',
  nobody: 'The row is put aside: it means nobody here.',
  withdrawn: 'The claim is withdrawn and shown no more.',
  imported: 'The list is taken. What is doubtful waits below.',
}

/** The sentence for `?done=`; an unknown code says nothing. */
export const doneWords = (c: Context): string | undefined => DONE[c.req.query('done') ?? '']

/** The number in a path. Throws `NotFoundError` for what is none. */
export function pathNumber(c: Context, what: string): number {
  const text = c.req.param('id') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw new NotFoundError(`There is no ${what} ${text}.`)
  return Number(text)
}

/** From which id on a list goes on; undefined at its beginning. */
export function pageStart(c: Context): number | undefined {
  const text = c.req.query('after')
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The first rows and, if there are more, the id after which they go on. */
export function onePage<Row extends { id: number }>(
  rows: Row[],
  limit: number,
): { rows: Row[]; next: number | null } {
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

interface TableProps {
  caption: string
  columns: string[]
  children: Child
}

export const DeskTable = ({ caption, columns, children }: TableProps) => (
  <div class="table-scroll">
    <table class="desk-table">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column || <span class="sr-only">Open</span>}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

export const PersonLink = ({ publicId, name }: { publicId: string; name: string }) => (
  <a href={`/practitioners/${encodeURIComponent(publicId)}`}>{name}</a>
)

export const EvidenceLink = ({ url }: { url: string | null }) =>
  isWebAddress(url) ? (
    <a href={url} rel="external noreferrer nofollow">
      {url}
    </a>
  ) : (
    <>{url}</>
  )

export const TierField = ({ selected }: { selected: Tier }) => (
  <>
    <label for="tier">How good the evidence is</label>
    <select id="tier" name="tier">
      {TIERS.map((tier) => (
        <option value={tier} selected={tier === selected}>
          {`${TIER_WORDS[tier]}: ${TIER_MEANINGS[tier]}`}
        </option>
      ))}
    </select>
  </>
)

export const ReasonField = ({ label, isRequired }: { label: string; isRequired: boolean }) => (
  <>
    <label for="reason">{label}</label>
    <textarea id="reason" name="reason" rows={3} maxlength={NOTE_MAX} required={isRequired} />
  </>
)

/** What became of something, on whose word and when. */
export const Decided = ({ word, by, at, children }: DecidedProps) => (
  <p class="panel">
    <span class="badge">{word}</span>
    {` by ${by} on ${formatInstant(at)}`}
    {children}
  </p>
)

interface DecidedProps {
  word: string | null
  by: string | null
  at: Date
  children?: Child
}

/** Answers with a page below that of training. */
export const trainingPage = (site: DeskSite, c: Context, title: string, children: Child) =>
  deskPage(site, c, { title, current: '/admin/training', children })

interface QueueProps<Row> {
  title: string
  heading?: string
  /** Stands above the table. */
  form?: Child
  /** One row more than a page has where there are more. */
  found: Row[]
  table: (rows: Row[]) => Child
  /** Of the same list, without its beginning. */
  path: string
  query?: Record<string, string>
}

/** Answers with one page of a list, and the way to the next. */
export function queuePage<Row extends { id: number }>(
  site: DeskSite,
  c: Context,
  { title, heading = title, form, found, table, path, query = {} }: QueueProps<Row>,
) {
  const { rows, next } = onePage(found, ROWS_A_PAGE)
  const rest = new URLSearchParams({ after: String(next), ...query }).toString()
  const children = (
    <>
      <h1>{heading}</h1>
      {form}
      {table(rows)}
      {next !== null && (
        <nav aria-label="Pages">
          <a href={`${path}?${rest}`} rel="next">
            Next page
          </a>
        </nav>
      )}
    </>
  )
  return trainingPage(site, c, title, children)
}

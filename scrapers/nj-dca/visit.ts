/** One visit to the site: the search form, the list of results, the details. Its ids die with it. */
import { joinUrl } from '../lib/base-url.ts'
import { decodeText } from '../lib/decode.ts'
import { BlockedError, LayoutError, UnavailableError } from '../lib/errors.ts'
import { all, atMostOne } from '../lib/html.ts'
import { type FormAnswer, FormSession, loadPage, StaleFormError } from '../lib/web-forms.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { fail, quote, readAssumptions } from './assumptions.ts'
import { readDetails } from './details.ts'
import { type Grid, type GridRow, readGrid } from './grid.ts'
import { numberOf } from './license-row.ts'

/** The site for everybody, and the one that sends whole lists. */
export type Site = 'verification' | 'Verification_Bulk'

/** What a search may ask for beside the profession: beginnings of names, or a number. */
export interface Criteria {
  firstName?: string
  lastName?: string
  licenseNumber?: string
}

export interface Visit {
  session: FormSession
  /** The page of results that lies open. */
  answer: FormAnswer
}

export interface ResultsVisit extends Visit {
  grid: Grid
}

const PROFESSION = 't_web_lookup__profession_name'

/** `Search.aspx`, `Details.aspx` …, in lower case. */
export const pageName = ({ url }: FormAnswer): string =>
  (new URL(url).pathname.split('/').at(-1) ?? '').toLowerCase()

/** A session with the search form open, or null where the site has no such page. */
export async function openForm(context: CaptureContext, site: Site): Promise<Visit | null> {
  const session = new FormSession(context.http, {
    // The file's media type is not known: what it is shows in its first line.
    accept: ['text/html', 'text/plain', 'text/csv', 'application/octet-stream'],
    alsoStatuses: [404, 410],
  })
  const url = joinUrl(context.baseUrl, `/${site}/Search.aspx`, { facility: 'N' })
  const answer = await session.get('form', url)
  if (answer.capture.status !== 200) return null
  requireNoCaptcha(answer)
  return { session, answer }
}

/** Fills in the form; the page that comes back may be any. */
export async function submitSearch(
  context: CaptureContext,
  { session, answer: form }: Visit,
  { firstName, lastName, licenseNumber }: Criteria,
): Promise<Visit> {
  const values = {
    [PROFESSION]: findProfession(form, context.settings),
    ...(firstName === undefined ? {} : { t_web_lookup__first_name: firstName }),
    ...(lastName === undefined ? {} : { t_web_lookup__last_name: lastName }),
    ...(licenseNumber === undefined ? {} : { t_web_lookup__license_no: licenseNumber }),
  }
  const answer = await session.submit('results', form, { values, button: 'sch_button' })
  requireNoCaptcha(answer)
  return { session, answer }
}

/** Searches in a session of its own. */
export async function search(context: CaptureContext, criteria: Criteria): Promise<ResultsVisit> {
  const form = await openForm(context, 'verification')
  if (!form) {
    throw new UnavailableError(
      'New Jersey has no search page any more; is REGISTRY_NJ_DCA_URL right?',
    )
  }
  return toResults(await submitSearch(context, form, criteria))
}

/** The same search with another page of its list open, reached as a person would: link by link. */
export async function turnTo(visit: ResultsVisit, page: number): Promise<ResultsVisit> {
  let open = visit
  while (open.grid.page !== page) {
    const values = open.grid.pages.get(page) ?? (open.grid.page < page ? open.grid.more : null)
    if (!values) {
      throw new UnavailableError(
        `New Jersey's results end before page ${page}; they went further a moment ago.`,
      )
    }
    const before = open.grid.page
    const answer = await open.session.submit('results', open.answer, { values })
    requireNoCaptcha(answer)
    open = toResults({ session: open.session, answer })
    if (open.grid.page <= before) {
      throw new LayoutError(
        `Page ${page} of the results was asked for; page ${open.grid.page} came.`,
      )
    }
  }
  return open
}

/** The page about one row; the session must still be the one that showed the row. */
export async function fetchDetails({ session, answer }: Visit, row: GridRow): Promise<Capture> {
  const url = new URL(row.details, answer.url).href
  const details = await session.get('details', url, answer.url)
  if (pageName(details) !== 'details.aspx' || details.capture.status !== 200) {
    throw new StaleFormError('New Jersey no longer knows the results that it has shown.')
  }
  requireNoCaptcha(details)
  const [asked, came] = [row.fields, readDetails(details.capture)].map(numberOf)
  if (asked !== came) {
    throw new LayoutError(`The details of ${asked} were asked for; those of ${came} came.`)
  }
  return details.capture
}

/** Tries a visit again from its beginning where the site has forgotten it. */
export async function withFreshVisits<Result>(visit: () => Promise<Result>): Promise<Result> {
  for (let left = VISITS_MAX - 1; ; left -= 1) {
    try {
      return await visit()
    } catch (error) {
      if (!(error instanceof StaleFormError) || left === 0) throw error
    }
  }
}

const VISITS_MAX = 3

function toResults({ session, answer }: Visit): ResultsVisit {
  if (answer.capture.status !== 200) {
    throw new UnavailableError(`New Jersey's search answered ${answer.capture.status}.`)
  }
  if (pageName(answer) !== 'searchresults.aspx') {
    throw new StaleFormError('New Jersey showed its search form again instead of results.')
  }
  return { session, answer, grid: readGrid(answer.capture) }
}

/** Exactly one profession must be ours; zero or several end the run with the list of all. */
function findProfession(form: FormAnswer, settings: CaptureContext['settings']): string {
  const select = atMostOne(loadPage(form).root(), `select[name="${PROFESSION}"]`)
  if (!select) throw new LayoutError(`The search form has no field "${PROFESSION}".`)
  const labels = all(select, 'option').map((option) => option.attr('value') ?? '')
  const found = labels.filter((label) => readAssumptions(settings).isProfession(label))
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  return fail(
    settings,
    'profession',
    'one profession that matches',
    `${found.length} (${quote(found)}) among ${quote(labels.filter(Boolean))}`,
  )
}

/** Sister sites ask for one; where it is asked for, programs are not wanted. */
function requireNoCaptcha({ capture }: FormAnswer): void {
  const isHtml = /html/i.test(capture.mediaType)
  if (!isHtml || !/captcha/i.test(decodeText(capture))) return
  throw new BlockedError(
    `${new URL(capture.url).host} asks to solve a captcha. It keeps programs out; nothing was tried to get around it.`,
  )
}

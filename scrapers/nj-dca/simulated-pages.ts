/** The pages of the site as HTML, with the ids, fields and oddities that scrapers rely on. */
import type { WireRow } from './simulated-rows.ts'

export interface PageState {
  /** `./Search.aspx?facility=N` */
  action: string
  viewState: string
}

export const GRID_COLUMNS = [
  'Full Name',
  'License Number',
  'Profession',
  'License Type',
  'License Status',
  'City',
  'State',
]

/** Everything stands in one form with the hidden fields of WebForms. */
function renderPage(state: PageState, body: string, moreFields = ''): string {
  return `<!DOCTYPE html>
<html><head><title>State of New Jersey - License Verification</title></head><body>
<form name="TheForm" method="post" action="${escapeHtml(state.action)}" id="TheForm">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
<input type="hidden" name="__LASTFOCUS" id="__LASTFOCUS" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${state.viewState}" />
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="CA0B0334" />
<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="valid-${state.viewState}" />
${moreFields}${body}
</form></body></html>
`
}

export function renderForm(
  state: PageState,
  options: { professions: string[]; profession: string; types: string[]; asksCaptcha: boolean },
): string {
  const { professions, profession, types, asksCaptcha } = options
  const select = (name: string, values: string[], chosen: string, more = ''): string =>
    `<select name="${name}" id="${name}"${more}>
<option value="">All</option>
${values.map((value) => `<option${value === chosen ? ' selected="selected"' : ''} value="${escapeHtml(value)}">${escapeHtml(value)}</option>`).join('\n')}
</select>`
  const reload = ` onchange="javascript:setTimeout('__doPostBack(\\'t_web_lookup__profession_name\\',\\'\\')', 0)"`
  const inputs = ['first_name', 'last_name', 'license_no', 'addr_city'].map(
    (name) =>
      `<input name="t_web_lookup__${name}" type="text" id="t_web_lookup__${name}" maxlength="50" />`,
  )
  return renderPage(
    state,
    `${select('t_web_lookup__profession_name', professions, profession, reload)}
${select('t_web_lookup__license_type_name', types, '')}
${inputs.join('\n')}
${asksCaptcha ? '<p>Please solve the captcha below.</p><div id="recaptcha"></div>' : ''}
<input type="submit" name="sch_button" value="Search" id="sch_button" />
<input type="submit" name="clear_button" value="Clear" id="clear_button" />`,
  )
}

export interface ResultsPage {
  rows: { row: WireRow; guid: string }[]
  pager: string
  isBulk: boolean
  page: number
  /** Columns to leave out, for a fault. */
  without: string[]
}

export function renderResults(state: PageState, page: ResultsPage): string {
  const columns = GRID_COLUMNS.filter((column) => !page.without.includes(column))
  const header = columns.map((column) => `<th>${column}&nbsp;</th>`).join('')
  const rows = page.rows.map(({ row, guid }, index) => {
    const cells: Record<string, string> = {
      'Full Name': `<td><table><tr><td><a id="datagrid_results__ctl${index + 3}_name" href="Details.aspx?result=${guid}" target="_blank">${escapeHtml(toListName(row))}</a></td></tr></table></td>`,
      'License Number': cell(row.license_no),
      Profession: cell(row.profession_name),
      'License Type': cell(row.license_type_name),
      'License Status': cell(row.license_status_name),
      City: cell(row.addr_city),
      State: cell(row.addr_state),
    }
    return `<tr>${columns.map((column) => cells[column]).join('')}</tr>`
  })
  const download = `<input type="submit" name="btnBulkDownLoad" value="Download List" id="btnBulkDownLoad" />`
  return renderPage(
    state,
    `<table cellspacing="0" class="gdata" id="datagrid_results">
<tr>${header}</tr>
${rows.join('\n')}
${page.pager}
</table>
${page.isBulk ? download : ''}`,
    `<input type="hidden" name="CurrentPageIndex" id="CurrentPageIndex" value="${page.page - 1}" />\n`,
  )
}

const cell = (text: string): string => `<td><span>${escapeHtml(text)}</span></td>`

/** `EXAMPLE, ALEX M JR` */
const toListName = (row: WireRow): string => {
  const rest = [row.first_name, row.middle_name, row.name_suffix].filter(Boolean).join(' ')
  return `${row.last_name}, ${rest}`
}

/** Numbers in windows of forty, dots behind and before them. `targets` gets what each link means. */
export function renderPager(page: number, pages: number, targets: Map<string, number>): string {
  targets.clear()
  if (pages <= 1) return ''
  const first = page - ((page - 1) % WINDOW)
  const last = Math.min(first + WINDOW - 1, pages)
  const entries = [
    ...(first > 1 ? [{ text: '...', to: first - 1 }] : []),
    ...Array.from({ length: last - first + 1 }, (_, index) => ({
      text: String(first + index),
      to: first + index,
    })),
    ...(last < pages ? [{ text: '...', to: last + 1 }] : []),
  ]
  const links = entries.map(({ text, to }, index) => {
    if (to === page) return `<span>${text}</span>`
    const target = `datagrid_results$_ctl44$_ctl${index}`
    targets.set(target, to)
    return `<a href="javascript:__doPostBack('${target}','')">${text}</a>`
  })
  return `<tr><td colspan="${GRID_COLUMNS.length}">${links.join('&nbsp;')}</td></tr>`
}

const WINDOW = 40

export function renderDetails(row: WireRow, without: string[]): string {
  const spans: [id: string, label: string, value: string][] = [
    ['full_name', 'Name', row.full_name],
    ['addr_line_1', 'Street', row.addr_line_1],
    ['addr_city', 'City', row.addr_city],
    ['addr_state', 'State', row.addr_state],
    ['addr_zipcode', 'Zip', row.addr_zipcode],
    ['profession_id', 'Profession', row.profession_name],
    ['license_type', 'License Type', row.license_type_name],
    ['license_no', 'License Number', row.license_no],
    ['sec_lic_status', 'License Status', row.license_status_name],
    ['changeReason', 'Status Change Reason', ''],
    ['issue', 'Issue Date', row.issue_date],
    ['expiration_date', 'Expiration Date', row.expiration_date],
  ]
  const lines = spans
    .filter(([id]) => !without.includes(id))
    .map(
      ([id, label, value]) =>
        `<p><span id="Label_${id}">${label}:</span> <span id="${id}">${escapeHtml(value)}</span></p>`,
    )
  return `<!DOCTYPE html>
<html><head><title>State of New Jersey - License Details</title></head><body>
${lines.join('\n')}
</body></html>
`
}

export const renderConfirmation = (state: PageState, charge: string, count: number): string =>
  renderPage(
    state,
    `<p>You have selected ${count} records.</p><p>Total charge: <span id="lblCharge">${charge}</span></p>
<input type="submit" name="btnContinue" value="Continue" id="btnContinue" />`,
  )

export const renderPreferences = (state: PageState): string =>
  renderPage(
    state,
    `<p>Delimiter: <input type="radio" name="delimiter" value="pipe" checked="checked" /> Pipe</p>
<input type="submit" name="sch_button" value="Download" id="sch_button" />`,
  )

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** What ASP.NET shows where the hidden fields are not those of the page that it sent last. */
export const STALE_PAGE = `<!DOCTYPE html>
<html><head><title>Validation of viewstate MAC failed.</title></head>
<body><h1>Server Error in '/' Application.</h1>
<h2><i>Validation of viewstate MAC failed. The state information is invalid for this page and might be corrupted.</i></h2>
</body></html>
`

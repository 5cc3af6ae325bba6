/** Result pages of the simulated directory, written afresh with the structure of the real ones. */
import type { Entry } from './simulated-entries.ts'
import { escape, renderFrame, type FrameForm } from './simulated-frame.ts'
import { PAGE_SIZE } from './page-facts.ts'

export interface ResultQuery {
  searchType: '1' | '2' | '3'
  stateCode: string
  cityName: string
  firstName: string
  lastName: string
  pageNo: number
}

export interface ResultPage {
  query: ResultQuery
  /** All people found; the page cuts its own twenty out. */
  found: Entry[]
  form: FrameForm
  /** Changes the ids of people from one visit to the next. */
  visit: number
  baseUrl: string
  /** The page says how many it found and shows none of them. */
  isEmptied?: boolean
}

export const lastPageOf = (found: Entry[]): number => Math.ceil(found.length / PAGE_SIZE)

export function renderResults(page: ResultPage): string {
  const { query, found, form, baseUrl, visit } = page
  const from = (query.pageNo - 1) * PAGE_SIZE
  const shown = page.isEmptied ? [] : found.slice(from, from + PAGE_SIZE)
  const cards = shown.map((entry, index) => renderCard(entry, index + 1, visit, form))
  const main = `<section><div class="search-card"><p class="title">Search again</p></div></section>
<section id="searchContent" style="display:none;">
<div class="result-info-bar"><p class="title">${found.length} Practitioners found${bannerTail(query)}</p></div>
<div class="result-action-bar__prenext">
${renderHidden(query, lastPageOf(found))}
<a href="#" id="pagination__prevId" class="pagination__prev${query.pageNo === 1 ? ' pagination__disable' : ''}">Prev</a>
<a href="#" id="pagination__nextId" class="pagination__next${query.pageNo >= lastPageOf(found) ? ' pagination__disable' : ''}">Next</a>
</div>
<div class="result-card"><div class="pageListDetail" id="pageListDetail">
${cards.join('\n')}
</div></div>
</section>`
  return renderFrame({ form, main, hasChallenge: true, savedFrom: toAddress(baseUrl, query) })
}

/** The address of a result page, as a browser shows it. */
export function toAddress(baseUrl: string, query: ResultQuery): string {
  const parameters = new URLSearchParams({ Radius: '0', CountryCode: 'USA' })
  if (query.stateCode) parameters.set('StateCode', query.stateCode)
  if (query.cityName) parameters.set('CityName', query.cityName)
  if (query.firstName) parameters.set('FirstName', query.firstName)
  if (query.lastName) parameters.set('LastName', query.lastName)
  parameters.set('SearchType', query.searchType)
  parameters.set('SortBy', 'DisplayName')
  parameters.set('SortDirection', 'ASC')
  parameters.set('SearchFormType', 'FAP')
  parameters.set('PageNo', String(query.pageNo))
  return `${baseUrl}/FAP/SearchResultWithoutMap?${parameters.toString()}`
}

function bannerTail({ firstName, lastName }: ResultQuery): string {
  const parts = [
    firstName && `First Name : ${escape(firstName)}`,
    lastName && `Last Name : ${escape(lastName)}`,
  ].filter(Boolean)
  return parts.length > 0 ? ` for ${parts.join(' and ')}` : ''
}

function renderHidden(query: ResultQuery, lastPage: number): string {
  const fields: [string, string][] = [
    ['hdnFirstName', query.firstName],
    ['hdnLastName', query.lastName],
    ['hdnCountryCode', query.searchType === '2' ? 'USA' : ''],
    ['hdnStateCode', query.stateCode],
    ['hdnCityName', query.cityName],
    ['hdnSearchType', query.searchType],
    ['hdnSortBy', 'DisplayName'],
    ['hdnSortDirection', 'ASC'],
    ['hdnFlag', 'FAP'],
    ['hdncurrpage', String(query.pageNo)],
    ['hdnlastpage', String(lastPage)],
  ]
  return fields
    .map(
      ([id, value]) =>
        `<input type="hidden" id="${id}"${value === '' ? '' : ` value="${escape(value)}"`}>`,
    )
    .join('\n')
}

/** Twelve characters that name a person for one visit. */
export const toPageId = (id: number, visit: number): string =>
  btoa(String(visit % 100).padStart(2, '0') + String(id).padStart(6, '0'))

/** The person behind such an id, or null. */
export function fromPageId(text: string): number | null {
  if (!/^[A-Za-z0-9+/]{11}=$/.test(text)) return null
  const digits = atob(text)
  return /^\d{8}$/.test(digits) ? Number(digits.slice(2)) : null
}

function renderCard(entry: Entry, place: number, visit: number, form: FrameForm): string {
  const href = `/FAP/PractitionerDetail?AgencyClientId=${toPageId(entry.id, visit)}`
  const name = escape(entry.name)
  return `<div class="result-card__item">
<div class="info-box">
<p class="name"><a href="${href}" title="View the profile of ${name}"> ${name}</a></p>
<p class="gendar">${entry.status} | ${entry.gender}</p>
<div class="iconic-callout">
<div class="iconic-callout__item"><i class="icon-call-end"></i><p class="copy"><em>${entry.phone ?? 'Not Available'}</em></p></div>
<div class="iconic-callout__item"><i class="icon-globe"></i><p class="copy">${renderSite(entry.website)}</p></div>
<div class="iconic-callout__item"><i class="icon-location-pin"></i><p class="copy"><em id="addressdata_${place}">${escape(entry.address ?? 'Not Available')}</em></p></div>
</div>
</div>
<div class="cert-box">${renderTags(entry.tags, form)}</div>
</div>`
}

export function renderSite(website: string | null): string {
  if (website === null) return 'Not Available'
  const short = website.length > 30 ? `${website.slice(0, 30)} ...` : website
  return `<span>${short}</span> <a href="http://${website}" title="http://${website}">Visit</a>`
}

function renderTags(tags: string[], form: FrameForm): string {
  const slide = form === 'dom' ? ' slick-slide' : ''
  const items = tags.map(
    (tag) =>
      `<div class="cert-box__item${slide}"><div class="content"><p class="copy">${tag}</p></div></div>`,
  )
  if (form === 'raw') return `<div class="cerfapfap-init">${items.join('')}</div>`
  return `<div class="cerfapfap-init slick-initialized slick-slider"><div class="slick-list"><div class="slick-track">${items.join('')}</div></div></div>`
}

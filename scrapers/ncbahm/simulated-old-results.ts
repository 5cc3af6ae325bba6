/** A result page in the layout of about 2022, as somebody may still have one on disk. */
import type { Entry } from './simulated-entries.ts'
import { escape, renderFrame } from './simulated-frame.ts'

/** One page, so at most twenty people; the search is by last name. */
export function renderOldResults(found: Entry[], lastName: string, baseUrl: string): string {
  const banner = `<p>${found.length} Practitioners found for Last Name : ${escape(lastName)}</p>`
  const main = `<section class="section" id="searchContent">
<div class="search-count">${banner}</div>
<div class="citySearchList"><div class="pageListDetail" id="pageListDetail">
${found.map((entry, index) => renderOldCard(entry, index + 1)).join('\n')}
</div></div>
</section>`
  return renderFrame({ form: 'raw', main, hasChallenge: false, savedFrom: baseUrl })
}

function renderOldCard(entry: Entry, place: number): string {
  const address = escape(entry.address ?? 'Not Available')
  return `<div class="card-item">
<div class="nameinfo__text">
<h4><a href="/FAPPractitionerProfile/${btoa(String(entry.id).padStart(8, '0'))}"> ${escape(entry.name)}</a></h4>
<h5>${entry.status} | ${entry.gender}</h5>
${entry.tags.map((tag) => `<small> ${tag}</small>`).join('\n')}
<ul><li class="location_pin_${place}" data-address="${address}"><i class="icon-location-pin"></i></li></ul>
</div>
${renderLine('icon-location-pin', address)}
${renderLine('icon-call-end', entry.phone ?? 'Not Available')}
${renderLine('icon-globe', entry.website ?? 'Not Available')}
</div>`
}

const renderLine = (icon: string, text: string): string =>
  `<div class="addressinfo__item"><p><span><i class="${icon}"></i></span><em>${text}</em></p></div>`

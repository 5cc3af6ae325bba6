/** Details pages of the simulated directory: the order and the labels of the real one, own markup. */
import type { Entry } from './simulated-entries.ts'
import { escape, renderFrame, type FrameForm } from './simulated-frame.ts'
import { renderSite } from './simulated-results.ts'

export function renderDetail(entry: Entry, address: string, form: FrameForm): string {
  const [first] = entry.locations
  const main = `<section class="practitioner">
<h2>${escape(entry.name)}</h2>
<h6>${renderMark(entry)} | ${entry.gender}</h6>
<div class="about"><p>${escape(entry.about ?? 'NA')}</p></div>
<p><i class="icon-call-end"></i> ${entry.phone ?? 'Not Available'}</p>
<p><i class="icon-globe"></i> ${renderSite(entry.website)}</p>
<p><i class="icon-location-pin"></i> ${escape(first ?? 'Not Available')}</p>
<ul>${entry.tags.map((tag) => `<li>${tag}</li>`).join('')}</ul>
</section>
<section><h4>Practitioner Locations</h4>
${entry.locations.map((line, index) => `<h5>Location ${index + 1}</h5><p>${escape(line)}</p>`).join('\n')}
</section>
${renderBadge(entry.badgeUrl)}${renderList(
    'Education',
    entry.education.flatMap(({ school, program }) => [school, program]),
  )}${renderList('Languages', entry.languages)}${renderList('Health Conditions', entry.conditions)}`
  return renderFrame({ form, main, hasChallenge: false, savedFrom: address })
}

/** A diplomate without a designation shows the bare words. */
const renderMark = (entry: Entry): string =>
  entry.tags.length === 0 ? entry.status : escape(entry.mark).replace('®', '<sup>®</sup>')

const renderBadge = (badgeUrl: string | null): string =>
  badgeUrl === null
    ? ''
    : `<section><h4>Digital Badges Information</h4><a href="${badgeUrl}" target="_blank">Digital badge</a></section>\n`

const renderList = (title: string, lines: string[]): string =>
  lines.length === 0
    ? ''
    : `<section><h4>${title}</h4><ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul></section>\n`

/** The files that a person would have on disk after an afternoon of saving pages. */
import type { Fault } from '../lib/simulator.ts'
import type { InventedPerson } from '../population/person.ts'
import { info } from './info.ts'
import { PAGE_SIZE } from './page-facts.ts'
import { renderDetail } from './simulated-detail.ts'
import { toEntries, type Entry } from './simulated-entries.ts'
import type { FrameForm } from './simulated-frame.ts'
import { renderOldResults } from './simulated-old-results.ts'
import { lastPageOf, renderResults, toPageId } from './simulated-results.ts'

export interface SavedFile {
  fileName: string
  html: string
}

/** Two browsers were at work: one saves what the server sent, the other what is on the screen. */
const FORMS: Record<string, FrameForm> = { NY: 'dom', NJ: 'raw', CT: 'dom' }

/**
 * All result pages of the three states, details pages of those who say something there, and one
 * page in the older layout that repeats people of the others.
 */
export function renderSavedPages(
  people: InventedPerson[],
  fault: Fault | null = null,
): SavedFile[] {
  const entries = toEntries(people, fault)
  const local = entries.filter((entry) => entry.state in FORMS)
  return [
    ...Object.entries(FORMS).flatMap(([state, form]) =>
      renderState(
        entries.filter((entry) => entry.state === state),
        state,
        form,
      ),
    ),
    ...local.filter((entry) => entry.education.length > 0 || entry.about !== null).map(renderSaved),
    ...renderOld(local),
  ]
}

function renderState(found: Entry[], stateCode: string, form: FrameForm): SavedFile[] {
  return Array.from({ length: Math.max(1, lastPageOf(found)) }, (_, index) => {
    const pageNo = index + 1
    const query = {
      searchType: '2',
      stateCode,
      cityName: '',
      firstName: '',
      lastName: '',
      pageNo,
    } as const
    const html = renderResults({ query, found, form, visit: pageNo, baseUrl: info.baseUrl })
    return { fileName: `results-${stateCode}-${String(pageNo).padStart(3, '0')}.html`, html }
  })
}

function renderSaved(entry: Entry): SavedFile {
  const address = `${info.baseUrl}/FAP/PractitionerDetail?AgencyClientId=${toPageId(entry.id, 1)}`
  return {
    fileName: `detail-${String(entry.id).padStart(6, '0')}.html`,
    html: renderDetail(entry, address, entry.id % 2 === 0 ? 'dom' : 'raw'),
  }
}

/** People with one address and a designation: both layouts say the same of them. */
function renderOld(entries: Entry[]): SavedFile[] {
  const found = entries.filter(
    ({ name, locations }) => name.endsWith(' Kim') && locations.length === 1,
  )
  if (found.length === 0) return []
  const html = renderOldResults(found.slice(0, PAGE_SIZE), 'Kim', info.baseUrl)
  return [{ fileName: 'older-layout-last-name-kim.html', html }]
}

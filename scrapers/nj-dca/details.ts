/** The page about one license, by the ids of its elements. Pure. */
import { decodeText } from '../lib/decode.ts'
import { LayoutError } from '../lib/errors.ts'
import { all, loadHtml, type Selection, textOf } from '../lib/html.ts'
import type { Capture } from '../source.ts'
import type { LicenseRow } from './license-row.ts'

/** Ids of the page by the names that the bulk file has for the same. */
const IDS = {
  full_name: 'full_name',
  profession_name: 'profession_id',
  license_type_name: 'license_type',
  license_no: 'license_no',
  issue_date: 'issue',
  expiration_date: 'expiration_date',
  addr_city: 'addr_city',
  addr_state: 'addr_state',
  addr_zipcode: 'addr_zipcode',
  license_status_name: 'sec_lic_status',
  change_reason: 'changeReason',
}

/** Without these elements a page cannot be read; blank they may be. */
const REQUIRED = ['full_name', 'license_type_name', 'license_no', 'license_status_name'] as const

/** Its id is not known; what is known is that there may be such a flag. */
const BOARD_ACTION = /(board|public|disciplin)\w*action|disciplin/i
const NO_ACTION = /^(no|none|n|n\/a|false|0)?\.?$/i

/** Throws `LayoutError` where an element that every page has is missing. */
export function readDetails(capture: Capture): LicenseRow {
  const spans = all(loadHtml(decodeText(capture)).root(), 'span[id]')
  const row: LicenseRow = {}
  for (const [column, id] of Object.entries(IDS)) {
    const element = findSpan(spans, id)
    if (element) row[column] = textOf(element)
  }
  for (const column of REQUIRED) {
    if (row[column] === undefined) {
      throw new LayoutError(`The details page has no element "${IDS[column]}".`)
    }
  }
  const action = findAction(spans)
  return action === null ? row : { ...row, board_action: action }
}

/** `license_no` is also `_ctl23__ctl1_license_no`, and never `Label_license_no`. */
function findSpan(spans: Selection[], id: string): Selection | null {
  const pattern = new RegExp(`^(?:_*ctl\\d+_+)*${id}$`, 'i')
  const found = spans.filter((span) => pattern.test(span.attr('id') ?? ''))
  if (found.length > 1) {
    throw new LayoutError(`The details page has ${found.length} elements "${id}".`)
  }
  return found[0] ?? null
}

function findAction(spans: Selection[]): string | null {
  const texts = spans
    .filter((span) => BOARD_ACTION.test(span.attr('id') ?? ''))
    .filter((span) => !/label/i.test(span.attr('id') ?? ''))
    .map(textOf)
    .filter((text) => !NO_ACTION.test(text))
  return texts.length === 0 ? null : texts.join('; ')
}

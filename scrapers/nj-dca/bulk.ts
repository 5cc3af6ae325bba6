/** The whole list as a file, in three steps: results, confirmation of a charge of nothing, file. */
import { AssumptionError, LayoutError } from '../lib/errors.ts'
import { textOf } from '../lib/html.ts'
import { type FormAnswer, hasButton, loadPage } from '../lib/web-forms.ts'
import type { Capture, CaptureContext } from '../source.ts'
import { isBulkFile } from './bulk-file.ts'
import { openForm, pageName, submitSearch } from './visit.ts'

/** The file, or the rest of a sentence that says why there is none. */
export type BulkOutcome = { capture: Capture } | { bounced: string }

/** About 30 s for 6 MB; the site makes the file while we wait. */
const FILE_TIMEOUT_MS = 180_000

/** Throws `AssumptionError` where the list would cost anything: nothing is ever bought. */
export async function downloadBulk(context: CaptureContext): Promise<BulkOutcome> {
  const form = await openForm(context, 'Verification_Bulk')
  if (!form) return { bounced: 'its page is not there' }
  const { session, answer: results } = await submitSearch(context, form, {})
  if (!isOn(results, 'searchresults.aspx')) return bounce('the search')
  if (!hasButton(loadPage(results), 'btnBulkDownLoad')) {
    return { bounced: 'its results have no button for it' }
  }
  const confirmation = await session.submit('bulk', results, { button: 'btnBulkDownLoad' })
  if (!isOn(confirmation, 'confirmation.aspx')) return bounce('"Download List"')
  requireNoCharge(confirmation)
  const preferences = await session.submit('bulk', confirmation, { button: 'btnContinue' })
  if (!isOn(preferences, 'prefdetails.aspx')) return bounce('"Continue"')
  const file = await session.submit('bulk', preferences, {
    button: 'sch_button',
    timeoutMs: FILE_TIMEOUT_MS,
  })
  return isBulkFile(file.capture) || file.capture.body.length === 0
    ? { capture: file.capture }
    : bounce('"Download"')
}

const isOn = (answer: FormAnswer, page: string): boolean =>
  answer.capture.status === 200 && pageName(answer) === page

const bounce = (button: string): BulkOutcome => ({
  bounced: `after ${button} it showed another page without a word`,
})

function requireNoCharge(confirmation: FormAnswer): void {
  const text = textOf(loadPage(confirmation)('body'))
  const amounts = [...text.matchAll(/\$\s*([\d,.]*\d)/g)].map(([, amount = '']) => amount)
  if (amounts.length === 0) {
    throw new LayoutError('The confirmation of the bulk download names no charge; expected $0.00.')
  }
  const charge = amounts.find((amount) => Number(amount.replaceAll(',', '')) !== 0)
  if (charge === undefined) return
  throw new AssumptionError(
    `The bulk download announces a charge of $${charge}; expected $0.00. Nothing was ordered.`,
  )
}
